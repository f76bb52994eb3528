// Words: of the title, of headings, of short blocks. What counts is the share that phrases cover:
// full weight from three quarters on, none below a quarter.

#include <algorithm>
#include <array>

#include "judge/state/signals.h"

namespace tamis::judge {
namespace {

// Blocks looked at. Walls and error pages say what they are in their first lines, behind a menu.
constexpr uint32_t kMaxBlocks = 32;
constexpr uint32_t kMaxBlockWords = 60;  // a longer block is prose
constexpr uint32_t kMaxHeadings = 8;
constexpr uint32_t kMaxSegments = 8;  // of a title

struct PhraseWeights {
  StatePhrase phrase;
  PageState state;
  float title;
  float heading;
  float block;
};
constexpr PhraseWeights kWeights[] = {
    {StatePhrase::kError, PageState::kSoftError, 5, 4, 3.5f},
    {StatePhrase::kChallenge, PageState::kBotWall, 4.5f, 3.5f, 3},
    {StatePhrase::kConsent, PageState::kConsentWall, 3.5f, 3, 1},
    {StatePhrase::kLogin, PageState::kLogin, 3.5f, 2.5f, 1},
    {StatePhrase::kParked, PageState::kParked, 4.5f, 3.5f, 2.5f},
    {StatePhrase::kScript, PageState::kJavascriptShell, 2.5f, 2, 2},
    {StatePhrase::kIndex, PageState::kIndexPage, 10, 6, 0},
};
constexpr float kBeforeColon = .6f;  // of a title's weight
constexpr float kCodeInTitle = 3;    // "404" among few other words
constexpr float kCodeInHeading = 3;
constexpr float kTechnicalText = 2.5f;  // a page of a few lines that speak of servers and URLs
constexpr uint32_t kBareWords = 150;
constexpr float kMostlyConsent = 4;  // of a page whose words all speak of consent

// "Index of /a/b/c": the path is no subject of its own.
float ShareOf(const StatePhraseHits& hits, StatePhrase phrase) {
  return hits.Share(phrase) * (phrase == StatePhrase::kIndex ? 2 : 1);
}

float ByShare(float share) { return std::clamp((share - .25f) / .5f, 0.0f, 1.0f); }

// The heaviest signal of each kind is kept: three error phrases are no threefold proof.
class Best {
 public:
  explicit Best(std::string_view name) : name_(name) {}
  void Offer(const PhraseWeights& row, float weight, std::string_view value, uint32_t begin,
             uint32_t end) {
    Signal& best = best_[static_cast<size_t>(row.phrase)];
    if (weight <= best.weight || weight < .2f) return;
    best = {row.state, name_, weight, value, begin, end};
  }
  void Give(std::vector<Signal>& signals) const {
    for (const Signal& signal : best_) {
      if (signal.weight > 0) signals.push_back(signal);
    }
  }

