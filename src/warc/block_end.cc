#include "warc/block_end.h"

#include <algorithm>
#include <array>
#include <string>

#include "warc/digest.h"

namespace tamis::warc {
namespace {

// Blank-line bytes that may stand between two records.
constexpr size_t kMaxBlank = 16;
// What is looked at behind a block: those, and a version line.
constexpr size_t kTailBytes = kMaxBlank + 24;
constexpr size_t kSkipStep = 1u << 20;

// Bytes of CR and LF at the start of `bytes`, at most kMaxBlank.
size_t BlankBytes(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kMaxBlank);
  return std::min(head.find_first_not_of("\r\n"), head.size());
}

// The bytes that end a record: two line ends (WARC), one (ARC). 0 when they are not there.
size_t Terminator(std::string_view bytes, RecordFormat format) {
  const std::array<std::string_view, 2> endings =
      format == RecordFormat::kWarc
          ? std::array{std::string_view("\r\n\r\n"), std::string_view("\n\n")}
          : std::array{std::string_view("\n"), std::string_view("\r\n")};
  for (const std::string_view ending : endings) {
    if (bytes.substr(0, ending.size()) == ending) return ending.size();
  }
  return 0;
}

// Whether an ARC record begins at `at`. In the middle of a line only with a scheme that archives
// have: "ps://host/ ..." is the tail of a URL, and a length that leads into it is wrong.
bool ArcFollows(std::string_view window, size_t at) {
  const std::string_view bytes = window.substr(at);
  if (window[at - 1] == '\n') return ParseArcLine(bytes).has_value();
  return CheckArcStart(bytes, Place::kLineStart).is_start;
}

}  // namespace

BlockEnd BlockFramer::Find(const RecordHead& head) {
  BlockEnd end = FindEnd(head);
  // Each byte of a record pays for hashing a few: see ByDigest().
  if (end.outcome == BlockEnd::Outcome::kFound) hash_budget_ += 4 * end.record_end;
  return end;
}

BlockEnd BlockFramer::FindEnd(const RecordHead& head) {
  if (!head.length) return BySearch(head, SearchPlaces::kAll);
  const uint64_t length = *head.length;
  if (length <= max_bytes_) {
    if (std::optional<BlockEnd> end = AtDeclaredEnd(head, length)) return *end;
    return BySearch(head, SearchPlaces::kAll);
  }
  if (DeclaredEndConfirmed(head, length)) return PassOver(head.block_begin + length);
  // In a file with a unit per record the next unit is where the next record begins; anything in
  // between that looks like one is the content of a large record.
  const bool unit_per_record = search_.UnitBegins(0) && stream_.position() != 0;
  return BySearch(head, unit_per_record ? SearchPlaces::kUnitStarts : SearchPlaces::kAll);
}

std::optional<BlockEnd> BlockFramer::AtDeclaredEnd(const RecordHead& head, uint64_t length) {
  const size_t end = head.block_begin + static_cast<size_t>(length);
  const Status s = stream_.FillFromUnit(end + kTailBytes);
  // Records that span units are rare: only a block that is not complete looks into the next, and
  // none goes beyond one that begins with a record of its own.
  if (s.ok() && stream_.window().size() < end) (void)stream_.Fill(end + kTailBytes).ok();
  if (search_.FindAtUnitStart(head.block_begin, end) != RecordSearch::kNone) return std::nullopt;
  if (stream_.window().size() < end) return std::nullopt;
  const std::optional<size_t> record_end = RecordEndBehind(head, end);
  if (!record_end) return std::nullopt;
  BlockEnd found;
  found.block_end = end;
  found.record_end = *record_end;
  return found;
}

// Where the record ends whose block ends at `block_end`; nullopt when what follows denies it.
std::optional<size_t> BlockFramer::RecordEndBehind(const RecordHead& head, size_t block_end) {
  const std::string_view window = stream_.window();
  const size_t next = block_end + BlankBytes(window.substr(block_end));
  if (search_.UnitEnds(next)) return next;
  if (next == window.size()) return std::nullopt;
  if (VersionLine(window.substr(next)) != 0) return next;
  if (head.format == RecordFormat::kArc && ArcFollows(window, next)) return next;
  const size_t terminator = Terminator(window.substr(block_end), head.format);
  if (terminator == 0) return std::nullopt;
  // The record is closed as it should be, and garbage follows; or the length is wrong and ends by
  // chance at a blank line. A digest tells. Without one the length is taken for wrong when records
  // begin inside, and in a gzip member or zstd frame that begins with the record: BySearch() looks
  // on, as nobody packs garbage into one of a single record. (The first may hold the whole file.)
  if (head.digest_size != 0) {
    if (!ByDigest(head, block_end)) return std::nullopt;
    return block_end + terminator;
  }
  const bool first_unit = stream_.position() == 0 && head.format == RecordFormat::kWarc;
  const io::Segment& last = stream_.segments().back();
  // That first one, too, holds nothing else when it breaks right behind the record: then it is the
  // record that is damaged.
  const bool breaks_here = !last.closed && window.size() < block_end + kTailBytes;
  if (last.codec != io::Codec::kPlain && search_.UnitBegins(0) && (!first_unit || breaks_here)) {
    return std::nullopt;
  }
  if (search_.Find(head.block_begin, block_end) != RecordSearch::kNone) return std::nullopt;
  return block_end + terminator;
}

