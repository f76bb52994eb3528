// Packs bytes the ways archives are packed, for tests.

#pragma once

#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "io/byte_source.h"

namespace tamis::test {

// windowBits as zlib: 31 gzip, 15 zlib, -15 raw deflate.
inline std::string Deflate(std::string_view bytes, int window_bits, int level = 6) {
  z_stream stream = {};
  deflateInit2(&stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

inline std::string Gzip(std::string_view bytes, int level = 6) { return Deflate(bytes, 31, level); }

struct ZstdOptions {
  std::string_view dictionary = {};
  bool content_size = true;
  int window_log = 0;  // 0: libzstd's choice
};

inline std::string Zstd(std::string_view bytes, const ZstdOptions& options = {}) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, options.content_size ? 1 : 0);
  if (options.window_log != 0) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, options.window_log);
  }
  ZSTD_CCtx_loadDictionary(context, options.dictionary.data(), options.dictionary.size());
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size()));
  ZSTD_freeCCtx(context);
  return out;
}

inline std::string LittleEndian32(uint64_t value) {
  std::string out;
  for (int i = 0; i < 4; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
  return out;
}

// A skippable frame; the dictionary frame of .warc.zst has the magic 0x184D2A5D.
inline std::string SkippableFrame(uint32_t magic, std::string_view content) {
  return LittleEndian32(magic) + LittleEndian32(content.size()) + std::string(content);
}

// A source that gives at most `limit` bytes a read, and may fail in the end.
class SlowSource final : public io::ByteSource {
 public:
  SlowSource(std::string_view bytes, size_t limit, bool fails = false)
      : bytes_(bytes), limit_(limit), fails_(fails) {}

  Result<size_t> Read(char* buffer, size_t size) override {
    if (position_ == bytes_.size() && fails_) return Status(StatusCode::kIo, "the disk failed");
    const std::string_view piece = bytes_.substr(position_, size < limit_ ? size : limit_);
    piece.copy(buffer, piece.size());
    position_ += piece.size();
    return piece.size();
  }
  uint64_t size() const override { return bytes_.size(); }
  size_t PeekAt(uint64_t offset, char* buffer, size_t size) override {
    return offset < bytes_.size() ? bytes_.copy(buffer, size, offset) : 0;
  }

 private:
  std::string_view bytes_;
  size_t limit_;
  bool fails_;
  size_t position_ = 0;
};

}  // namespace tamis::test
