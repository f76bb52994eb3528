#include "warc/record_search.h"

#include <algorithm>

namespace tamis::warc {
namespace {

constexpr std::string_view kVersion = "WARC/";
constexpr size_t kStep = 64u << 10;

}  // namespace

bool RecordSearch::UnitBegins(size_t at) const {
  const uint64_t position = stream_.position() + at;
  const auto segments = stream_.segments();
  return std::any_of(segments.begin(), segments.end(),
                     [&](const io::Segment& s) { return s.stream_begin == position; });
}

bool RecordSearch::UnitEnds(size_t at) const {
  const uint64_t position = stream_.position() + at;
  const auto segments = stream_.segments();
  return std::any_of(segments.begin(), segments.end(),
                     [&](const io::Segment& s) { return s.closed && s.stream_end == position; });
}

bool RecordSearch::LineBegins(size_t at) const {
  return UnitBegins(at) || (at != 0 && stream_.window()[at - 1] == '\n');
}

// The first place in [from, end) worth a closer look, or `end`.
size_t RecordSearch::NextPlace(size_t from, size_t end, SearchPlaces places) const {
  const std::string_view window = stream_.window().substr(0, end);
  if (places == SearchPlaces::kUnitStarts) {
    for (const io::Segment& segment : stream_.segments()) {
      const uint64_t position = stream_.position();
      if (segment.stream_begin >= position + from && segment.stream_begin < position + end) {
        return static_cast<size_t>(segment.stream_begin - position);
      }
    }
    return end;
  }
  const size_t version = std::min(window.find(kVersion, from), end);
  if (warc_seen_) return version;
  if (from < end && LineBegins(from)) return from;
  const size_t newline = std::min(window.find('\n', from), end - 1);
  return std::min({version, newline + 1, window.find("http", from)});
}

StartCheck RecordSearch::Check(size_t at) {
  const std::string_view window = stream_.window();
  if (VersionLine(window.substr(at, max_header_bytes_)) != 0 || !warc_seen_) {
    // The header may go on behind the window; where it cannot be had, it does not count.
    (void)stream_.Fill(at + max_header_bytes_).ok();
  }
  const std::string_view bytes = stream_.window().substr(at, max_header_bytes_);
  const Place place = LineBegins(at) ? Place::kLineStart : Place::kMidLine;
  const StartCheck warc = CheckWarcStart(bytes, place);
  if (warc.is_start || warc_seen_ || VersionLine(bytes) != 0) return warc;
  return CheckArcStart(bytes, place);
}

size_t RecordSearch::FindAtUnitStart(size_t from, size_t to) {
  for (;;) {
    size_t at = kNone;
    for (const io::Segment& unit : stream_.segments()) {
      if (unit.stream_begin < stream_.position() + from) continue;
      at = static_cast<size_t>(unit.stream_begin - stream_.position());
      break;
    }
    if (at >= std::min(to, stream_.window().size())) return kNone;
    if (Check(at).is_start) return at;
    from = at + 1;
  }
}

size_t RecordSearch::Find(size_t from, size_t limit, SearchPlaces places) {
  size_t at = from;
  for (;;) {
    stop_ = stream_.Fill(std::min(limit, at + kStep));
    const size_t end = std::min(limit, stream_.window().size());
    const bool last = !stop_.ok() || end == limit;
    while (at < end) {
      const size_t place = NextPlace(at, end, places);
      if (place >= end) break;
      const StartCheck check = Check(place);
      if (check.is_start) return place;
      at = place + check.rejected;
    }
    if (last) return kNone;
    // The word "WARC/" may be cut by the end of what was looked at.
    at = std::max(at, end - std::min(end, kVersion.size() - 1));
  }
}

}  // namespace tamis::warc