// The record with this block end, if WARC-Block-Digest says so. Lengths that are wrong on purpose
// could have the same bytes hashed for every record, so there is a budget.
std::optional<BlockEnd> BlockFramer::ByDigest(const RecordHead& head, size_t block_end) {
  const size_t size = block_end - std::min(block_end, head.block_begin);
  if (head.digest_size == 0 || block_end < head.block_begin || size > hash_budget_) {
    return std::nullopt;
  }
  hash_budget_ -= size;
  const std::string_view window = stream_.window();
  if (VerifyDigest(window.substr(head.digest_begin, head.digest_size),
                   window.substr(head.block_begin, size)) != DigestCheck::kMatch) {
    return std::nullopt;
  }
  BlockEnd found;
  found.block_end = block_end;
  found.record_end = block_end + BlankBytes(window.substr(block_end));
  return found;
}

// The end of the unit that the record begins with, if it was read and lies in the window.
std::optional<size_t> BlockFramer::UnitEndOfRecord() const {
  for (const io::Segment& segment : stream_.segments()) {
    if (segment.stream_begin == stream_.position() && segment.closed) {
      return static_cast<size_t>(segment.stream_end - stream_.position());
    }
  }
  return std::nullopt;
}

BlockEnd BlockFramer::BySearch(const RecordHead& head, SearchPlaces places) {
  const size_t begin = head.block_begin;
  const size_t limit = begin + static_cast<size_t>(std::min<uint64_t>(max_bytes_, SIZE_MAX / 2));
  const size_t next = search_.Find(begin, limit, places);
  // Of a unit that breaks off in this record nothing more is to be had.
  const io::Segment& last = stream_.segments().back();
  const bool stopped = next == RecordSearch::kNone && !search_.stop().ok();
  if (stopped && !last.closed && last.stream_begin <= stream_.position()) return AtStop(head);
  if (std::optional<BlockEnd> found = ByAnyDigest(head, next)) return *found;
  if (stopped) return AtStop(head);
  if (next == RecordSearch::kNone) return PassOverUntilRecord(limit, places);
  return InFrontOf(head, next);
}

// A digest that fits ends all doubt: over the declared length, or up to the end of the unit.
std::optional<BlockEnd> BlockFramer::ByAnyDigest(const RecordHead& head, size_t next) {
  const size_t begin = head.block_begin;
  const uint64_t length = head.length.value_or(UINT64_MAX);
  if (length < stream_.window().size() - begin) {
    if (std::optional<BlockEnd> found = ByDigest(head, begin + static_cast<size_t>(length))) {
      return found;
    }
  }
  const std::optional<size_t> unit_end = UnitEndOfRecord();
  if (!unit_end || *unit_end == next) return std::nullopt;
  std::optional<BlockEnd> found = ByDigest(head, WithoutBlankLines(begin, *unit_end));
  if (found) {
    found->length_wrong = true;
    found->record_end = *unit_end;
  }
  return found;
}

// The record that ends where, at `next`, another begins.
BlockEnd BlockFramer::InFrontOf(const RecordHead& head, size_t next) const {
  BlockEnd found;
  found.block_end = WithoutBlankLines(head.block_begin, next);
  found.record_end = next;
  found.length_wrong = true;
  const uint64_t length = head.length.value_or(UINT64_MAX);
  if (length > next - head.block_begin) return found;
  const size_t declared = head.block_begin + static_cast<size_t>(length);
  const bool blank_lines_whole = next - found.block_end >= Terminator("\n\n", head.format);
  const size_t terminator = Terminator(stream_.window().substr(declared), head.format);
  if (terminator != 0 && !search_.UnitBegins(next) && head.digest_size == 0 &&
      head.format == RecordFormat::kWarc) {
    // Garbage stands between this record and another of the same unit.
    found.block_end = declared;
    found.record_end = declared + terminator;
    found.length_wrong = false;
  } else if (!blank_lines_whole && next - declared <= kMaxBlank) {
    // It is the blank lines that are damaged: garbage of their own.
    found.block_end = found.record_end = declared;
    found.length_wrong = false;
  }
  return found;
}

