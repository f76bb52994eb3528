// The state machine behind DecodedStream.
//
//            StartUnit                 end of unit
//   kBoundary ------> kUnit kPlain kSkip ----------> kBoundary
//       |  whole unit in memory: straight back            |
//       +----- no unit here -----> kBroken <--- damage ---+
//                                     | PassBreak: UnitSearch
//                                     v
//                                 kBoundary, kPlain, kEnd
//
// Speed: a member per record is the rule in crawls, and libdeflate decodes a member in memory
// three times as fast as zlib decodes a stream. So each unit is first tried whole, from whatever
// is in the raw window; one that turns out to be larger than kWholeUnitBytes, cut short by the
// end of the window, or damaged, is decoded again piece by piece. What that wastes is bounded:
// the window grows fourfold each time, and after a large unit the next one is streamed at once.

#include "io/decoded_stream.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "io/raw_window.h"
#include "io/unit_decoder.h"
#include "io/unit_search.h"
#include "io/window_buffer.h"
#include "io/zstd_decoder.h"

namespace tamis::io {
namespace {

// First guess of a unit's input.
constexpr size_t kFirstInput = 64u << 10;
// Units told apart in one window; more are counted with the one before them.
constexpr size_t kMaxSegments = 4096;

enum class State : uint8_t { kBoundary, kPlain, kUnit, kSkip, kBroken, kEnd };

}  // namespace

std::string_view CodecName(Codec codec) {
  switch (codec) {
    case Codec::kPlain:
      return "plain";
    case Codec::kGzip:
      return "gzip";
    case Codec::kZstd:
      return "zstd";
  }
  return "unknown";
}

struct DecodedStream::Impl {
  Impl(ByteSource& source, DecodeOptions decode_options, StreamPlace place)
      : options(decode_options),
        raw(source, place.file_offset),
        decoder(options.max_zstd_window_log),
        search(decoder.zstd()),
        position(place.stream_offset),
        any_unit(place.file_offset != 0) {}

  Status Produce(size_t wanted);
  Status StartUnit();
  Status StartCompressed(Codec codec);
  Status StartSkippable();
  bool DecodeWhole();
  void LimitBrokenUnit();
  Status ProduceStreamed(size_t wanted);
  Status ProducePlain(size_t wanted);
  Status Skip();
  Status Fail(Status status);
  Status Break(StatusCode code, std::string message);
  void OpenSegment(Codec codec);
  void CloseSegment();
  void DropOldSegments();

  DecodeOptions options;
  RawWindow raw;
  UnitDecoder decoder;
  UnitSearch search;
  PlausibleStart plausible = nullptr;

  WindowBuffer out;
  uint64_t position;  // decompressed bytes before `out`
  std::vector<Segment> segments;

