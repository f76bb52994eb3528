// Idea:   the visible heading is what readers call the title, and <title>, Open Graph and JSON-LD
//         tell which heading that is and carry it when there is none. So take the first <h1> that
//         another source confirms; else the best source, without the site's name.
// Catch:  site names may stand before or after, and a hyphen may be part of the title: a part
//         goes only on evidence (see WithoutSiteName).

#include "metadata/fields/title.h"

#include <algorithm>
#include <array>

#include "metadata/fields/compare.h"

namespace tamis::metadata {
namespace {

// Marks between a title and a site's name; each with the space that sets it off.
constexpr std::array<std::string_view, 14> kSeparators = {" | ", " - ", " – ", " — ",  " · ",
                                                          " • ", " » ", " « ", " :: ", " : ",
                                                          " ~ ", " / ", " ‹ ", ": "};

// The part of a host that names the site: "example" of "www.news.example.co.uk" is out of reach
// without a list of suffixes, so all labels count.
bool NamesHost(std::string_view part, std::string_view hostname) {
  const std::string folded = Folded(part);
  if (folded.size() < 3) return false;
  if (folded == Folded(hostname)) return true;
  while (!hostname.empty()) {
    const size_t dot = std::min(hostname.find('.'), hostname.size());
    const std::string label = Folded(hostname.substr(0, dot));
    if (folded == label) return true;
    // "example.com" in the title of www.example.com
    if (dot < hostname.size() && folded == Folded(hostname)) return true;
    hostname.remove_prefix(std::min(dot + 1, hostname.size()));
  }
  return false;
}

bool IsOneOf(std::string_view part, std::span<const std::string_view> list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view other) { return SameLetters(part, other); });
}

// Whether one says what the other says, perhaps with a few words more.
bool Confirms(std::string_view heading, std::string_view other) {
  const std::string a = Folded(heading);
  const std::string b = Folded(other);
  if (a.empty() || b.empty()) return false;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return longer.find(shorter) != std::string::npos && shorter.size() * 5 >= longer.size() * 2;
}

}  // namespace

std::string_view WithoutSiteName(std::string_view title, std::span<const std::string_view> sites,
                                 std::string_view hostname,
                                 std::span<const std::string_view> others) {
  const auto is_site = [&](std::string_view part) {
    return IsOneOf(part, sites) || NamesHost(part, hostname);
  };
  for (int round = 0; round < 3; ++round) {
    std::string_view shorter;
    for (const std::string_view separator : kSeparators) {
      const size_t last = title.rfind(separator);
      if (last == title.npos || last == 0) continue;
      const std::string_view head = title.substr(0, last);
      const std::string_view tail = title.substr(last + separator.size());
      if (separator != ": " && (is_site(tail) || IsOneOf(head, others)) && !is_site(head)) {
        shorter = head;
        break;
      }
      const size_t first = title.find(separator);
      const std::string_view front = title.substr(0, first);
      const std::string_view rest = title.substr(first + separator.size());
      if ((is_site(front) || (separator != ": " && IsOneOf(rest, others))) && !is_site(rest)) {
        shorter = rest;
        break;
      }
    }
    if (shorter.empty()) break;
    title = shorter;
  }
  return title;
}

void ChooseTitle(Facts& facts, std::span<const std::string_view> sites, std::string_view hostname,
                 TitleChoice& choice) {
  choice.title = {};
  choice.candidates.clear();
  const std::span<const Fact> found = facts.Of(Field::kTitle);
  if (found.empty()) return;

  std::vector<std::string_view> headings, others, all;
  std::vector<const Fact*> order;
  for (const Fact& fact : found) {
    (fact.source == "h1" ? headings : others).push_back(facts.Value(fact));
    all.push_back(facts.Value(fact));
  }
  // A heading that another source confirms, and that is not the site's name.
  const Fact* best = nullptr;
  for (const Fact& fact : found) {
    if (fact.source != "h1") continue;
    const std::string_view heading = facts.Value(fact);
    const bool confirmed = std::any_of(others.begin(), others.end(), [&](std::string_view other) {
      return Confirms(heading, WithoutSiteName(other, sites, hostname, headings));
    });
    if (confirmed && !IsOneOf(heading, sites)) {
      best = &fact;
      break;
    }
  }
  if (best == nullptr) best = &found.front();
  order.push_back(best);
  for (const Fact& fact : found) {
    if (&fact != best) order.push_back(&fact);
  }
  for (const Fact* fact : order) {
    const std::string_view value = WithoutSiteName(facts.Value(*fact), sites, hostname, all);
    if (fact == best) choice.title = {std::string(value), std::string(fact->source)};
    if (std::find(choice.candidates.begin(), choice.candidates.end(), value) ==
        choice.candidates.end()) {
      choice.candidates.emplace_back(value);
    }
  }
}

}  // namespace tamis::metadata
