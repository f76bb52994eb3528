// Compresses buffers to zstd frames: the same bytes for the same input, level and version of
// libzstd.
//
// Source:  https://www.rfc-editor.org/rfc/rfc8878
// Tested:  zstd_writer_test.cc.

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tamis/status.h"

namespace tamis::io {

// Threads: one compressor per thread; frames of several threads may be concatenated in any order.
class ZstdCompressor {
 public:
  // `level` 1 (fast) .. 19 (small), as libzstd.
  explicit ZstdCompressor(int level = 3);
  ~ZstdCompressor();
  ZstdCompressor(ZstdCompressor&&) noexcept;
  ZstdCompressor& operator=(ZstdCompressor&&) noexcept;

  // Appends `bytes` as one frame with its content size and a checksum to `out`.
  // Errors: kInternal (no memory); `out` is as before.
  Status AppendFrame(std::string_view bytes, std::string& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::io
