// Idea:   the visible heading is what readers call the title, and <title>, Open Graph and JSON-LD
//         tell which heading that is and carry it when there is none. So take the first <h1> that
//         another source confirms, or the only one; else the best source, without the site's name.
// Catch:  site names may stand before or after, and a hyphen may be part of the title: a part
//         goes only on evidence (see WithoutSiteName).

#include "metadata/fields/title.h"

#include <algorithm>
#include <array>
#include <vector>

#include "metadata/fields/compare.h"

namespace tamis::metadata {
namespace {

// An <h1> that nothing confirms is a title only up to this length; longer ones are slogans.
constexpr size_t kMaxHeadingBytes = 200;

// Marks between a title and a site's name; each with the space that sets it off.
constexpr std::array<std::string_view, 14> kSeparators = {" | ", " - ", " – ", " — ",  " · ",
                                                          " • ", " » ", " « ", " :: ", " : ",
                                                          " ~ ", " / ", " ‹ ", ": "};

// The words of `part`, folded, without "and", "the" and the like.
std::vector<std::string> WordsOf(std::string_view part) {
  std::vector<std::string> words;
  while (!part.empty()) {
    const size_t end = std::min(part.find(' '), part.size());
    std::string word = Folded(part.substr(0, end));
    part.remove_prefix(std::min(end + 1, part.size()));
    const bool filler = word == "the" || word == "of" || word == "and" || word == "for";
    if (!word.empty() && !filler) words.push_back(std::move(word));
  }
  return words;
}

// Whether `part` is the site as its host spells it: "Rust Blog" on blog.rust-lang.org, "Example
// Times" or "example.com" on www.exampletimes.com, "Occupational Safety and Health
// Administration" on osha.gov.
bool NamesHost(std::string_view part, std::string_view hostname) {
  const std::vector<std::string> words = WordsOf(part);
  const std::string host = Folded(hostname);
  size_t letters = 0;
  bool all = !words.empty();
  std::string initials;
  for (const std::string& word : words) {
    letters += word.size();
    all = all && host.find(word) != std::string::npos;
    initials += word.substr(0, 1);
  }
  if (all && letters >= 3) return true;
  if (initials.size() < 3) return false;
  for (std::string_view rest = hostname; !rest.empty();) {
    const size_t dot = std::min(rest.find('.'), rest.size());
    if (rest.substr(0, dot) == initials) return true;
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  return false;
}

// Whether `part` is one of the site's names, or most of one: "Gorilla Mats" for "Yo Gorilla Mats".
bool NamesSite(std::string_view part, std::span<const std::string_view> sites) {
  const std::string folded = Folded(part);
  if (folded.empty()) return false;
  return std::any_of(sites.begin(), sites.end(), [&](std::string_view site) {
    const std::string name = Folded(site);
    if (name == folded) return true;
    const std::string& shorter = name.size() < folded.size() ? name : folded;
    const std::string& longer = name.size() < folded.size() ? folded : name;
    return shorter.size() >= 4 && shorter.size() * 2 >= longer.size() &&
           longer.find(shorter) != std::string::npos;
  });
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
    return NamesSite(part, sites) || NamesHost(part, hostname);
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
  const Fact* best = nullptr;
  for (const Fact& fact : found) {
    if (fact.source != "h1") continue;
    const std::string_view heading = facts.Value(fact);
    const bool confirmed = std::any_of(others.begin(), others.end(), [&](std::string_view other) {
      return Confirms(heading, WithoutSiteName(other, sites, hostname, headings));
    });
    const bool only = headings.size() == 1 && heading.size() <= kMaxHeadingBytes;
    if ((confirmed || only) && !NamesSite(heading, sites)) {
      best = &fact;
      break;
    }
  }
  if (best == nullptr) {
    const auto other = std::find_if(found.begin(), found.end(), [&](const Fact& fact) {
      return !NamesSite(facts.Value(fact), sites);
    });
    best = other == found.end() ? &found.front() : &*other;
  }
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
