#include "io/gzip_decoder.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <climits>

#include "base/memory/load.h"
#include "io/crc32.h"

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

constexpr size_t kGzipFooter = 8;  // CRC-32 and size of what came out

// Bytes of the header of a gzip member, behind which a footer at least follows; 0 when there is
// none. https://www.rfc-editor.org/rfc/rfc1952#page-5
size_t GzipHeaderBytes(std::string_view input) {
  constexpr size_t kFixed = 10;
  enum Flag : unsigned { kHeaderCrc = 2, kExtra = 4, kName = 8, kComment = 16 };
  if (input.size() < kFixed + kGzipFooter || !MayBeGzip(input)) return 0;
  const unsigned flags = static_cast<unsigned char>(input[3]);
  input.remove_suffix(kGzipFooter);
  size_t size = kFixed;
  if ((flags & kExtra) != 0) {
    if (input.size() < size + 2) return 0;
    size += 2 + (Load32(input.data() + size - 2) >> 16);
  }
  for (const unsigned text : {kName, kComment}) {
    if ((flags & text) == 0) continue;
    const size_t end = input.find('\0', size);
    if (end == std::string_view::npos) return 0;
    size = end + 1;
  }
  if ((flags & kHeaderCrc) != 0) size += 2;
  return size <= input.size() ? size : 0;
}

// REQUIRES: footer.size() >= kGzipFooter
bool FooterFits(std::string_view footer, std::string_view content) {
  return Load32(footer.data()) == Crc32(content) &&
         Load32(footer.data() + 4) == static_cast<uint32_t>(content.size());
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
  const bool gzip = format == DeflateFormat::kGzip;
  const size_t header = gzip ? GzipHeaderBytes(input) : 0;
  if (gzip && header == 0) return WholeResult::kDamaged;
  const auto decode = format == DeflateFormat::kZlib ? libdeflate_zlib_decompress_ex
                                                     : libdeflate_deflate_decompress_ex;
  input.remove_prefix(header);
  const size_t given = input.size() - (gzip ? kGzipFooter : 0);
  switch (decode(whole, input.data(), given, out, room, &progress.used, &progress.produced)) {
    case LIBDEFLATE_SUCCESS:
      if (!gzip) return WholeResult::kDone;
      if (!FooterFits(input.substr(progress.used), {out, progress.produced})) {
        return WholeResult::kDamaged;
      }
      progress.used += header + kGzipFooter;
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
