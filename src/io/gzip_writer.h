// Compresses buffers to gzip members: the same bytes for the same input and level, whatever the
// time, file name or system (mtime 0, no name, OS "unknown").

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tamis/status.h"

namespace tamis::io {

// Threads: one compressor per thread; members of several threads may be concatenated in any order.
class GzipCompressor {
 public:
  // `level` 1 (fast) .. 12 (small), as libdeflate.
  explicit GzipCompressor(int level = 6);
  ~GzipCompressor();
  GzipCompressor(GzipCompressor&&) noexcept;
  GzipCompressor& operator=(GzipCompressor&&) noexcept;

  // Appends `bytes` as one gzip member to `out`.
  void AppendMember(std::string_view bytes, std::string& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::io
