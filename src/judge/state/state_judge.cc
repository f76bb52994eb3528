// Idea:   every signal is worth some log-odds for one state. A state begins far below zero, since
//         nearly all pages are what they should be, and loses with every doubling of the page's
//         main text: a wall has none. The probabilities are the softmax over all states.
// Catch:  what an error page says, an article about error pages says too. So words count by the
//         share of the title or block that they cover, and only beside little main text.

#include "judge/state/state_judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "judge/state/page_measures.h"
#include "judge/state/signals.h"

namespace tamis::judge {
namespace {

// With this much main text only a paywall that the page declares is left to ask about.
constexpr uint32_t kPlentyOfWords = 400;
constexpr float kPlentyScore = .999f;
// Below this, or where a title or an address spoke, headings and blocks are read as well.
constexpr uint32_t kFewWords = 150;
// A state must be this likely: to take an article for a wall is worse than the reverse.
constexpr float kMinProbability = .5f;
constexpr size_t kMaxValueBytes = 80;
constexpr size_t kMaxEvidence = 8;

struct StateOdds {
  float prior;  // log-odds of a page about which nothing is known
  float text;   // loss with each doubling of the main text,
  float scale;  // counted in pieces of this many words
};
constexpr std::array<StateOdds, kPageStateCount> kOdds = {{
    {0, 0, 1},        // ok
    {-5, 2.2f, 40},   // soft error
    {-5, 2.6f, 40},   // consent wall
    {-5, 2.6f, 40},   // bot wall
    {-5, 1.6f, 60},   // login
    {-5, 1.4f, 120},  // paywall: an opening of the text is there to read
    {-5, 2.6f, 40},   // parked
    {-5, 4, 20},      // javascript shell
    {-5, 3, 40},      // index page
    {-5, 4, 10},      // empty
}};

float Loss(const StateOdds& odds, uint32_t words) {
  return odds.text * std::log2(1 + static_cast<float>(words) / odds.scale);
}

std::string_view CutValue(std::string_view value) {
  if (value.size() <= kMaxValueBytes) return value;
  size_t end = kMaxValueBytes;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return value.substr(0, end);
}

void Explain(std::vector<Signal>& signals, PageStateVerdict& verdict) {
  std::sort(signals.begin(), signals.end(), [](const Signal& a, const Signal& b) {
    return std::tie(b.weight, a.begin, a.name) < std::tie(a.weight, b.begin, b.name);
  });
  for (const Signal& signal : signals) {
    if (signal.state != verdict.state || signal.weight <= 0) continue;
    if (verdict.evidence.size() == kMaxEvidence) break;
    verdict.evidence.push_back({.signal = signal.name,
                                .weight = signal.weight,
                                .value = std::string(CutValue(signal.value)),
                                .html_begin = signal.begin,
                                .html_end = signal.end});
  }
}

}  // namespace

void StateJudge::Judge(const StateInput& input, PageStateVerdict& verdict) {
  verdict.evidence.clear();
  signals_.clear();
  const bool refused = input.context->http_status >= 400;
  if (!refused && !input.said_not_free &&
      CountKeptWords(*input.extraction, kPlentyOfWords) >= kPlentyOfWords) {
    verdict.state = PageState::kOk;
    verdict.score = kPlentyScore;
    return;
  }
  const PageMeasures measures = MeasurePage(*input.extraction);
  AddAnswerSignals(input, signals_);
  AddTitleSignals(input, phrases_, signals_);
  if (measures.kept_words < kFewWords || !signals_.empty()) {
    AddTextSignals(input, measures, phrases_, signals_);
    AddMarkupSignals(input, measures, signals_);
    AddShapeSignals(input, measures, signals_);
  }
  AddPaywallSignals(input, measures, phrases_, signals_);

  std::array<float, kPageStateCount> odds;
  for (size_t s = 0; s < kPageStateCount; ++s) {
    odds[s] = kOdds[s].prior - Loss(kOdds[s], measures.kept_words);
  }
  odds[0] = 0;
  const auto at = [&](PageState state) -> float& { return odds[static_cast<size_t>(state)]; };
  // A shell and an empty page show nothing, whatever a script or a second source holds.
  at(PageState::kJavascriptShell) -= Loss({0, 2, 30}, measures.visible_words);
  at(PageState::kEmpty) -= Loss({0, 3, 5}, measures.visible_words);
  for (const Signal& signal : signals_) at(signal.state) += signal.weight;

  const std::array<float, kPageStateCount> probability = Probabilities(odds);
  const size_t top = static_cast<size_t>(std::max_element(probability.begin(), probability.end()) -
                                         probability.begin());
  verdict.state =
      probability[top] >= kMinProbability ? static_cast<PageState>(top) : PageState::kOk;
  verdict.score = probability[static_cast<size_t>(verdict.state)];
  if (verdict.state != PageState::kOk) Explain(signals_, verdict);
}

}  // namespace tamis::judge
