// One compressed unit, whichever the codec: in one piece when it is small and in memory, else
// piece by piece.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "io/decoded_stream.h"
#include "io/gzip_decoder.h"
#include "io/window_buffer.h"
#include "io/zstd_decoder.h"
#include "tamis/status.h"

namespace tamis::io {

// Largest output of a unit that is decoded in one piece, and largest input looked at for one.
inline constexpr size_t kWholeUnitBytes = 32u << 20;
inline constexpr size_t kWholeUnitInput = 4u << 20;
// Output of one step when a unit is streamed: small enough to stay in the cache.
inline constexpr size_t kStepBytes = 128u << 10;

// Threads: one decoder per thread.
class UnitDecoder {
 public:
  explicit UnitDecoder(int max_zstd_window_log) : zstd_(max_zstd_window_log) {}

  // Chooses the unit that the other calls decode. `bytes` begins with its magic and holds its
  // header, unless the input ends before. Errors: kTruncated, kUnsupported.
  Status Choose(Codec codec, std::string_view bytes);

  // Decodes the unit at the start of `input` to the end of `out`; false when it is damaged, or too
  // large, or not all there: then `out` is as before.
  bool Whole(std::string_view input, WindowBuffer& out, Progress& progress);

  // Begins it anew, for Step(). False: no memory.
  bool Begin();
  // Decodes a piece into the tail of `out`, at most `room` bytes, without counting it in.
  StepResult Step(std::string_view input, size_t room, WindowBuffer& out, Progress& progress);

  // Decodes the unit at the start of `input` for nothing but to learn how much input it takes
  // before it breaks, or to the end of `input` when that `is_all`. 0: it does not break, or is too
  // large to tell. `scratch`: its tail is written to.
  size_t InputUntilBreak(std::string_view input, bool is_all, WindowBuffer& scratch);

  Codec codec() const { return codec_; }
  ZstdDecoder& zstd() { return zstd_; }

 private:
  // First guess of an output. Pages that are not written cost nothing.
  static constexpr size_t kFirstOutput = 4u << 20;

  Codec codec_ = Codec::kGzip;
  GzipDecoder gzip_;
  ZstdDecoder zstd_;
  ZstdHeader header_;
  size_t guess_output_ = kFirstOutput;
};

}  // namespace tamis::io
