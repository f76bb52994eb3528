#include "io/gzip_writer.h"

#include <libdeflate.h>

#include <algorithm>

namespace tamis::io {

struct GzipCompressor::Impl {
  explicit Impl(int level) : compressor(libdeflate_alloc_compressor(std::clamp(level, 1, 12))) {}
  ~Impl() { libdeflate_free_compressor(compressor); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  libdeflate_compressor* compressor;
  // A member's size is known when it is made: its bound is held once, not by all that wait to be
  // written.
  std::unique_ptr<char[]> scratch;
  size_t room = 0;
};

GzipCompressor::GzipCompressor(int level) : impl_(std::make_unique<Impl>(level)) {}
GzipCompressor::~GzipCompressor() = default;
GzipCompressor::GzipCompressor(GzipCompressor&&) noexcept = default;
GzipCompressor& GzipCompressor::operator=(GzipCompressor&&) noexcept = default;

void GzipCompressor::AppendMember(std::string_view bytes, std::string& out) {
  const size_t bound = libdeflate_gzip_compress_bound(impl_->compressor, bytes.size());
  if (bound > impl_->room) {
    impl_->scratch = std::make_unique_for_overwrite<char[]>(bound);
    impl_->room = bound;
  }
  const size_t size = libdeflate_gzip_compress(impl_->compressor, bytes.data(), bytes.size(),
                                               impl_->scratch.get(), bound);
  out.append(impl_->scratch.get(), size);
}

}  // namespace tamis::io
