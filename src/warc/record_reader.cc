// How a record is read:
//
//   Next --+-- blank lines, breaks of the stream --------------------> damage, or the end
//          +-- "WARC/1." --> header fields --+--> BlockFramer --+----> Record
//          +-- ARC line  --------------------+                  +----> cut off, too large
//          +-- anything else --> RecordSearch -----------------------> one damage for all of it
//
// The catch: the window of the stream moves when it is filled. What points into it is therefore
// taken after the block was framed; the header is parsed a second time if it moved meanwhile.

#include "warc/record_reader.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "warc/block_end.h"
#include "warc/record_fields.h"
#include "warc/record_search.h"
#include "warc/record_start.h"

namespace tamis::warc {
namespace {

constexpr size_t kVersionBytes = 32;       // enough for a version line
constexpr size_t kFirstHeader = 8u << 10;  // looked at for a header at first
constexpr size_t kSearchStep = 1u << 20;
constexpr size_t kProbeBytes = 192u << 10;  // of a compressed unit, to tell what it holds

// Where something stands, for messages.
struct Spot {
  uint64_t offset = 0;
  bool decompressed = false;  // the offset counts decompressed bytes

  Status Damage(StatusCode code, std::string message) const {
    if (decompressed) message += " (at this decompressed byte)";
    return Status(code, offset, std::move(message));
  }
};

// Nothing when reading can go on.
using Stop = std::optional<Status>;

}  // namespace

struct RecordReader::Impl {
  Impl(io::DecodedStream& decoded, RecordOptions record_options)
      : stream(decoded),
        options(record_options),
        search(decoded, record_options.max_header_bytes),
        framer(decoded, search, record_options.max_record_bytes, record_options.max_ratio) {
    stream.set_plausible_start(&LooksLikeArchive);
  }

  Result<Record> Next();
  void Release() { stream.Consume(std::exchange(record_bytes, 0)); }
  Stop ToRecordStart();
  Stop PassGarbage(std::string_view what, size_t from);
  size_t CompressedUnitBefore(size_t limit);
  Stop ReadHead(RecordHead& head);
  Stop ReadWarcHeader(size_t& header_bytes);
  size_t ParseWarcHeader(size_t limit);
  Stop ReadBlock(const RecordHead& head);
  void KeepHeader(const RecordHead& head);
  Status Dropped(const RecordHead& head, const BlockEnd& end, const Spot& spot);
  void Deliver(const RecordHead& head, const BlockEnd& end, bool moved);
  void Locate(size_t record_end);
  Spot Here() const;

  io::DecodedStream& stream;
  RecordOptions options;
  RecordSearch search;
  BlockFramer framer;
  RecordStats stats;
  PassedOver passed_over;

