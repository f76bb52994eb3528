#include "warc/record_start.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "warc/header_fields.h"
#include "warc/record_reader.h"

namespace tamis::warc {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

// https://www.rfc-editor.org/rfc/rfc9110#name-tokens, as far as field names go in archives.
bool IsFieldName(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return IsLetter(c) || IsDigit(c) || c == '-' || c == '_';
  });
}

// The line at the start of `bytes` without its end; `size` is with it, 0 when there is no LF.
std::string_view FirstLine(std::string_view bytes, size_t& size) {
  const size_t newline = bytes.find('\n');
  size = newline == std::string_view::npos ? 0 : newline + 1;
  std::string_view line = bytes.substr(0, newline);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

// A scheme and a colon, as all URLs in ARC files begin: "http:", "dns:", "filedesc:".
bool IsUrl(std::string_view text) {
  const size_t colon = text.find(':');
  return colon != std::string_view::npos && colon >= 2 && colon <= 32 &&
         std::all_of(text.begin(), text.begin() + static_cast<ptrdiff_t>(colon),
                     [](char c) { return IsLetter(c) || IsDigit(c) || c == '+' || c == '-'; });
}

bool IsAddress(std::string_view text) {
  return !text.empty() && text.size() <= 45 && std::all_of(text.begin(), text.end(), [](char c) {
    return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':' ||
           c == '-';
  });
}

// Bytes that no writer puts into a URL: zeros, mostly, of a lost sector.
bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; });
}

// A URL-record line, whatever other URLs it holds.
std::optional<ArcLine> ParseFields(std::string_view bytes) {
  if (bytes.empty() || !IsLetter(bytes.front())) return std::nullopt;
  ArcLine arc;
  const std::string_view line = FirstLine(bytes, arc.size);
  if (arc.size == 0 || line.empty() || !IsDigit(line.back()) || !IsUrl(line)) return std::nullopt;
  const std::optional<uint64_t> length = ParseLength(line.substr(line.rfind(' ') + 1));
  if (!length) return std::nullopt;
  arc.length = *length;
  // The first word of 14 digits that has an address before it is the date: it splits the URL,
  // which may hold spaces, from the rest.
  constexpr size_t kDateDigits = 14;
  for (size_t space = line.find(' '); space != std::string_view::npos;
       space = line.find(' ', space + 1)) {
    const size_t next = line.find(' ', space + 1);
    if (next == std::string_view::npos) break;
    const size_t date_end = next + 1 + kDateDigits;
    if (date_end >= line.size() || line[date_end] != ' ') continue;
    arc.date = line.substr(next + 1, kDateDigits);
    if (!AllDigits(arc.date) || !IsAddress(line.substr(space + 1, next - space - 1))) continue;
    arc.url = line.substr(0, space);
    if (HasControl(arc.url)) return std::nullopt;
    // Between date and length: the type, in v2 followed by five more words.
    const size_t last = line.rfind(' ');
    if (last <= date_end) return arc;
    std::string_view middle = line.substr(date_end + 1, last - date_end - 1);
    if (std::count(middle.begin(), middle.end(), ' ') >= 5) {
      for (int words = 0; words < 5; ++words) middle = middle.substr(0, middle.rfind(' '));
    }
    arc.content_type = middle;
    return arc;
  }
  return std::nullopt;
}

// Where in the URL-record line at the start of `bytes` another begins, because the first broke off
// and bytes are missing; 0: it is one. URLs may hold spaces and other URLs, so what stands before
// the second must be the address, the date, ... of the first as far as they go, or hold zeros:
//   http://a.example/ 192.0.2.1 2026http://b.example/ 192.0.2.1 20261123055100 text/html 900
// A line that broke off within its URL cannot be told from a URL that holds another.
size_t SecondLine(std::string_view bytes) {
  constexpr std::string_view kScheme = "http";
  constexpr int kMaxPlaces = 8;  // looked at, so that no line costs much
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  const size_t space = std::min(line.find(' '), line.size());
  size_t at = 0;
  for (int places = 0; places < kMaxPlaces; ++places) {
    at = line.find(kScheme, at + 1);
    if (at == std::string_view::npos) return 0;
    const std::string_view scheme = line.substr(at, 8);
    if (scheme.substr(0, 7) != "http://" && scheme != "https://") continue;
    const std::string_view before = at > space ? line.substr(space + 1, at - space - 1) : "";
    const std::string_view address = before.substr(0, before.find(' '));
    const bool broke_off =
        IsAddress(address) &&
        (address.size() == before.size() || address.find_first_of(".:") != std::string_view::npos);
    if (!broke_off && !HasControl(line.substr(0, at))) continue;
    if (ParseFields(bytes.substr(at))) return at;
  }
  return 0;
}

}  // namespace

