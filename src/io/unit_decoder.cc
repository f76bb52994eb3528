#include "io/unit_decoder.h"

#include <algorithm>

namespace tamis::io {

Status UnitDecoder::Choose(Codec codec, std::string_view bytes) {
  codec_ = codec;
  header_ = {};
  if (codec != Codec::kZstd) return {};
  header_ = ReadZstdHeader(bytes);
  if (header_.kind != ZstdHeader::Kind::kFrame) {
    return Status(StatusCode::kTruncated, "the input ends inside the header of a zstd frame");
  }
  return zstd_.Check(header_);
}

bool UnitDecoder::Whole(std::string_view input, WindowBuffer& out, Progress& progress) {
  size_t room = guess_output_;
  if (codec_ == Codec::kZstd && header_.content_size != ZstdHeader::kUnknownSize) {
    if (header_.content_size > kWholeUnitBytes) return false;
    room = std::max<size_t>(room, header_.content_size);
  }
  for (;;) {
    out.Reserve(room);
    const WholeResult result =
        codec_ == Codec::kGzip
            ? gzip_.Whole(DeflateFormat::kGzip, input, out.tail(), out.tail_room(), progress)
            : zstd_.Whole(header_, input, out.tail(), out.tail_room(), progress);
    if (result == WholeResult::kDone) {
      out.Produced(progress.produced);
      return true;
    }
    if (result == WholeResult::kDamaged || room >= kWholeUnitBytes) return false;
    room = guess_output_ = std::min(2 * out.tail_room(), kWholeUnitBytes);
  }
}

bool UnitDecoder::Begin() {
  return codec_ == Codec::kGzip ? gzip_.Begin(DeflateFormat::kGzip) : zstd_.Begin(header_);
}

StepResult UnitDecoder::Step(std::string_view input, size_t room, WindowBuffer& out,
                             Progress& progress) {
  out.Reserve(std::min(room, kStepBytes));
  room = std::min(room, out.tail_room());
  return codec_ == Codec::kGzip ? gzip_.Step(input, out.tail(), room, progress)
                                : zstd_.Step(input, out.tail(), room, progress);
}

size_t UnitDecoder::InputUntilBreak(std::string_view input, bool is_all, WindowBuffer& scratch) {
  if (!Begin()) return 0;
  size_t used = 0;
  size_t produced = 0;
  for (;;) {
    Progress step;
    const StepResult result = Step(input.substr(used), kStepBytes, scratch, step);
    used += step.used;
    produced += step.produced;
    if (result == StepResult::kDamaged) return used;
    if (result == StepResult::kEnd || produced > kWholeUnitBytes) return 0;
    if (step.used == 0 && step.produced == 0) return is_all ? used : 0;
  }
}

}  // namespace tamis::io
