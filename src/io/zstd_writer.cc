#include "io/zstd_writer.h"

#include <zstd.h>

#include <algorithm>

namespace tamis::io {

struct ZstdCompressor::Impl {
  explicit Impl(int level) : context(ZSTD_createCCtx()) {
    if (context == nullptr) return;
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, std::clamp(level, 1, 19));
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  }
  ~Impl() { ZSTD_freeCCtx(context); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ZSTD_CCtx* context;
  // A frame's size is known when it is made: its bound is held once, not by all that wait to be
  // written.
  std::unique_ptr<char[]> scratch;
  size_t room = 0;
};

ZstdCompressor::ZstdCompressor(int level) : impl_(std::make_unique<Impl>(level)) {}
ZstdCompressor::~ZstdCompressor() = default;
ZstdCompressor::ZstdCompressor(ZstdCompressor&&) noexcept = default;
ZstdCompressor& ZstdCompressor::operator=(ZstdCompressor&&) noexcept = default;

Status ZstdCompressor::AppendFrame(std::string_view bytes, std::string& out) {
  if (impl_->context == nullptr) return Status(StatusCode::kInternal, "no memory for zstd");
  const size_t bound = ZSTD_compressBound(bytes.size());
  if (bound > impl_->room) {
    impl_->scratch = std::make_unique_for_overwrite<char[]>(bound);
    impl_->room = bound;
  }
  const size_t size =
      ZSTD_compress2(impl_->context, impl_->scratch.get(), bound, bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) {
    return Status(StatusCode::kInternal, std::string("zstd: ") + ZSTD_getErrorName(size));
  }
  out.append(impl_->scratch.get(), size);
  return {};
}

}  // namespace tamis::io
