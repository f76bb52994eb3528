#include "judge/rights/license.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"

namespace tamis::judge {
namespace {

constexpr std::string_view kHost = "creativecommons.org/";
constexpr std::string_view kKinds[] = {
    "by", "by-nc", "by-nc-nd", "by-nc-sa", "by-nd", "by-nd-nc", "by-sa",
    "nc", "nc-sa", "nd",       "nd-nc",    "sa",    "sampling", "sampling+",
};

std::string LowerCase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = ToAsciiLower(c);
  }
  return out;
}

// Cuts the next segment off.
std::string NextSegment(std::string_view& path) {
  const size_t slash = std::min(path.find('/'), path.size());
  std::string segment = LowerCase(path.substr(0, slash));
  path.remove_prefix(std::min(slash + 1, path.size()));
  return segment;
}

bool IsVersion(std::string_view text) {
  return !text.empty() && text.size() <= 4 && text[0] >= '1' && text[0] <= '9' &&
         text.find_first_not_of("0123456789.") == text.npos;
}

bool IsJurisdiction(std::string_view text) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return (text.size() == 2 || text == "igo" || text == "scotland") &&
         std::all_of(text.begin(), text.end(), letter);
}

}  // namespace

CreativeCommons ReadCreativeCommons(std::string_view url) {
  constexpr size_t kLongestPrefix = 12;  // "https://www."
  const size_t host = url.substr(0, kLongestPrefix + kHost.size()).find(kHost);
  if (host == url.npos || (host > 0 && url[host - 1] != '/' && url[host - 1] != '.')) return {};
  std::string_view path = url.substr(host + kHost.size());
  path = path.substr(0, path.find_first_of("?#"));
  const std::string area = NextSegment(path);
  CreativeCommons out;
  const std::string kind = NextSegment(path);
  if (area == "publicdomain") {
    out.kind = kind == "zero" ? "cc0" : kind == "mark" ? "pdm" : "";
  } else if (area == "licenses") {
    const bool known = std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
    if (known) out.kind = "cc-" + kind;
    if (kind == "publicdomain") out.kind = "pdm";
  }
  if (!out.known()) return {};
  if (std::string version = NextSegment(path); IsVersion(version)) {
    out.version = std::move(version);
    if (std::string place = NextSegment(path); IsJurisdiction(place)) {
      out.jurisdiction = std::move(place);
    }
  }
  return out;
}

}  // namespace tamis::judge