 private:
  std::string_view name_;
  std::array<Signal, kStatePhraseCount> best_{};
};

// The next part of a title: "Page not found | Example" has two.
std::string_view NextSegment(std::string_view& rest) {
  size_t end = rest.size();
  size_t skip = 0;
  static constexpr std::string_view kSeparators[] = {
      " | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", "｜", "_", " • "};
  for (const std::string_view separator : kSeparators) {
    const size_t at = rest.find(separator);
    if (at < end) {
      end = at;
      skip = separator.size();
    }
  }
  const std::string_view segment = rest.substr(0, end);
  rest.remove_prefix(std::min(end + skip, rest.size()));
  return segment;
}

struct Heading {
  std::string_view text;
  uint32_t begin;
  uint32_t end;
};

}  // namespace

void AddTitleSignals(const StateInput& input, StatePhraseFinder& phrases,
                     std::vector<Signal>& signals) {
  if (input.dom == nullptr || input.scan->title == html::kNoNode) return;
  const html::Node& node = input.dom->node(input.scan->title);
  if (node.first_child == html::kNoNode) return;
  std::string_view rest = input.dom->text(node.first_child).substr(0, 400);
  Best best("title_phrase");
  // "ERROR: no such host", but also "Error 404: how to find a lost page".
  if (const size_t colon = rest.find(": "); colon != rest.npos) {
    const std::string_view start = rest.substr(0, colon);
    const StatePhraseHits hits = phrases.Find(start);
    for (const PhraseWeights& row : kWeights) {
      if (!hits.Any(row.phrase)) continue;
      best.Offer(row, kBeforeColon * row.title * ByShare(ShareOf(hits, row.phrase)), start,
                 node.source_begin, node.source_end);
    }
  }
  for (uint32_t k = 0; k < kMaxSegments && !rest.empty(); ++k) {
    const std::string_view segment = NextSegment(rest);
    const StatePhraseHits hits = phrases.Find(segment);
    for (const PhraseWeights& row : kWeights) {
      if (!hits.Any(row.phrase)) continue;
      best.Offer(row, row.title * ByShare(ShareOf(hits, row.phrase)), segment, node.source_begin,
                 node.source_end);
    }
    if (hits.status_code != 0 && hits.total <= 40) {
      const float few = hits.total <= 12 || hits.Any(StatePhrase::kError) ? 1 : .4f;
      signals.push_back({PageState::kSoftError, "title_code", kCodeInTitle * few, segment,
                         node.source_begin, node.source_end});
    }
  }
  best.Give(signals);
}

void AddTextSignals(const StateInput& input, const PageMeasures& measures,
                    StatePhraseFinder& phrases, std::vector<Signal>& signals) {
  const extract::PageBlocks& page = input.extraction->blocks;
  Best headings("heading_phrase"), blocks("text_phrase");
  uint32_t looked = 0, heads = 0, consent_words = 0, seen_words = 0;
  Signal consent{PageState::kConsentWall, "consent_text", 0, {}, 0, 0};
  bool code_seen = false;
  Signal technical{PageState::kSoftError, "technical_text", kTechnicalText, {}, 0, 0};
  for (size_t i = 0; i < page.blocks.size() && looked < kMaxBlocks; ++i) {
    const extract::PageBlock& block = page.blocks[i];
    if (!IsShown(block) || block.words == 0) continue;
    const bool heading = block.kind == BlockKind::kHeading;
    if (!heading && 2 * block.link_words > block.words) continue;
    const bool control = block.kind == BlockKind::kForm || block.kind == BlockKind::kButton;
    ++looked;
    const std::string_view text = page.Text(block);
    const StatePhraseHits hits = phrases.Find(text);
    seen_words += block.words;
    if (hits.Any(StatePhrase::kConsent)) {
      consent_words += block.words;
      if (consent.end == 0) {
        consent.value = text;
        consent.begin = block.html_begin;
        consent.end = block.html_end;
      }
    }
    if (hits.Any(StatePhrase::kTechnical) && technical.end == 0) {
      technical.value = text;
      technical.begin = block.html_begin;
      technical.end = block.html_end;
    }
    if (block.words > kMaxBlockWords) continue;
    const bool head = heading && heads++ < kMaxHeadings;
    for (const PhraseWeights& row : kWeights) {
      if (!hits.Any(row.phrase)) continue;
      const float weight = head ? row.heading : control ? row.block / 2 : row.block;
      (head ? headings : blocks)
          .Offer(row, weight * ByShare(ShareOf(hits, row.phrase)), text, block.html_begin,
                 block.html_end);
    }
    const bool code = hits.status_code != 0 && (hits.total == 3 || hits.Any(StatePhrase::kError));
    if (code && hits.total <= 24 && !code_seen) {
      code_seen = true;
      signals.push_back({PageState::kSoftError, "code_alone", kCodeInHeading, text,
                         block.html_begin, block.html_end});
    }
  }
  headings.Give(signals);
  blocks.Give(signals);
  if (technical.end != 0 && measures.visible_words <= kBareWords && measures.link_blocks <= 4) {
    signals.push_back(technical);
  }
  const float share = seen_words == 0 ? 0
                                      : static_cast<float>(consent_words) /
                                            static_cast<float>(std::max(seen_words, 30u));
  if (share > .3f && measures.visible_words < 1500) {
    consent.weight = kMostlyConsent * std::min(1.0f, (share - .3f) / .5f);
    signals.push_back(consent);
  }
}

}  // namespace tamis::judge