// No record follows before the input ends or breaks.
BlockEnd BlockFramer::AtStop(const RecordHead& head) {
  const size_t size = stream_.window().size();
  BlockEnd end;
  end.block_end = WithoutBlankLines(head.block_begin, size);
  end.record_end = size;
  end.length_wrong = true;
  // A block without a length, or with one too small, ends where a unit ends cleanly. With one too
  // large it was cut off, unless its digest is right; or, without one, unless the blank lines that
  // end a record are there and no file was cut, as the unit is compressed and complete.
  const bool too_long = head.length.value_or(0) > size - head.block_begin;
  const bool compressed = stream_.segments().back().codec != io::Codec::kPlain;
  const bool whole = head.digest_size != 0
                         ? ByDigest(head, end.block_end).has_value()
                         : compressed && head.format == RecordFormat::kWarc &&
                               Terminator(stream_.window().substr(end.block_end), head.format) != 0;
  if (search_.UnitEnds(size) && size > head.block_begin && (!too_long || whole)) return end;
  end.outcome = BlockEnd::Outcome::kCut;
  end.stop = search_.stop();
  return end;
}

// Whether, in a plain file, a record ends where the length of this one says it does, as far as
// can be seen from there. Spares reading gigabytes to find out.
bool BlockFramer::DeclaredEndConfirmed(const RecordHead& head, uint64_t length) {
  const auto segments = stream_.segments();
  if (segments.empty() || segments.back().codec != io::Codec::kPlain) return false;
  const io::Segment& unit = segments.back();
  if (stream_.position() < unit.stream_begin) return false;
  const uint64_t record_begin = unit.file_begin + (stream_.position() - unit.stream_begin);
  const uint64_t end = record_begin + head.block_begin + length;
  if (end < record_begin || end > stream_.source().size()) return false;
  if (end == stream_.source().size()) return true;
  std::array<char, kTailBytes> tail;
  const std::string_view behind(tail.data(),
                                stream_.source().PeekAt(end, tail.data(), tail.size()));
  if (behind.empty()) return false;
  const std::string_view next = behind.substr(BlankBytes(behind));
  return next.empty() || VersionLine(next) != 0 || Terminator(behind, head.format) != 0;
}

// Passes over a record of known size.
BlockEnd BlockFramer::PassOver(uint64_t bytes) {
  BlockEnd end;
  end.outcome = BlockEnd::Outcome::kTooLarge;
  while (bytes != 0) {
    (void)stream_.Fill(1).ok();
    const size_t size = stream_.window().size();
    if (size == 0) break;  // what ends the input here is reported by the next read
    const size_t step = static_cast<size_t>(std::min<uint64_t>(bytes, size));
    stream_.Consume(step);
    bytes -= step;
  }
  return end;
}

// Passes over everything up to the next record or the end; the first `searched` bytes of the window
// hold none.
BlockEnd BlockFramer::PassOverUntilRecord(size_t searched, SearchPlaces places) {
  BlockEnd end;
  end.outcome = BlockEnd::Outcome::kTooLarge;
  stream_.Consume(searched - std::min(searched, kMaxBlank));
  for (;;) {
    if (max_ratio_ != 0 && stream_.unit_ratio() > max_ratio_) {
      stream_.Abandon(Status(StatusCode::kTooLarge, stream_.position(), "a decompression bomb"));
      end.stop = Status(StatusCode::kTooLarge, "a decompression bomb");
      return end;
    }
    const size_t next = search_.Find(0, kSkipStep, places);
    if (next != RecordSearch::kNone) {
      stream_.Consume(next);
      return end;
    }
    const size_t size = stream_.window().size();
    stream_.Consume(search_.stop().ok() ? std::min(size, kSkipStep) - kMaxBlank : size);
    if (!search_.stop().ok()) return end;
  }
}

// `end` without the line ends, two at most, that stand before it and behind `begin`.
size_t BlockFramer::WithoutBlankLines(size_t begin, size_t end) const {
  const std::string_view window = stream_.window();
  for (int lines = 0; lines < 2 && end > begin && window[end - 1] == '\n'; ++lines) {
    --end;
    if (end > begin && window[end - 1] == '\r') --end;
  }
  return end;
}

}  // namespace tamis::warc
