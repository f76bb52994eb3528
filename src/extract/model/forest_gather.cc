// Rows that stay open stand together for the rest of the trees: in each column the bytes of those
// rows are moved together, by the same masks in all columns.

#include <cstring>

#include "base/simd/kernels.h"
#include "extract/model/forest_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::extract {
namespace {

void GatherPortably(const uint8_t* codes, size_t columns, std::span<const uint32_t> rows,
                    uint8_t* out) {
  for (size_t i = 0; i < rows.size(); ++i) {
    const uint8_t* const from =
        codes + rows[i] / kForestStep * columns * kForestStep + rows[i] % kForestStep;
    for (size_t c = 0; c < columns; ++c) out[c * kForestStep + i] = from[c * kForestStep];
  }
}

#if defined(__x86_64__)

// Rows of `kRows` that stand together: where those of the first column are, which of them, and
// where they go.
struct Part {
  const uint8_t* from;
  uint64_t which;  // a bit a row
  size_t to;
};

template <size_t kRows>
size_t Divide(const uint8_t* codes, size_t columns, std::span<const uint32_t> rows, Part* parts) {
  size_t count = 0;
  for (size_t i = 0; i < rows.size();) {
    const uint32_t group = rows[i] / kRows;
    const size_t step = group * kRows / kForestStep;
    Part& part = parts[count++];
    part = {codes + step * columns * kForestStep + group * kRows % kForestStep, 0, i};
    for (; i < rows.size() && rows[i] / kRows == group; ++i) {
      part.which |= uint64_t{1} << rows[i] % kRows;
    }
  }
  return count;
}

// Eight rows at a time.
[[gnu::target("bmi2")]] void GatherByBmi2(const uint8_t* codes, size_t columns,
                                          std::span<const uint32_t> rows, uint8_t* out) {
  constexpr uint64_t kOfEach = 0x0101010101010101;
  Part parts[kForestStep];
  const size_t count = Divide<8>(codes, columns, rows, parts);
  for (size_t i = 0; i < count; ++i) {
    parts[i].which = _pdep_u64(parts[i].which, kOfEach) * 0xFF;
  }
  for (size_t c = 0; c < columns * kForestStep; c += kForestStep) {
    for (size_t i = 0; i < count; ++i) {
      uint64_t bytes;
      std::memcpy(&bytes, parts[i].from + c, sizeof bytes);
      bytes = _pext_u64(bytes, parts[i].which);
      std::memcpy(out + c + parts[i].to, &bytes, sizeof bytes);
    }
  }
}

[[gnu::target("avx512f,avx512bw,avx512vbmi2")]] void GatherByVbmi2(const uint8_t* codes,
                                                                   size_t columns,
                                                                   std::span<const uint32_t> rows,
                                                                   uint8_t* out) {
  Part parts[kForestStep];
  const size_t count = Divide<kForestStep>(codes, columns, rows, parts);
  for (size_t c = 0; c < columns * kForestStep; c += kForestStep) {
    for (size_t i = 0; i < count; ++i) {
      _mm512_storeu_si512(
          out + c + parts[i].to,
          _mm512_maskz_compress_epi8(parts[i].which, _mm512_loadu_si512(parts[i].from + c)));
    }
  }
}

#endif

}  // namespace

void GatherRows(const uint8_t* codes, size_t columns, std::span<const uint32_t> rows,
                uint8_t* out) {
#if defined(__x86_64__)
  const unsigned vector_bytes = simd::ActiveKernels().vector_bytes;
  if (vector_bytes >= 64 && __builtin_cpu_supports("avx512vbmi2")) {
    return GatherByVbmi2(codes, columns, rows, out);
  }
  if (vector_bytes >= 32 && __builtin_cpu_supports("bmi2")) {
    return GatherByBmi2(codes, columns, rows, out);
  }
#endif
  GatherPortably(codes, columns, rows, out);
}

}  // namespace tamis::extract