  State state = State::kBoundary;
  Status stop;                // why there is no more: in kBroken and kEnd
  uint64_t unit_begin = 0;    // file offset of the current or broken unit
  uint64_t search_from = 0;   // file offset where PassBreak() begins to look
  bool search_plain = false;  // and whether plain bytes may follow, too
  uint64_t unit_limit = 0;    // file offset where another unit begins inside a broken one
  uint64_t skip_left = 0;     // of a skippable frame
  bool any_unit;              // a compressed unit was read before
  bool stream_next = false;   // the last unit was too large to decode whole
  size_t guess_input = kFirstInput;
};

Status DecodedStream::Impl::Fail(Status status) {
  state = State::kEnd;
  stop = std::move(status);
  return stop;
}

Status DecodedStream::Impl::Break(StatusCode code, std::string message) {
  state = State::kBroken;
  stop = Status(code, unit_begin, std::move(message));
  search_from = unit_begin + 1;
  search_plain = false;
  return stop;
}

void DecodedStream::Impl::OpenSegment(Codec codec) {
  DropOldSegments();
  Segment segment;
  segment.codec = codec;
  segment.file_begin = unit_begin;
  segment.stream_begin = segment.stream_end = position + out.size();
  segments.push_back(segment);
}

void DecodedStream::Impl::CloseSegment() {
  Segment& segment = segments.back();
  segment.closed = true;
  segment.file_end = raw.offset();
  segment.stream_end = position + out.size();
  state = State::kBoundary;
  any_unit = true;
  stream_next = segment.stream_end - segment.stream_begin > kWholeUnitBytes;
  if (segment.stream_end == segment.stream_begin) {
    segments.pop_back();
  } else if (segments.size() > kMaxSegments) {
    segments[segments.size() - 2].file_end = segment.file_end;
    segments[segments.size() - 2].stream_end = segment.stream_end;
    segments.pop_back();
  }
}

void DecodedStream::Impl::DropOldSegments() {
  const auto live = std::find_if(segments.begin(), segments.end(), [&](const Segment& s) {
    return !s.closed || s.stream_end > position;
  });
  segments.erase(segments.begin(), live);
}

// Makes some progress: more bytes in `out`, or another state, or a status that says why not.
Status DecodedStream::Impl::Produce(size_t wanted) {
  switch (state) {
    case State::kBoundary:
      return StartUnit();
    case State::kPlain:
      return ProducePlain(wanted);
    case State::kUnit:
      return ProduceStreamed(wanted);
    case State::kSkip:
      return Skip();
    case State::kBroken:
    case State::kEnd:
      break;
  }
  return stop;
}

Status DecodedStream::Impl::StartUnit() {
  if (Status s = raw.Fill(kProbeBytes); !s.ok()) return Fail(std::move(s));
  // Tools that write to tapes and blocks pad with zeros.
  if (any_unit && !raw.view().empty() && raw.view().front() == '\0') {
    const size_t zeros = raw.view().find_first_not_of('\0');
    raw.Consume(std::min(zeros, raw.view().size()));
    return {};
  }
  const std::string_view bytes = raw.view();
  unit_begin = raw.offset();
  raw.Forget();
  if (bytes.empty()) {
    return Fail(Status(StatusCode::kEndOfStream, unit_begin, "end of input"));
  }
  switch (UnitAt(bytes)) {
    case UnitKind::kGzip:
      return StartCompressed(Codec::kGzip);
    case UnitKind::kZstd:
      return StartCompressed(Codec::kZstd);
    case UnitKind::kSkippable:
    case UnitKind::kDictionary:
      return StartSkippable();
    case UnitKind::kNone:
      break;
  }
  // After compressed units only something plausible is taken for plain bytes.
  if (any_unit && (plausible == nullptr || !plausible(bytes.substr(0, kProbeBytes)))) {
    Status s = Break(StatusCode::kMalformed, "no gzip member or zstd frame begins here");
    search_plain = true;
    return s;
  }
  OpenSegment(Codec::kPlain);
  state = State::kPlain;
  return {};
}

Status DecodedStream::Impl::StartCompressed(Codec codec) {
  if (Status s = decoder.Choose(codec, raw.view()); !s.ok()) return Break(s.code(), s.message());
  OpenSegment(codec);
  unit_limit = UINT64_MAX;
  if (!stream_next) {
    for (size_t input = guess_input;; input = std::min(4 * input, kWholeUnitInput)) {
      if (Status s = raw.Fill(input); !s.ok()) return Fail(std::move(s));
      if (DecodeWhole()) return {};
      if (raw.at_end() || raw.view().size() >= kWholeUnitInput) break;
    }
    LimitBrokenUnit();
  }
  if (!decoder.Begin()) {
    return Fail(Status(StatusCode::kIo, unit_begin, "no memory for a decoder"));
  }
  state = State::kUnit;
  return {};
}

bool DecodedStream::Impl::DecodeWhole() {
  Progress done;
  if (!decoder.Whole(raw.view(), out, done)) return false;
  raw.Consume(done.used);
  // Twice a running maximum that forgets slowly.
  guess_input = std::max({kFirstInput, 2 * done.used, guess_input - guess_input / 64});
  guess_input = std::min(guess_input, kWholeUnitInput);
  CloseSegment();
  return true;
}

// A unit that lost bytes can run on into the next one and, where nothing was compressible, give out
// its records as if they were its own. So a unit that turns out to be broken ends where, within
// what it takes for itself, another one begins. Only for units that could have been decoded whole.
void DecodedStream::Impl::LimitBrokenUnit() {
  if (plausible == nullptr) return;
  const std::string_view input = raw.view().substr(0, kWholeUnitInput);
  const bool is_all = raw.at_end() && input.size() == raw.view().size();
  const size_t used = decoder.InputUntilBreak(input, is_all, out);
  const size_t next = used < 2 ? used : search.FirstUnit(raw.view(), 1, used, plausible);
  if (next < used) unit_limit = unit_begin + next;
}

Status DecodedStream::Impl::StartSkippable() {
  if (Status s = raw.Fill(kZstdHeaderBytes); !s.ok()) return Fail(std::move(s));
  const ZstdHeader header = ReadZstdHeader(raw.view());
  constexpr size_t kHeaderBytes = 8;
  const size_t content_size = static_cast<size_t>(header.content_size);
  if (header.kind == ZstdHeader::Kind::kDictionary) {
    if (content_size > options.max_dictionary_bytes) {
      return Break(StatusCode::kUnsupported, "the zstd dictionary has " +
                                                 std::to_string(content_size) +
                                                 " bytes, more than the limit of " +
                                                 std::to_string(options.max_dictionary_bytes));
    }
    if (Status s = raw.Fill(kHeaderBytes + content_size); !s.ok()) return Fail(std::move(s));
    if (raw.view().size() >= kHeaderBytes + content_size) {
      const Status s = decoder.zstd().LoadDictionary(raw.view().substr(kHeaderBytes, content_size),
                                                     options.max_dictionary_bytes);
      if (!s.ok()) return Break(s.code(), s.message());
    }
  }
  raw.Consume(std::min(raw.view().size(), kHeaderBytes));
  skip_left = header.content_size;
  state = State::kSkip;
  return {};
}

Status DecodedStream::Impl::Skip() {
  while (skip_left != 0) {
    if (Status s = raw.Fill(1); !s.ok()) return Fail(std::move(s));
    if (raw.view().empty()) {
      return Break(StatusCode::kTruncated, "the input ends inside a skippable zstd frame");
    }
    const size_t size = static_cast<size_t>(std::min<uint64_t>(skip_left, raw.view().size()));
    raw.Consume(size);
    skip_left -= size;
  }
  any_unit = true;
  state = State::kBoundary;
  return {};
}

Status DecodedStream::Impl::ProduceStreamed(size_t wanted) {
  if (Status s = raw.Fill(1); !s.ok()) return Fail(std::move(s));
  const uint64_t allowed = unit_limit - raw.offset();
  const std::string_view input =
      raw.view().substr(0, static_cast<size_t>(std::min<uint64_t>(allowed, raw.view().size())));
  Progress step;
  const StepResult result = decoder.Step(input, std::max(wanted, kStepBytes), out, step);
  raw.Consume(step.used);
  out.Produced(step.produced);
  segments.back().stream_end += step.produced;
  const std::string unit = decoder.codec() == Codec::kGzip ? "gzip member" : "zstd frame";
  if (result == StepResult::kEnd) {
    CloseSegment();
  } else if (result == StepResult::kDamaged) {
    return Break(StatusCode::kMalformed, "the " + unit + " is damaged");
  } else if (step.used == 0 && step.produced == 0) {
    if (raw.offset() != unit_limit) {
      return Break(StatusCode::kTruncated, "the input ends inside a " + unit);
    }
    return Break(StatusCode::kMalformed, "the " + unit + " is damaged: another begins inside it");
  }
  return {};
}

Status DecodedStream::Impl::ProducePlain(size_t wanted) {
  out.Reserve(std::max(std::min(wanted, kStepBytes), size_t{1}));
  const size_t room = std::min(out.tail_room(), std::max(wanted, kStepBytes));
  size_t size = std::min(room, raw.view().size());
  if (size != 0) {
    raw.view().copy(out.tail(), size);
    raw.Consume(size);
  } else {
    const Result<size_t> got = raw.ReadThrough(out.tail(), room);
    if (!got.ok()) return Fail(got.status());
    size = *got;
  }
  out.Produced(size);
  segments.back().stream_end += size;
  if (size == 0) {
    const bool before = any_unit;
    CloseSegment();
    any_unit = before;
  }
  return {};
}

DecodedStream::DecodedStream(ByteSource& source, DecodeOptions options, StreamPlace place)
    : impl_(std::make_unique<Impl>(source, options, place)) {}
DecodedStream::~DecodedStream() = default;

std::string_view DecodedStream::window() const { return impl_->out.view(); }

Status DecodedStream::Fill(size_t size) {
  Impl& self = *impl_;
  while (self.out.size() < size) {
    if (Status s = self.Produce(size - self.out.size()); !s.ok()) return s;
  }
  return {};
}

Status DecodedStream::FillFromUnit(size_t size) {
  Impl& self = *impl_;
  while (self.out.size() < size) {
    if (self.state == State::kBoundary && self.out.size() != 0) return {};
    if (Status s = self.Produce(size - self.out.size()); !s.ok()) return s;
  }
  return {};
}

void DecodedStream::Consume(size_t size) {
  impl_->out.Consume(size);
  impl_->position += size;
}

void DecodedStream::Keep(size_t size) { impl_->out.Keep(size); }

void DecodedStream::SwapBuffer(WindowBuffer& buffer) {
  WindowBuffer& out = impl_->out;
  const std::string_view rest = out.view();
  buffer.Clear();
  buffer.Reserve(rest.size());
  if (!rest.empty()) std::memcpy(buffer.tail(), rest.data(), rest.size());
  buffer.Produced(rest.size());
  out.Clear();
  std::swap(out, buffer);
}

void DecodedStream::PassBreak() {
  Impl& self = *impl_;
  self.position += self.out.size();
  self.out.Clear();
  self.segments.clear();
  if (self.state != State::kBroken) return;
  if (self.search_from < self.raw.offset()) {
    self.raw.Rewind(self.search_from);
  } else {
    self.raw.Consume(static_cast<size_t>(self.search_from - self.raw.offset()));
  }
  const Result<std::optional<Codec>> found =
      self.search.Find(self.raw, self.plausible, self.search_plain);
  self.unit_begin = self.raw.offset();
  self.any_unit = true;
  if (!found.ok()) {
    self.stop = found.status();
    self.state = State::kEnd;
  } else if (*found == Codec::kPlain) {
    self.OpenSegment(Codec::kPlain);
    self.state = State::kPlain;
  } else {
    self.state = State::kBoundary;
  }
}

void DecodedStream::Abandon(Status reason) {
  Impl& self = *impl_;
  if (self.state == State::kEnd || self.state == State::kBroken) return;
  self.state = State::kBroken;
  self.stop = std::move(reason);
  self.search_from = self.raw.offset();
  self.search_plain = false;
}

uint64_t DecodedStream::unit_ratio() const {
  if (impl_->segments.empty()) return 0;
  const Segment& unit = impl_->segments.back();
  const uint64_t file_end = unit.closed ? unit.file_end : impl_->raw.offset();
  const uint64_t size = unit.stream_end - unit.stream_begin;
  return size / std::max<uint64_t>(file_end - unit.file_begin, 1);
}

bool DecodedStream::CompressedUnitAt(size_t offset) {
  return impl_->search.Plausible(window().substr(offset, kProbeInput), impl_->plausible);
}

void DecodedStream::DetectAgain() {
  Impl& self = *impl_;
  // Not in the middle of a compressed unit; at the end of input the window may be all that is left.
  const bool at_end = self.state == State::kEnd && self.stop.code() == StatusCode::kEndOfStream;
  if (self.state != State::kPlain && self.state != State::kBoundary && !at_end) return;
  self.raw.Unread(window());
  self.out.Clear();
  self.segments.clear();
  self.state = State::kBoundary;
}

void DecodedStream::set_plausible_start(PlausibleStart plausible) { impl_->plausible = plausible; }

uint64_t DecodedStream::position() const { return impl_->position; }
uint64_t DecodedStream::file_position() const { return impl_->raw.offset(); }
std::span<const Segment> DecodedStream::segments() const { return impl_->segments; }
ByteSource& DecodedStream::source() { return impl_->raw.source(); }

Result<std::string> ReadAll(DecodedStream& stream, uint64_t max_bytes) {
  std::string bytes;
  for (;;) {
    const Status s = stream.FillFromUnit(1);
    const std::string_view window = stream.window();
    if (window.size() > max_bytes - bytes.size()) {
      return Status(StatusCode::kTooLarge, stream.position(),
                    "the input decompresses to more than " + std::to_string(max_bytes) + " bytes");
    }
    bytes.append(window);
    stream.Consume(window.size());
    if (s.code() == StatusCode::kEndOfStream) return bytes;
    if (!s.ok()) return s;
  }
}

}  // namespace tamis::io
