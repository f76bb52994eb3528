// Finds where a compressed unit (gzip member, zstd frame) may begin: at the start of a file, after
// another unit, and after damage.
//
// The catch: magic numbers are short (three and a half bytes for gzip), so compressed data holds
// them by chance, and archives hold gzip bodies of their own inside stored deflate blocks. After
// damage a candidate therefore has to decompress, and what comes out has to look like a place to
// start (PlausibleStart).

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "io/decoded_stream.h"
#include "io/gzip_decoder.h"
#include "io/raw_window.h"
#include "io/zstd_decoder.h"

namespace tamis::io {

// Bytes of output that a candidate is judged by.
inline constexpr size_t kProbeBytes = 4096;
// Bytes of input that are enough to produce them: one zstd block, or a deflate code table and
// 4,096 incompressible bytes, and a file name in the gzip header.
inline constexpr size_t kProbeInput = 160u << 10;

enum class UnitKind : uint8_t { kNone, kGzip, kZstd, kSkippable, kDictionary };

// What the magic at the start of `bytes` says. Fewer bytes than a magic has are compared as far
// as they go, so at the end of a file the first byte of a cut magic counts.
UnitKind UnitAt(std::string_view bytes);

// Threads: one per thread. Memory: its own decoders, made when first needed.
class UnitSearch {
 public:
  // `zstd`: the decoder that knows the dictionary. Used between frames only.
  explicit UnitSearch(ZstdDecoder& zstd);
  ~UnitSearch();

  // Whether a unit with a plausible start begins at the start of `bytes`; null: one that
  // decompresses without error as far as kProbeBytes.
  bool Plausible(std::string_view bytes, PlausibleStart plausible);

  // The first place in [from, to) of `bytes` where a compressed unit with a plausible start begins;
  // `to` when there is none. REQUIRES: to <= bytes.size()
  size_t FirstUnit(std::string_view bytes, size_t from, size_t to, PlausibleStart plausible);

  // Moves `raw` to the next plausible unit, or to the end. Returns whether there is one; with
  // `plain` it may also be plain bytes that `plausible` takes, at the start of a line. (Not inside
  // a damaged unit: one that is stored shows its content as plain bytes.)
  Result<std::optional<Codec>> Find(RawWindow& raw, PlausibleStart plausible, bool plain);

 private:
  size_t Probe(UnitKind kind, std::string_view bytes, bool& damaged);

  ZstdDecoder& zstd_;
  GzipDecoder gzip_;
  std::unique_ptr<char[]> out_;
};

}  // namespace tamis::io
