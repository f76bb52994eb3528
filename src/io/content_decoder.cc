#include "io/content_decoder.h"

#include <brotli/decode.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <utility>

#include "io/gzip_decoder.h"
#include "io/zstd_decoder.h"

namespace tamis::io {
namespace {

// RFC 8878 lets a receiver of HTTP content refuse windows above 8 MB (section 3.1.1.1.2).
constexpr int kMaxZstdWindowLog = 23;
constexpr size_t kFirstRoom = 1u << 20;
constexpr size_t kGuessedRatio = 4;
constexpr size_t kStepBytes = 128u << 10;

// "deflate" is a zlib stream by RFC 9110, but some servers send raw deflate.
// https://www.rfc-editor.org/rfc/rfc1950#section-2.2: CM 8, and the two bytes divide by 31.
bool IsZlib(std::string_view input) {
  if (input.size() < 2) return false;
  const unsigned cmf = static_cast<unsigned char>(input[0]);
  const unsigned flg = static_cast<unsigned char>(input[1]);
  return (cmf & 0x0f) == 8 && (cmf >> 4) <= 7 && (cmf * 256 + flg) % 31 == 0;
}

// Brotli has no magic, deflate hardly any, so a body that is declared so but is plain can decode
// to a few bytes of nonsense before it breaks. Compressed bytes without a control character among
// the first 512 do not occur, but for the shortest.
bool LooksLikeText(std::string_view input) {
  const std::string_view head = input.substr(0, 512);
  return std::all_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte != 0x7f : c == '\t' || c == '\n' || c == '\r' || c == '\f';
  });
}

bool SaysItsSize(const ZstdHeader& header) {
  return header.kind == ZstdHeader::Kind::kFrame && header.content_size != ZstdHeader::kUnknownSize;
}

// Keeps the largest piece of memory that brotli gave back, its ring buffer, for the next body: from
// the system it comes page by page, each a fault.
class KeptPiece {
 public:
  KeptPiece() = default;
  ~KeptPiece() { std::free(kept_); }
  KeptPiece(const KeptPiece&) = delete;
  KeptPiece& operator=(const KeptPiece&) = delete;

  static void* Take(void* self, size_t size) { return static_cast<KeptPiece*>(self)->Take(size); }
  static void Give(void* self, void* piece) { static_cast<KeptPiece*>(self)->Give(piece); }

 private:
  struct alignas(std::max_align_t) Header {
    size_t size;  // behind the header
  };
  static constexpr size_t kMinKept = 64u << 10;
  static constexpr size_t kMaxKept = 5u << 20;  // a window of 4 MB, the largest that servers use

  void* Take(size_t size) {
    Header* piece = nullptr;
    if (kept_ != nullptr && size >= kMinKept && size <= kept_->size) {
      piece = std::exchange(kept_, nullptr);
    } else {
      piece = static_cast<Header*>(std::malloc(sizeof(Header) + size));
      if (piece == nullptr) return nullptr;
      piece->size = size;
    }
    return piece + 1;
  }
  void Give(void* memory) {
    if (memory == nullptr) return;
    Header* piece = static_cast<Header*>(memory) - 1;
    const bool keep = piece->size >= kMinKept && piece->size <= kMaxKept;
    if (keep && (kept_ == nullptr || kept_->size < piece->size)) std::swap(piece, kept_);
    std::free(piece);
  }

  Header* kept_ = nullptr;
};

}  // namespace

struct ContentDecoder::Impl {
  // Decodes units (gzip members, zstd frames) until the input or the room ends. `step` decodes a
  // piece of one, `next` says whether another begins.
  template <typename Next, typename Step>
  DecodeEnd Stream(std::string_view input, uint64_t max_bytes, WindowBuffer& out, Next next,
                   Step step);
  DecodeEnd Inflate(DeflateFormat format, std::string_view input, uint64_t max_bytes,
                    WindowBuffer& out);
  DecodeEnd Brotli(std::string_view input, uint64_t max_bytes, WindowBuffer& out);
  DecodeEnd Zstd(std::string_view input, uint64_t max_bytes, WindowBuffer& out);
  template <typename Whole>
  std::optional<size_t> WholeUnit(std::string_view input, uint64_t guess, uint64_t max_bytes,
                                  WindowBuffer& out, Whole whole);

