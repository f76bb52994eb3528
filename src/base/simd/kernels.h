// The byte scans that dominate parsing, behind one struct of function pointers, so that a faster
// kernel is one more file and one more row in dispatch.cc. TAMIS_KERNEL forces one by name:
// "scalar"; "sse2" or, on AArch64, "neon"; "avx2"; "avx512".
//
// Every scan looks at [begin, end) and returns the first match, or end.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tamis::simd {

// A bit for each of 64 bytes of a tag, the first lowest.
struct TagMarks {
  uint64_t name_ends = 0;   // bytes up to U+0020, '/', and '<' '=' '>' '?'
  uint64_t value_ends = 0;  // '"', '&', '\0', '\r'
};

struct Kernels {
  std::string_view name;
  // Of the widest vectors that other modules may use as well: 32 for AVX2, 64 for AVX-512 (F and
  // BW); 16 for what every machine of the kind has.
  unsigned vector_bytes;
  // HTML data state: '<', '&', '\0', '\r'.
  const char* (*scan_text)(const char* begin, const char* end);
  // RAWTEXT, script data, PLAINTEXT: '<', '\0', '\r'.
  const char* (*scan_raw_text)(const char* begin, const char* end);
  // Attribute value (double-quoted): '"', '&', '\0', '\r'.
  const char* (*scan_double_quoted)(const char* begin, const char* end);
  // Attribute value (single-quoted): '\'', '&', '\0', '\r'.
  const char* (*scan_single_quoted)(const char* begin, const char* end);
  // Comment: '-', '<', '\0', '\r'.
  const char* (*scan_comment)(const char* begin, const char* end);
  // First byte that is not ASCII.
  const char* (*scan_ascii)(const char* begin, const char* end);
  // REQUIRES: 64 readable bytes.
  TagMarks (*mark_tag)(const char* bytes);
};

// The kernels that this machine can run, slowest first; the first is "scalar".
std::span<const Kernels* const> AvailableKernels();

// The kernels in use: the fastest available, or the one that TAMIS_KERNEL names.
const Kernels& ActiveKernels();

}  // namespace tamis::simd
