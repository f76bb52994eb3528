#include "io/gzip_decoder.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <climits>

namespace tamis::io {
namespace {

// zlib's windowBits: 15 bits of window; 16 more for gzip, negative for raw deflate.
int WindowBits(DeflateFormat format) {
  switch (format) {
    case DeflateFormat::kGzip:
      return 15 + 16;
    case DeflateFormat::kZlib:
      return 15;
    case DeflateFormat::kRaw:
      return -15;
  }
  return 15;
}

uInt Clamp(size_t size) { return static_cast<uInt>(std::min<size_t>(size, UINT_MAX)); }

}  // namespace

struct GzipDecoder::Impl {
  libdeflate_decompressor* whole = libdeflate_alloc_decompressor();
  z_stream stream = {};
  bool stream_ready = false;
};

bool MayBeGzip(std::string_view bytes) {
  constexpr unsigned char kMagic[] = {0x1f, 0x8b, 0x08};  // ID1, ID2, CM = deflate
  constexpr unsigned kReservedFlags = 0xe0;
  for (size_t i = 0; i < std::min<size_t>(bytes.size(), 3); ++i) {
    if (static_cast<unsigned char>(bytes[i]) != kMagic[i]) return false;
  }
  return bytes.size() < 4 || (static_cast<unsigned char>(bytes[3]) & kReservedFlags) == 0;
}

GzipDecoder::GzipDecoder() : impl_(std::make_unique<Impl>()) {}

GzipDecoder::~GzipDecoder() {
  libdeflate_free_decompressor(impl_->whole);
  if (impl_->stream_ready) inflateEnd(&impl_->stream);
}

WholeResult GzipDecoder::Whole(DeflateFormat format, std::string_view input, char* out, size_t room,
                               Progress& progress) {
  libdeflate_decompressor* const whole = impl_->whole;
  if (whole == nullptr) return WholeResult::kDamaged;
  const auto decode = format == DeflateFormat::kGzip   ? libdeflate_gzip_decompress_ex
                      : format == DeflateFormat::kZlib ? libdeflate_zlib_decompress_ex
                                                       : libdeflate_deflate_decompress_ex;
  switch (
      decode(whole, input.data(), input.size(), out, room, &progress.used, &progress.produced)) {
    case LIBDEFLATE_SUCCESS:
      return WholeResult::kDone;
    case LIBDEFLATE_INSUFFICIENT_SPACE:
      return WholeResult::kNoRoom;
    default:
      return WholeResult::kDamaged;
  }
}

bool GzipDecoder::Begin(DeflateFormat format) {
  z_stream& stream = impl_->stream;
  if (!impl_->stream_ready) {
    impl_->stream_ready = inflateInit2(&stream, WindowBits(format)) == Z_OK;
    return impl_->stream_ready;
  }
  return inflateReset2(&stream, WindowBits(format)) == Z_OK;
}

StepResult GzipDecoder::Step(std::string_view input, char* out, size_t room, Progress& progress) {
  z_stream& stream = impl_->stream;
  // zlib takes no const, but does not write to its input.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(input.data()));
  stream.avail_in = Clamp(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = Clamp(room);
  const uInt given = stream.avail_in;
  const uInt free = stream.avail_out;
  const int result = inflate(&stream, Z_NO_FLUSH);
  progress.used = given - stream.avail_in;
  progress.produced = free - stream.avail_out;
  if (result == Z_STREAM_END) return StepResult::kEnd;
  // Z_BUF_ERROR: no progress was possible with this input and room; nothing is wrong.
  if (result == Z_OK || result == Z_BUF_ERROR) return StepResult::kMore;
  return StepResult::kDamaged;
}

}  // namespace tamis::io