  GzipDecoder gzip;
  ZstdDecoder zstd{kMaxZstdWindowLog};
  KeptPiece brotli_piece;
};

template <typename Next, typename Step>
DecodeEnd ContentDecoder::Impl::Stream(std::string_view input, uint64_t max_bytes,
                                       WindowBuffer& out, Next next, Step step) {
  while (next(input)) {
    for (;;) {
      // One byte more than allowed shows that there is more.
      const uint64_t left = max_bytes - out.size() + 1;
      out.Reserve(static_cast<size_t>(std::min<uint64_t>(left, kStepBytes)));
      Progress done;
      const StepResult result =
          step(input, out.tail(), std::min<size_t>(out.tail_room(), left), done);
      out.Produced(done.produced);
      input.remove_prefix(done.used);
      if (out.size() > max_bytes) {
        out.Unproduce(out.size() - max_bytes);
        return DecodeEnd::kTooLarge;
      }
      if (result == StepResult::kEnd) break;
      if (result == StepResult::kDamaged) return DecodeEnd::kDamaged;
      if (done.used == 0 && done.produced == 0) return DecodeEnd::kTruncated;
    }
  }
  return DecodeEnd::kComplete;
}

// One unit at once, appended to `out`, of about `guess` bytes: the bytes of input it takes, nullopt
// when it has to be streamed. `whole` decodes it into the room that it is given.
template <typename Whole>
std::optional<size_t> ContentDecoder::Impl::WholeUnit(std::string_view input, uint64_t guess,
                                                      uint64_t max_bytes, WindowBuffer& out,
                                                      Whole whole) {
  const uint64_t limit = max_bytes - out.size();
  uint64_t room = std::min<uint64_t>(std::max<uint64_t>(kFirstRoom, guess), limit);
  for (;;) {
    out.Reserve(static_cast<size_t>(room));
    Progress done;
    const size_t free = static_cast<size_t>(std::min<uint64_t>(out.tail_room(), limit));
    const WholeResult result = whole(input, out.tail(), free, done);
    if (result == WholeResult::kDone) {
      out.Produced(done.produced);
      return done.used;
    }
    if (result == WholeResult::kDamaged || free == limit) return std::nullopt;
    room = std::min<uint64_t>(uint64_t{4} * free, limit);
  }
}

DecodeEnd ContentDecoder::Impl::Inflate(DeflateFormat format, std::string_view input,
                                        uint64_t max_bytes, WindowBuffer& out) {
  const bool gzip_format = format == DeflateFormat::kGzip;
  const auto begins = [&](std::string_view bytes) {
    return gzip_format ? bytes.size() >= 4 && MayBeGzip(bytes) : !bytes.empty();
  };
  if (!begins(input)) return DecodeEnd::kNotCoded;
  const auto whole = [&](std::string_view bytes, char* to, size_t room, Progress& done) {
    return gzip.Whole(format, bytes, to, room, done);
  };
  while (const std::optional<size_t> used =
             WholeUnit(input, kGuessedRatio * input.size(), max_bytes, out, whole)) {
    input.remove_prefix(*used);
    if (!gzip_format || !begins(input)) return DecodeEnd::kComplete;
  }
  bool first = true;
  return Stream(
      input, max_bytes, out,
      [&](std::string_view rest) {
        const bool more = first || (gzip_format && begins(rest));
        first = false;
        return more && gzip.Begin(format);
      },
      [&](std::string_view rest, char* to, size_t room, Progress& done) {
        return gzip.Step(rest, to, room, done);
      });
}