size_t VersionLine(std::string_view bytes) {
  constexpr std::string_view kName = "WARC/";
  if (bytes.substr(0, kName.size()) != kName) return 0;
  size_t at = kName.size();
  if (at + 2 >= bytes.size() || (bytes[at] != '0' && bytes[at] != '1') || bytes[at + 1] != '.') {
    return 0;
  }
  at += 2;
  const size_t digits = at;
  while (at < bytes.size() && IsDigit(bytes[at])) ++at;
  if (at == digits || at > digits + 3) return 0;
  while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\t')) ++at;
  if (at < bytes.size() && bytes[at] == '\r') ++at;
  return at < bytes.size() && bytes[at] == '\n' ? at + 1 : 0;
}

std::optional<uint64_t> ParseLength(std::string_view value) {
  uint64_t length = 0;
  if (!AllDigits(value)) return std::nullopt;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  if (error != std::errc() || length > INT64_MAX) return std::nullopt;
  return length;
}

std::optional<ArcLine> ParseArcLine(std::string_view bytes) {
  std::optional<ArcLine> arc = ParseFields(bytes);
  if (arc && SecondLine(bytes) != 0) arc.reset();
  return arc;
}

StartCheck CheckWarcStart(std::string_view bytes, Place place) {
  StartCheck check;
  size_t at = VersionLine(bytes);
  if (at == 0) return check;
  enum Seen : unsigned { kType = 1, kLength = 2, kId = 4, kDate = 8 };
  unsigned seen = 0;
  for (;;) {
    size_t size = 0;
    const std::string_view line = FirstLine(bytes.substr(at), size);
    check.rejected = std::max<size_t>(at, 1);
    if (size == 0) return check;
    if (line.empty()) break;
    at += size;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const size_t colon = std::min(line.find(':'), line.size());
    const std::string_view name = line.substr(0, colon);
    if (colon == line.size() || !IsFieldName(name)) return check;
    if (EqualsIgnoringCase(name, "WARC-Type")) seen |= kType;
    if (EqualsIgnoringCase(name, "WARC-Record-ID")) seen |= kId;
    if (EqualsIgnoringCase(name, "WARC-Date")) seen |= kDate;
    if (EqualsIgnoringCase(name, "Content-Length")) {
      const size_t digits = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
      const size_t end = line.find_last_not_of(" \t") + 1;
      if (digits < end && ParseLength(line.substr(digits, end - digits))) seen |= kLength;
    }
  }
  const unsigned needed =
      place == Place::kLineStart ? kType | kLength : kType | kLength | kId | kDate;
  check.is_start = (seen & needed) == needed;
  return check;
}

StartCheck CheckArcStart(std::string_view bytes, Place place) {
  StartCheck check;
  constexpr std::string_view kSchemes[] = {
      "http://", "https://", "dns:", "filedesc:", "ftp://", "whois:", "metadata:", "warcinfo:"};
  const size_t schemes = place == Place::kLineStart ? std::size(kSchemes) : 2;
  const bool known = std::any_of(kSchemes, kSchemes + schemes, [&](std::string_view scheme) {
    return bytes.substr(0, scheme.size()) == scheme;
  });
  if (!known) return check;
  check.is_start = ParseArcLine(bytes).has_value();
  // What the rest of the line lacks, it lacks from every later place in it as well.
  if (!check.is_start) {
    const size_t second = SecondLine(bytes);
    check.rejected = second != 0 ? second : std::max<size_t>(bytes.find('\n') + 1, 1);
  }
  return check;
}

bool LooksLikeArchive(std::string_view first_bytes) {
  const size_t begin = first_bytes.find_first_not_of("\r\n");
  if (begin == std::string_view::npos) return false;
  first_bytes.remove_prefix(begin);
  return VersionLine(first_bytes) != 0 || ParseArcLine(first_bytes).has_value();
}

}  // namespace tamis::warc
