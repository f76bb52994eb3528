// The state machine behind DecodedStream.
//
//            StartUnit                 end of unit
//   kBoundary ------> kGzip kZstd kPlain kSkip ------> kBoundary
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
// the window grows once, and after a large unit the next one is streamed at once.

#include "io/decoded_stream.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "io/gzip_decoder.h"
#include "io/raw_window.h"
#include "io/unit_search.h"
#include "io/window_buffer.h"
#include "io/zstd_decoder.h"

namespace tamis::io {
namespace {

// Largest output of a unit that is decoded in one piece.
constexpr size_t kWholeUnitBytes = 32u << 20;
// Largest input looked at for one.
constexpr size_t kWholeUnitInput = 4u << 20;
// First guesses of a unit's input and output. Output pages that are not written cost nothing.
constexpr size_t kFirstInput = 64u << 10;
constexpr size_t kFirstOutput = 4u << 20;
// Output of one step when a unit is streamed: small enough to stay in the cache.
constexpr size_t kStepBytes = 128u << 10;
// Units told apart in one window; more are counted with the one before them.
constexpr size_t kMaxSegments = 4096;

enum class State : uint8_t { kBoundary, kPlain, kGzip, kZstd, kSkip, kBroken, kEnd };

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
  Impl(ByteSource& source, DecodeOptions decode_options)
      : options(decode_options), raw(source), zstd(options.max_zstd_window_log), search(zstd) {}

  Status Produce(size_t wanted);
  Status StartUnit();
  Status StartCompressed(Codec codec);
  Status StartSkippable();
  bool DecodeWhole(Codec codec, const ZstdHeader& header);
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
  GzipDecoder gzip;
  ZstdDecoder zstd;
  UnitSearch search;
  PlausibleStart plausible = nullptr;

  WindowBuffer out;
  uint64_t position = 0;  // decompressed bytes before `out`
  std::vector<Segment> segments;

  State state = State::kBoundary;
  Status stop;               // why there is no more: in kBroken and kEnd
  uint64_t unit_begin = 0;   // file offset of the current or broken unit
  uint64_t search_from = 0;  // file offset where PassBreak() begins to look
  uint64_t skip_left = 0;    // of a skippable frame
  bool any_unit = false;     // a compressed unit was read before
  bool stream_next = false;  // the last unit was too large to decode whole
  size_t guess_input = kFirstInput;
  size_t guess_output = kFirstOutput;
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
    case State::kGzip:
    case State::kZstd:
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
    return Break(StatusCode::kMalformed, "no gzip member or zstd frame begins here");
  }
  OpenSegment(Codec::kPlain);
  state = State::kPlain;
  return {};
}

Status DecodedStream::Impl::StartCompressed(Codec codec) {
  ZstdHeader header;
  if (codec == Codec::kZstd) {
    header = ReadZstdHeader(raw.view());
    if (header.kind != ZstdHeader::Kind::kFrame) {
      return Break(StatusCode::kTruncated, "the input ends inside the header of a zstd frame");
    }
    if (Status s = zstd.Check(header); !s.ok()) return Break(s.code(), s.message());
  }
  OpenSegment(codec);
  if (!stream_next) {
    if (Status s = raw.Fill(guess_input); !s.ok()) return Fail(std::move(s));
    if (DecodeWhole(codec, header)) return {};
    if (!raw.at_end() && raw.view().size() < kWholeUnitInput) {
      if (Status s = raw.Fill(kWholeUnitInput); !s.ok()) return Fail(std::move(s));
      if (DecodeWhole(codec, header)) return {};
    }
  }
  const bool ready = codec == Codec::kGzip ? gzip.Begin(DeflateFormat::kGzip) : zstd.Begin(header);
  if (!ready) return Fail(Status(StatusCode::kIo, unit_begin, "no memory for a decoder"));
  state = codec == Codec::kGzip ? State::kGzip : State::kZstd;
  return {};
}

bool DecodedStream::Impl::DecodeWhole(Codec codec, const ZstdHeader& header) {
  const std::string_view input = raw.view();
  size_t room = std::min(guess_output, kWholeUnitBytes);
  if (header.content_size > kWholeUnitBytes && codec == Codec::kZstd) return false;
  if (codec == Codec::kZstd) room = std::max<size_t>(room, header.content_size);
  for (;;) {
    out.Reserve(room);
    Progress done;
    const WholeResult result =
        codec == Codec::kGzip
            ? gzip.Whole(DeflateFormat::kGzip, input, out.tail(), out.tail_room(), done)
            : zstd.Whole(header, input, out.tail(), out.tail_room(), done);
    if (result == WholeResult::kDone) {
      out.Produced(done.produced);
      raw.Consume(done.used);
      // Twice a running maximum that forgets slowly.
      guess_input = std::max({kFirstInput, 2 * done.used, guess_input - guess_input / 64});
      guess_input = std::min(guess_input, kWholeUnitInput);
      CloseSegment();
      return true;
    }
    if (result == WholeResult::kDamaged || room >= kWholeUnitBytes) return false;
    room = guess_output = std::min(2 * out.tail_room(), kWholeUnitBytes);
  }
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
      const Status s = zstd.LoadDictionary(raw.view().substr(kHeaderBytes, content_size),
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
  out.Reserve(std::max(std::min(wanted, kStepBytes), size_t{1}));
  const size_t room = std::min(out.tail_room(), std::max(wanted, kStepBytes));
  Progress step;
  const StepResult result = state == State::kGzip ? gzip.Step(raw.view(), out.tail(), room, step)
                                                  : zstd.Step(raw.view(), out.tail(), room, step);
  raw.Consume(step.used);
  out.Produced(step.produced);
  segments.back().stream_end += step.produced;
  if (result == StepResult::kEnd) {
    CloseSegment();
  } else if (result == StepResult::kDamaged) {
    return Break(StatusCode::kMalformed, state == State::kGzip ? "the gzip member is damaged"
                                                               : "the zstd frame is damaged");
  } else if (step.used == 0 && step.produced == 0) {
    return Break(StatusCode::kTruncated, state == State::kGzip
                                             ? "the input ends inside a gzip member"
                                             : "the input ends inside a zstd frame");
  }
  return {};
}

Status DecodedStream::Impl::ProducePlain(size_t wanted) {
  out.Reserve(std::max(std::min(wanted, kStepBytes), size_t{1}));
  const size_t room = std::min(out.tail_room(), std::max(wanted, kStepBytes));
  size_t size = std::min(room, raw.view().size());
  if (size != 0) {
    std::copy_n(raw.view().data(), size, out.tail());
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

DecodedStream::DecodedStream(ByteSource& source, DecodeOptions options)
    : impl_(std::make_unique<Impl>(source, options)) {}
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
  const Result<std::optional<Codec>> found = self.search.Find(self.raw, self.plausible);
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
  if (self.state != State::kPlain && self.state != State::kBoundary) return;
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