  Record record;
  HeaderFields fields;
  std::string arc_date;
  size_t record_bytes = 0;  // of the record delivered last
  bool in_break = false;    // the break that the stream stands before was reported
};

Result<Record> RecordReader::Impl::Next() {
  Release();
  if (std::exchange(in_break, false)) stream.PassBreak();
  RecordHead head;
  Stop stop = ToRecordStart();
  if (!stop) stop = ReadHead(head);
  if (!stop) stop = ReadBlock(head);
  if (stop) {
    if (!Final(*stop)) ++stats.damages;
    if (stop->code() == StatusCode::kTooLarge) ++stats.too_large;
    return *std::move(stop);
  }
  ++stats.records;
  if (record.flags != 0) ++stats.flagged;
  return record;
}

Spot RecordReader::Impl::Here() const {
  const uint64_t position = stream.position();
  for (const io::Segment& unit : stream.segments()) {
    if (position < unit.stream_begin || (unit.closed && position >= unit.stream_end)) continue;
    if (unit.codec == io::Codec::kPlain) return {unit.file_begin + position - unit.stream_begin};
    if (position == unit.stream_begin) return {unit.file_begin};
  }
  return {position, true};
}

// Moves the window to the start of a record.
Stop RecordReader::Impl::ToRecordStart() {
  for (;;) {
    Status s = stream.FillFromUnit(1);
    if (stream.window().empty()) {
      in_break = !Final(s);
      return s;
    }
    const char first = stream.window().front();
    if (first == '\r' || first == '\n') {
      const std::string_view window = stream.window();
      stream.Consume(std::min(window.find_first_not_of("\r\n"), window.size()));
      continue;
    }
    (void)stream.FillFromUnit(kVersionBytes).ok();
    if (VersionLine(stream.window()) != 0) return std::nullopt;
    // A version line may span units; an ARC line may be long.
    (void)stream.Fill(options.max_header_bytes).ok();
    const std::string_view bytes = stream.window().substr(0, options.max_header_bytes);
    if (VersionLine(bytes) != 0 || ParseArcLine(bytes)) return std::nullopt;
    if (Stop stop = PassGarbage("no record begins here", 0)) return stop;
  }
}

// Passes over bytes that are no record; the first `from` of them are known to be none. Nothing
// when no byte was passed: a compressed unit begins here.
Stop RecordReader::Impl::PassGarbage(std::string_view what, size_t from) {
  const Spot spot = Here();
  uint64_t passed = 0;
  for (;;) {
    const size_t found = search.Find(from, std::max(from, kSearchStep));
    Status end = search.stop();
    const bool is_last = found != RecordSearch::kNone || !end.ok();
    size_t size = found != RecordSearch::kNone ? found : stream.window().size();
    if (!is_last) size = std::max(from, kSearchStep) - kVersionBytes;
    const size_t unit = CompressedUnitBefore(size);
    passed += unit;
    stream.Consume(unit);
    from = 0;
    if (unit < size) stream.DetectAgain();
    if (unit < size || found != RecordSearch::kNone) break;
    if (!is_last) continue;
    if (end.code() == StatusCode::kEndOfStream || search.UnitEnds(0)) break;
    // What holds the garbage breaks off here: one damage, told as what it is.
    in_break = !Final(end);
    stats.skipped_bytes += passed;
    return end;
  }
  if (passed == 0) return std::nullopt;
  stats.skipped_bytes += passed;
  return spot.Damage(StatusCode::kMalformed,
                     std::string(what) + "; " + std::to_string(passed) + " bytes were passed over");
}

// In plain bytes: where before `limit` a gzip member or zstd frame begins that holds a record;
// else `limit`.
size_t RecordReader::Impl::CompressedUnitBefore(size_t limit) {
  const auto units = stream.segments();
  if (units.empty() || units.back().codec != io::Codec::kPlain) return limit;
  (void)stream.Fill(limit + kProbeBytes).ok();
  for (size_t at = 0; at < limit; ++at) {
    const char c = stream.window()[at];
    if ((c == '\x1f' || c == '\x28' || c == '\x5D') && stream.CompressedUnitAt(at)) return at;
  }
  return limit;
}

Stop RecordReader::Impl::ReadHead(RecordHead& head) {
  record = Record{};
  if (const std::optional<ArcLine> arc = ParseArcLine(stream.window())) {
    head.format = RecordFormat::kArc;
    head.block_begin = arc->size;
    head.length = arc->length;
    return std::nullopt;
  }
  search.SawWarc();
  if (Stop stop = ReadWarcHeader(head.block_begin)) return stop;
  head.length = ParseLength(TakeWarcFields(fields, record));
  const std::string_view header = stream.window().substr(0, head.block_begin);
  const char* const digest = record.block_digest.data();
  const std::less<const char*> before;
  if (!before(digest, header.data()) && before(digest, header.data() + header.size())) {
    head.digest_begin = static_cast<size_t>(digest - header.data());  // else absent, or folded
    head.digest_size = record.block_digest.size();
  }
  return std::nullopt;
}

// Parses the header at the start of the window, of which it looks at `limit` bytes; returns the
// bytes it has.
size_t RecordReader::Impl::ParseWarcHeader(size_t limit) {
  const std::string_view bytes = stream.window().substr(0, limit);
  const size_t version = VersionLine(bytes);
  return version + fields.Parse(bytes.substr(version), &EndsWarcHeader);
}

// Makes sure that a whole header stands at the start of the window, and parses it.
Stop RecordReader::Impl::ReadWarcHeader(size_t& header_bytes) {
  const size_t version = VersionLine(stream.window());
  size_t wanted = std::min<size_t>(kFirstHeader, options.max_header_bytes);
  for (;; wanted = std::min<size_t>(2 * wanted, options.max_header_bytes)) {
    Status s = stream.FillFromUnit(wanted);
    const auto parse = [&] {
      header_bytes = ParseWarcHeader(wanted);
      return fields.complete() || header_bytes < std::min(wanted, stream.window().size());
    };
    if (parse()) break;
    // It may go on in the next unit.
    if (s.ok() && stream.window().size() < wanted) {
      s = stream.Fill(wanted);
      if (parse()) break;
    }
    if (!s.ok()) {
      const Spot spot = Here();
      const bool cut = s.code() == StatusCode::kEndOfStream;
      in_break = !Final(s);
      stats.skipped_bytes += stream.window().size();
      stream.Consume(stream.window().size());
      if (s.code() == StatusCode::kIo) return s;
      return spot.Damage(cut ? StatusCode::kTruncated : s.code(),
                         cut ? "the input ends inside a record header" : s.message());
    }
    if (wanted >= options.max_header_bytes) {
      return PassGarbage("a record header is longer than the limit", version);
    }
  }
  const std::string_view behind = stream.window().substr(header_bytes);
  if (fields.fields().empty() || (!fields.complete() && VersionLine(behind) != 0)) {
    return PassGarbage("a record header breaks off", header_bytes);
  }
  // Where bytes are missing, the header of one record may run into that of the next.
  if (fields.Count("WARC-Type") > 1) {
    const size_t next = search.Find(version, header_bytes);
    if (next != RecordSearch::kNone) return PassGarbage("a record header breaks off", next);
    ParseWarcHeader(header_bytes);  // the window may have moved
  }
  return std::nullopt;
}

Stop RecordReader::Impl::ReadBlock(const RecordHead& head) {
  const Spot spot = Here();
  // The window that the header stands in is gone when the block was too large.
  if (!head.length || *head.length > options.max_record_bytes) KeepHeader(head);
  const char* const before = stream.window().data();
  const BlockEnd end = framer.Find(head);
  if (end.outcome != BlockEnd::Outcome::kFound) return Dropped(head, end, spot);
  Deliver(head, end, stream.window().data() != before);
  return std::nullopt;
}

void RecordReader::Impl::KeepHeader(const RecordHead& head) {
  if (head.format == RecordFormat::kArc) {
    TakeArcFields(ParseArcLine(stream.window()).value_or(ArcLine{}), arc_date, record);
  }
  passed_over.type = record.type;
  passed_over.type_name = record.type_name;
  passed_over.id = record.id;
  passed_over.target_uri = record.target_uri;
  passed_over.date = record.date;
}

Status RecordReader::Impl::Dropped(const RecordHead& head, const BlockEnd& end, const Spot& spot) {
  if (end.outcome == BlockEnd::Outcome::kTooLarge) {
    in_break = !end.stop.ok();
    std::string size = head.length ? std::to_string(*head.length) + " bytes" : "unknown size";
    return spot.Damage(StatusCode::kTooLarge,
                       "a record of " + size + " is larger than the limit of " +
                           std::to_string(options.max_record_bytes) + " bytes");
  }
  stats.skipped_bytes += stream.window().size();
  stream.Consume(stream.window().size());
  if (end.stop.code() == StatusCode::kIo) return end.stop;
  if (end.stop.code() == StatusCode::kEndOfStream) {
    return spot.Damage(StatusCode::kTruncated, "the input ends inside a record");
  }
  in_break = true;
  return spot.Damage(end.stop.code(), end.stop.message());
}

void RecordReader::Impl::Deliver(const RecordHead& head, const BlockEnd& end, bool moved) {
  const std::string_view window = stream.window();
  const std::string_view block = window.substr(head.block_begin, end.block_end - head.block_begin);
  if (head.format == RecordFormat::kArc) {
    record.block = block;
    TakeArcFields(ParseArcLine(window).value_or(ArcLine{}), arc_date, record);
  } else {
    if (moved) {
      record = Record{};
      ParseWarcHeader(head.block_begin);
      TakeWarcFields(fields, record);
    }
    record.block = block;
    record.http = HoldsHttp(record);
  }
  if (end.length_wrong) record.flags |= kLengthWrong;
  Locate(end.record_end);
  record_bytes = end.record_end;
}

// Sets where the record stands. It begins where the window begins.
void RecordReader::Impl::Locate(size_t record_end) {
  const uint64_t begin = stream.position();
  record.stream_offset = record.offset = begin;
  record.length = record.stream_length = record_end;
  record.offset_kind = OffsetKind::kDecompressed;
  const io::Segment* first = nullptr;
  for (const io::Segment& unit : stream.segments()) {
    if (unit.codec == io::Codec::kPlain && unit.stream_begin <= begin) {
      record.offset = unit.file_begin + begin - unit.stream_begin;
      record.offset_kind = OffsetKind::kFile;
      return;
    }
    if (unit.stream_begin == begin) first = &unit;
    if (first != nullptr && unit.closed && unit.stream_end == begin + record_end) {
      record.offset = first->file_begin;
      record.length = unit.file_end - first->file_begin;
      record.offset_kind = OffsetKind::kFile;
      record.own_gzip_member = first->codec == io::Codec::kGzip && unit.codec == io::Codec::kGzip;
      return;
    }
  }
}

RecordReader::RecordReader(io::DecodedStream& stream, RecordOptions options)
    : impl_(std::make_unique<Impl>(stream, options)) {}
RecordReader::~RecordReader() = default;

Result<Record> RecordReader::Next() { return impl_->Next(); }
void RecordReader::Release() { impl_->Release(); }

const RecordStats& RecordReader::stats() const { return impl_->stats; }
const PassedOver& RecordReader::passed_over() const { return impl_->passed_over; }

}  // namespace tamis::warc