DecodeEnd ContentDecoder::Impl::Zstd(std::string_view input, uint64_t max_bytes,
                                     WindowBuffer& out) {
  const auto begins = [&](std::string_view bytes) {
    const ZstdHeader header = ReadZstdHeader(bytes);
    return header.kind == ZstdHeader::Kind::kFrame && zstd.Check(header).ok() && zstd.Begin(header);
  };
  ZstdHeader header = ReadZstdHeader(input);
  if (header.kind != ZstdHeader::Kind::kFrame) return DecodeEnd::kNotCoded;
  const auto whole = [&](std::string_view bytes, char* to, size_t room, Progress& done) {
    return zstd.Whole(header, bytes, to, room, done);
  };
  bool any = false;
  while (SaysItsSize(header) && zstd.Check(header).ok()) {
    const std::optional<size_t> used = WholeUnit(input, header.content_size, max_bytes, out, whole);
    if (!used) break;
    any = true;
    input.remove_prefix(*used);
    header = ReadZstdHeader(input);
  }
  const DecodeEnd end = Stream(
      input, max_bytes, out,
      [&](std::string_view rest) {
        const bool more = begins(rest);
        any = any || more;
        return more;
      },
      [&](std::string_view rest, char* to, size_t room, Progress& done) {
        return zstd.Step(rest, to, room, done);
      });
  // A frame whose window or dictionary is out of reach.
  return any ? end : DecodeEnd::kDamaged;
}

DecodeEnd ContentDecoder::Impl::Brotli(std::string_view input, uint64_t max_bytes,
                                       WindowBuffer& out) {
  BrotliDecoderState* const state =
      BrotliDecoderCreateInstance(&KeptPiece::Take, &KeptPiece::Give, &brotli_piece);
  if (state == nullptr || input.empty()) {
    BrotliDecoderDestroyInstance(state);
    return DecodeEnd::kNotCoded;
  }
  bool first = true;
  size_t unused = 0;
  DecodeEnd end = Stream(
      input, max_bytes, out,
      [&](std::string_view rest) {
        unused = rest.size();
        return std::exchange(first, false);
      },
      [&](std::string_view rest, char* to, size_t room, Progress& done) {
        size_t in_left = rest.size();
        size_t out_left = room;
        const auto* in = reinterpret_cast<const uint8_t*>(rest.data());
        auto* to_bytes = reinterpret_cast<uint8_t*>(to);
        const BrotliDecoderResult result =
            BrotliDecoderDecompressStream(state, &in_left, &in, &out_left, &to_bytes, nullptr);
        done.used = rest.size() - in_left;
        done.produced = room - out_left;
        if (result == BROTLI_DECODER_RESULT_SUCCESS) return StepResult::kEnd;
        return result == BROTLI_DECODER_RESULT_ERROR ? StepResult::kDamaged : StepResult::kMore;
      });
  BrotliDecoderDestroyInstance(state);
  // Text that happens to be a short brotli stream leaves most of itself unused.
  if (end == DecodeEnd::kComplete && unused != 0) end = DecodeEnd::kDamaged;
  return end;
}

ContentDecoder::ContentDecoder() : impl_(std::make_unique<Impl>()) {}
ContentDecoder::~ContentDecoder() = default;
ContentDecoder::ContentDecoder(ContentDecoder&&) noexcept = default;
ContentDecoder& ContentDecoder::operator=(ContentDecoder&&) noexcept = default;

DecodeEnd ContentDecoder::Decode(ContentCoding coding, std::string_view input, uint64_t max_bytes,
                                 WindowBuffer& out) {
  out.Clear();
  max_bytes = std::min<uint64_t>(max_bytes, INT64_MAX);
  DecodeEnd end = DecodeEnd::kNotCoded;
  switch (coding) {
    case ContentCoding::kGzip:
      return impl_->Inflate(DeflateFormat::kGzip, input, max_bytes, out);
    case ContentCoding::kZstd:
      return impl_->Zstd(input, max_bytes, out);
    case ContentCoding::kDeflate:
      end = impl_->Inflate(IsZlib(input) ? DeflateFormat::kZlib : DeflateFormat::kRaw, input,
                           max_bytes, out);
      break;
    case ContentCoding::kBrotli:
      end = impl_->Brotli(input, max_bytes, out);
      break;
  }
  if ((end == DecodeEnd::kDamaged || end == DecodeEnd::kTruncated) && LooksLikeText(input)) {
    out.Clear();
    return DecodeEnd::kNotCoded;
  }
  return end;
}

}  // namespace tamis::io
