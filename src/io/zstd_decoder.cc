#include "io/zstd_decoder.h"

#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <string>

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
  header.header_size = 5 + (single_segment ? 0 : 1) + id_bytes + size_bytes;
  header.checksum = (descriptor & 0x04) != 0;
  if (bytes.size() < header.header_size) return header;
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

namespace {

// Cuts a frame into its header, the header of each block, its content, and the checksum.
// https://www.rfc-editor.org/rfc/rfc8878#name-blocks
class FramePieces {
 public:
  void Begin(const ZstdHeader& header) {
    kind_ = Kind::kFrameHeader;
    left_ = header.header_size;
    checksum_ = header.checksum;
  }

  // As much of the current piece as `input` begins with.
  std::string_view Next(std::string_view input) const { return input.substr(0, left_); }

  // Those bytes were used.
  void Used(std::string_view bytes) {
    left_ -= bytes.size();
    if (kind_ == Kind::kBlockHeader) {
      for (const char c : bytes)
        block_ = block_ >> 8 | uint32_t{static_cast<unsigned char>(c)} << 16;
    }
    if (left_ == 0) Advance();
  }

 private:
  enum class Kind : uint8_t { kFrameHeader, kBlockHeader, kBlock, kChecksum, kEnd };
  static constexpr size_t kBlockHeaderBytes = 3;
  static constexpr uint32_t kLast = 1;       // bit 0; bits 1 and 2 are the type, the rest the size
  static constexpr uint32_t kRunLength = 1;  // a block type: one byte, repeated

  void Advance() {
    if (kind_ == Kind::kBlockHeader) {
      kind_ = Kind::kBlock;
      left_ = ((block_ >> 1) & 3) == kRunLength ? 1 : block_ >> 3;
      if (left_ != 0) return;
    }
    const bool last = kind_ == Kind::kBlock && (block_ & kLast) != 0;
    if (kind_ == Kind::kChecksum || (last && !checksum_)) {
      kind_ = Kind::kEnd;
    } else {
      kind_ = last ? Kind::kChecksum : Kind::kBlockHeader;
      left_ = last ? 4 : kBlockHeaderBytes;
      block_ = last ? block_ : 0;
    }
  }

  Kind kind_ = Kind::kEnd;
  size_t left_ = 0;  // of the current piece
  uint32_t block_ = 0;
  bool checksum_ = false;
};

}  // namespace

struct ZstdDecoder::Impl {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  ZSTD_DDict* dictionary = nullptr;
  uint32_t dictionary_id = 0;
  uint64_t max_window = 0;
  FramePieces pieces;
  bool flushing = false;  // the last step filled its room: there may be more

  StepResult Decode(std::string_view piece, char* out, size_t room, Progress& progress);

  // The dictionary that a frame is to be read with. A frame that names none was packed without
  // one, unless the dictionary is raw content and has no id to name.
  const ZSTD_DDict* DictionaryFor(const ZstdHeader& header) const {
    return header.dictionary_id == dictionary_id ? dictionary : nullptr;
  }
};

StepResult ZstdDecoder::Impl::Decode(std::string_view piece, char* out, size_t room,
                                     Progress& progress) {
  ZSTD_inBuffer in = {piece.data(), piece.size(), 0};
  ZSTD_outBuffer output = {out, room, 0};
  const size_t left = ZSTD_decompressStream(context, &output, &in);
  if (ZSTD_isError(left)) return StepResult::kDamaged;
  pieces.Used(piece.substr(0, in.pos));
  flushing = output.pos == room;
  progress.used = in.pos;
  progress.produced = output.pos;
  return left == 0 ? StepResult::kEnd : StepResult::kMore;
}

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
  impl_->pieces.Begin(header);
  impl_->flushing = false;
  ZSTD_DCtx_reset(impl_->context, ZSTD_reset_session_only);
  return !ZSTD_isError(ZSTD_DCtx_refDDict(impl_->context, impl_->DictionaryFor(header)));
}

// When libzstd finds damage, what it decoded in the same call is lost. So that all blocks before
// the damage come out, however the input is cut, a call gets no more than one piece of the frame,
// and no new one before all output is out.
StepResult ZstdDecoder::Step(std::string_view input, char* out, size_t room, Progress& progress) {
  progress = {};
  if (impl_->flushing) {
    const StepResult result = impl_->Decode({}, out, room, progress);
    if (result != StepResult::kMore || progress.produced != 0) return result;
  }
  return impl_->Decode(impl_->pieces.Next(input), out, room, progress);
}

}  // namespace tamis::io
