// Undoes one content coding of a buffer: gzip, deflate, br, zstd.
//
// What can be read of a damaged or truncated buffer is given, and said to be partial.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "io/window_buffer.h"

namespace tamis::io {

enum class ContentCoding : uint8_t { kGzip, kDeflate, kBrotli, kZstd };

enum class DecodeEnd : uint8_t {
  kComplete,   // all of it; bytes behind the end of the coded data were left out
  kTruncated,  // the input stops early
  kDamaged,
  kTooLarge,  // the output was cut off at `max_bytes`
  kNotCoded,  // the input does not begin as the coding does; nothing came out
};

// Threads: one decoder per thread. Memory: its own state (zstd: the frame's window too).
class ContentDecoder {
 public:
  ContentDecoder();
  ~ContentDecoder();
  ContentDecoder(ContentDecoder&&) noexcept;
  ContentDecoder& operator=(ContentDecoder&&) noexcept;

  // Replaces what `out` holds by at most `max_bytes` decoded bytes. `input` and `out` must not
  // overlap.
  DecodeEnd Decode(ContentCoding coding, std::string_view input, uint64_t max_bytes,
                   WindowBuffer& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::io
