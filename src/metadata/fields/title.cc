// Idea:   of all that may be the title (title_clues.h) the likeliest.
// Catch:  site names may stand before or after, and a hyphen may be part of the title: a part
//         goes only on evidence (see WithoutSiteName), or when the trees know its kind.

#include "metadata/fields/title.h"

#include <algorithm>
#include <array>
#include <vector>

#include "metadata/fields/compare.h"
#include "metadata/fields/title_model.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxLesser = 12;  // headings that are looked at
constexpr size_t kMaxHeadingBytes = 512;

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

bool IsOneOf(std::string_view part, std::span<const std::string_view> list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view other) { return SameLetters(part, other); });
}

// The first <h2> or <h3> that says `folded`, of the first few; kNoNode for none.
html::NodeId LesserHeading(const html::Dom& dom, std::string_view folded, std::string& scratch,
                           std::string& own) {
  size_t headings = 0;
  for (html::NodeId id = 0; id < dom.node_count() && headings < kMaxLesser; ++id) {
    const html::Node& node = dom.node(id);
    if (node.type != html::NodeType::kElement ||
        (node.name != html::names::kH2 && node.name != html::names::kH3)) {
      continue;
    }
    ++headings;
    scratch.clear();
    AppendSubtreeText(dom, id, kMaxHeadingBytes, scratch);
    Fold(scratch, own);
    if (own == folded) return id;
  }
  return html::kNoNode;
}

}  // namespace

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

std::string_view WithoutSiteName(std::string_view title, std::span<const std::string_view> sites,
                                 std::string_view hostname,
                                 std::span<const std::string_view> others) {
  const auto is_site = [&](std::string_view part) {
    return NamesSite(part, sites) || NamesHost(part, hostname);
  };
  for (int round = 0; round < 3; ++round) {
    std::string_view shorter;
    const MarkHints hints(title);
    for (const std::string_view separator : kSeparators) {
      if (!hints.MayHold(separator)) continue;
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

void TitleChooser::Choose(Facts& facts, const TitleEvidence& evidence, TitleChoice& choice) {
  choice.title = {};
  choice.candidates.clear();
  choice.heading = html::kNoNode;
  candidates_ = clues_.Gather(facts, evidence);
  const TitleCandidate* best = nullptr;
  float probability = -1;
  for (const TitleCandidate& candidate : candidates_) {
    const float own = TitleProbability(candidate);
    if (own <= probability) continue;
    probability = own;
    best = &candidate;
  }
  if (best == nullptr) return;
  choice.title = {best->text, std::string(best->source), probability};
  choice.candidates.push_back(best->text);
  // What sources say; parts that nobody but us has cut out are no titles.
  for (const TitleCandidate& candidate : candidates_) {
    if (&candidate != best && candidate.sources != 0) choice.candidates.push_back(candidate.text);
  }
  bool chosen = false;
  for (const Fact& fact : facts.Of(Field::kTitle)) {
    if (fact.source != "h1" || chosen) continue;
    chosen = SameLetters(facts.Value(fact), best->text);
    if (chosen || choice.heading == html::kNoNode) choice.heading = fact.node;
  }
  if (chosen || evidence.dom == nullptr) return;
  const html::NodeId lesser = LesserHeading(*evidence.dom, best->folded, scratch_, folded_);
  if (lesser != html::kNoNode) choice.heading = lesser;
}

}  // namespace tamis::metadata
