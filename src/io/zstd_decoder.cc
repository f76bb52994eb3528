#include "io/zstd_decoder.h"

#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <string>
#include <utility>

namespace tamis::io {
namespace {

constexpr uint32_t kFrameMagic = 0xFD2FB528;       // bytes 28 B5 2F FD
constexpr uint32_t kSkippableMagic = 0x184D2A50;   // ..5F, the low four bits are free
constexpr uint32_t kDictionaryFrame = 0x184D2A5D;  // bytes 5D 2A 4D 18
constexpr size_t kSkippableHeader = 8;             // magic, size

// `count` bytes, least significant first.
uint64_t LittleEndian(std::string_view bytes, size_t at, size_t count) {
  uint64_t value = 0;
  for (size_t i = 0; i < count; ++i) {
    value |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

// https://www.rfc-editor.org/rfc/rfc8878#name-window-descriptor
uint64_t WindowSize(unsigned descriptor) {
  const unsigned exponent = descriptor >> 3;
  const unsigned mantissa = descriptor & 7;
  const uint64_t base = uint64_t{1} << (10 + exponent);
  return base + (base / 8) * mantissa;
}

// https://www.rfc-editor.org/rfc/rfc8878#name-frame-header
ZstdHeader ReadFrameHeader(std::string_view bytes) {
  ZstdHeader header;
  header.kind = ZstdHeader::Kind::kIncomplete;
  if (bytes.size() < 5) return header;
  const unsigned descriptor = static_cast<unsigned char>(bytes[4]);
  const bool single_segment = (descriptor & 0x20) != 0;
  constexpr size_t kDictionaryIdBytes[] = {0, 1, 2, 4};
  const size_t id_bytes = kDictionaryIdBytes[descriptor & 3];
  const unsigned size_flag = descriptor >> 6;
  const size_t size_bytes = size_flag == 0 ? (single_segment ? 1 : 0) : size_t{1} << size_flag;
  if (bytes.size() < 5 + (single_segment ? 0 : 1) + id_bytes + size_bytes) return header;
  if ((descriptor & 0x08) != 0) {  // reserved bit
    header.kind = ZstdHeader::Kind::kNone;
    return header;
  }
  header.kind = ZstdHeader::Kind::kFrame;
  size_t at = 5;
  if (!single_segment) header.window_size = WindowSize(static_cast<unsigned char>(bytes[at++]));
  header.dictionary_id = static_cast<uint32_t>(LittleEndian(bytes, at, id_bytes));
  at += id_bytes;
  header.content_size = ZstdHeader::kUnknownSize;
  if (size_bytes != 0) header.content_size = LittleEndian(bytes, at, size_bytes);
  if (size_bytes == 2) header.content_size += 256;
  if (single_segment) header.window_size = header.content_size;
  return header;
}

}  // namespace

ZstdHeader ReadZstdHeader(std::string_view bytes) {
  ZstdHeader header;
  if (bytes.size() < 4) {
    constexpr unsigned char kFrameBytes[] = {0x28, 0xB5, 0x2F, 0xFD};
    const auto differs = [&](size_t i) {
      return static_cast<unsigned char>(bytes[i]) != kFrameBytes[i];
    };
    for (size_t i = 0; i < bytes.size(); ++i) {
      if (differs(i)) return header;
    }
    header.kind = ZstdHeader::Kind::kIncomplete;
    return header;
  }
  const auto magic = static_cast<uint32_t>(LittleEndian(bytes, 0, 4));
  if (magic == kFrameMagic) return ReadFrameHeader(bytes);
  if ((magic & 0xFFFFFFF0) != kSkippableMagic) return header;
  if (bytes.size() < kSkippableHeader) {
    header.kind = ZstdHeader::Kind::kIncomplete;
    return header;
  }
  header.kind =
      magic == kDictionaryFrame ? ZstdHeader::Kind::kDictionary : ZstdHeader::Kind::kSkippable;
  header.content_size = LittleEndian(bytes, 4, 4);
  return header;
}

struct ZstdDecoder::Impl {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  ZSTD_DDict* dictionary = nullptr;
  uint32_t dictionary_id = 0;
  uint64_t max_window = 0;
  bool fresh = false;  // nothing of the frame was given to Step() yet

  // The dictionary that a frame is to be read with. A frame that names none was packed without
  // one, unless the dictionary is raw content and has no id to name.
  const ZSTD_DDict* DictionaryFor(const ZstdHeader& header) const {
    return header.dictionary_id == dictionary_id ? dictionary : nullptr;
  }
};

ZstdDecoder::ZstdDecoder(int max_window_log) : impl_(std::make_unique<Impl>()) {
  const ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
  const int log = std::clamp(max_window_log, bounds.lowerBound, bounds.upperBound);
  impl_->max_window = uint64_t{1} << log;
  if (impl_->context != nullptr) ZSTD_DCtx_setParameter(impl_->context, ZSTD_d_windowLogMax, log);
}

ZstdDecoder::~ZstdDecoder() {
  ZSTD_freeDCtx(impl_->context);
  ZSTD_freeDDict(impl_->dictionary);
}

Status ZstdDecoder::LoadDictionary(std::string_view content, uint64_t max_bytes) {
  if (impl_->context == nullptr) return Status(StatusCode::kIo, "no memory for a zstd decoder");
  ZSTD_DCtx_refDDict(impl_->context, nullptr);
  ZSTD_freeDDict(impl_->dictionary);
  impl_->dictionary = nullptr;
  impl_->dictionary_id = 0;
  if (content.empty()) return {};
  std::string unpacked;
  const ZstdHeader header = ReadZstdHeader(content);
  if (header.kind == ZstdHeader::Kind::kFrame) {
    if (header.content_size > max_bytes) {  // also when the frame does not say
      return Status(StatusCode::kTooLarge, "the zstd dictionary unpacks to more than " +
                                               std::to_string(max_bytes) + " bytes");
    }
    unpacked.resize(static_cast<size_t>(header.content_size));
    const size_t size = ZSTD_decompressDCtx(impl_->context, unpacked.data(), unpacked.size(),
                                            content.data(), content.size());
    if (ZSTD_isError(size)) {
      return Status(StatusCode::kMalformed, "the packed zstd dictionary is damaged");
    }
    content = std::string_view(unpacked).substr(0, size);
  }
  impl_->dictionary = ZSTD_createDDict(content.data(), content.size());
  if (impl_->dictionary == nullptr) {
    return Status(StatusCode::kMalformed, "the zstd dictionary is damaged");
  }
  impl_->dictionary_id = ZSTD_getDictID_fromDDict(impl_->dictionary);
  return {};
}

Status ZstdDecoder::Check(const ZstdHeader& header) const {
  if (header.dictionary_id != 0 && header.dictionary_id != impl_->dictionary_id) {
    return Status(StatusCode::kUnsupported,
                  "the zstd frame needs dictionary " + std::to_string(header.dictionary_id) +
                      ", which the file does not hold in a dictionary frame before it");
  }
  if (header.window_size > impl_->max_window) {
    return Status(StatusCode::kUnsupported,
                  "the zstd frame needs a window of " + std::to_string(header.window_size) +
                      " bytes, more than the limit of " + std::to_string(impl_->max_window));
  }
  return {};
}

WholeResult ZstdDecoder::Whole(const ZstdHeader& header, std::string_view input, char* out,
                               size_t room, Progress& progress) {
  const size_t frame = ZSTD_findFrameCompressedSize(input.data(), input.size());
  if (impl_->context == nullptr || ZSTD_isError(frame)) return WholeResult::kDamaged;
  const size_t size = ZSTD_decompress_usingDDict(impl_->context, out, room, input.data(), frame,
                                                 impl_->DictionaryFor(header));
  if (ZSTD_isError(size)) {
    return ZSTD_getErrorCode(size) == ZSTD_error_dstSize_tooSmall ? WholeResult::kNoRoom
                                                                  : WholeResult::kDamaged;
  }
  progress.used = frame;
  progress.produced = size;
  return WholeResult::kDone;
}

bool ZstdDecoder::Begin(const ZstdHeader& header) {
  if (impl_->context == nullptr) return false;
  impl_->fresh = true;
  ZSTD_DCtx_reset(impl_->context, ZSTD_reset_session_only);
  return !ZSTD_isError(ZSTD_DCtx_refDDict(impl_->context, impl_->DictionaryFor(header)));
}

StepResult ZstdDecoder::Step(std::string_view input, char* out, size_t room, Progress& progress) {
  // Given the whole frame at once, libzstd decodes it in one go and of a damaged one gives
  // nothing. One byte first, and it hands out all blocks before the damage, however the input is
  // cut.
  const size_t size =
      std::exchange(impl_->fresh, false) ? std::min<size_t>(input.size(), 1) : input.size();
  ZSTD_inBuffer in = {input.data(), size, 0};
  ZSTD_outBuffer output = {out, room, 0};
  const size_t left = ZSTD_decompressStream(impl_->context, &output, &in);
  progress.used = in.pos;
  progress.produced = output.pos;
  if (ZSTD_isError(left)) return StepResult::kDamaged;
  return left == 0 ? StepResult::kEnd : StepResult::kMore;
}

}  // namespace tamis::io
