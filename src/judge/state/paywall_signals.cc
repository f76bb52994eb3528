// Text that is cut off. What the page declares (JSON-LD isAccessibleForFree, content_tier) is not
// enough: many pages that declare it carry their whole text, and are then as good as any.

#include <algorithm>

#include "base/simd/block16.h"
#include "judge/state/signals.h"
#include "metadata/stems.h"

namespace tamis::judge {
namespace {

namespace names = html::names;

constexpr float kDeclared = 3;       // isAccessibleForFree: false
constexpr float kLockedTier = 3;     // article:content_tier "locked"
constexpr float kPhrase = 3;         // "subscribe to continue reading"
constexpr float kPaywallBox = 1.5f;  // an element that is called paywall
constexpr float kMissingWords = 3;   // JSON-LD declares more words than the page has
constexpr float kCutEnd = 1;         // the text ends in an ellipsis
constexpr uint32_t kMaxPhraseWords = 60;
constexpr size_t kMaxBlocksBehind = 8;     // looked at, behind the last kept block,
constexpr size_t kMaxBlocksDeclared = 40;  // and where something else speaks of a paywall

void AddTier(const StateInput& input, std::vector<Signal>& signals) {
  for (const html::NodeId id : input.scan->metas) {
    const std::string_view name = input.dom->attribute(id, names::kProperty);
    if (!name.ends_with("content_tier")) continue;
    const std::string_view tier = input.dom->attribute(id, names::kContent);
    if (!EqualsIgnoringCase(tier, "locked")) continue;
    signals.push_back({PageState::kPaywall, "content_tier", kLockedTier, tier,
                       input.dom->node(id).source_begin, input.dom->node(id).source_end});
    return;
  }
}

constexpr std::string_view kWalls[] = {"paywall", "pay-wall", "regwall", "subscriber-only",
                                       "subscribe-wall"};
constexpr metadata::StemSet kWallStems(kWalls);

// Each of them holds "wall" or "subsc".
bool NamesWall(std::string_view names) {
  return simd::MayHoldPairsInAnyCase<'w', 'l', 'b', 'c'>(names) && kWallStems.AnyIn(names);
}

// A container of blocks [begin, end) that is called so.
void AddBox(const StateInput& input, size_t begin, size_t end, std::vector<Signal>& signals) {
  for (const extract::Container& container : input.extraction->blocks.containers) {
    if (container.first_block >= end || container.end_block <= begin) continue;
    if (container.node == html::kNoNode || container.tag == names::kBody) continue;
    const html::Node& node = input.dom->node(container.node);
    if ((node.flags & (html::kNodeHasClass | html::kNodeHasId)) == 0) continue;
    for (const html::Attribute& attribute : input.dom->attributes(container.node)) {
      if (attribute.name != names::kClass && attribute.name != names::kId) continue;
      if (!NamesWall(input.dom->value(attribute))) continue;
      signals.push_back({PageState::kPaywall, "paywall_box", kPaywallBox,
                         input.dom->value(attribute).substr(0, 60), node.source_begin,
                         node.open_tag_end});
      return;
    }
  }
}

}  // namespace

void AddPaywallSignals(const StateInput& input, const PageMeasures& measures,
                       StatePhraseFinder& phrases, std::vector<Signal>& signals) {
  if (input.said_not_free) {
    signals.push_back({PageState::kPaywall, "not_free", kDeclared, "isAccessibleForFree",
                       input.access_begin, input.access_end});
    if (input.declared_words > 2 * measures.kept_words + 100) {
      signals.push_back({PageState::kPaywall,
                         "missing_words",
                         kMissingWords,
                         {},
                         input.access_begin,
                         input.access_end});
    }
  }
  if (input.dom != nullptr) AddTier(input, signals);
  // The demand stands behind the last words of the text, or is the last of them.
  const extract::PageBlocks& page = input.extraction->blocks;
  size_t last = page.blocks.size();
  for (size_t i = page.blocks.size(); i-- > 0;) {
    if (!input.extraction->decisions[i].keep) continue;
    last = i;
    break;
  }
  if (last == page.blocks.size()) last = 0;
  const size_t begin = last >= 3 ? last - 3 : 0;
  if (input.dom != nullptr) {
    AddBox(input, begin, std::min(page.blocks.size(), last + kMaxBlocksBehind), signals);
  }
  const std::string_view text = page.blocks.empty() ? "" : page.Text(page.blocks[last]);
  if (text.ends_with("…") || text.ends_with("...")) {
    signals.push_back({PageState::kPaywall,
                       "cut_end",
                       kCutEnd,
                       {},
                       page.blocks[last].html_begin,
                       page.blocks[last].html_end});
  }
  const bool declared = std::any_of(signals.begin(), signals.end(), [](const Signal& signal) {
    return signal.state == PageState::kPaywall && signal.weight >= kPaywallBox;
  });
  const size_t end =
      std::min(page.blocks.size(), last + (declared ? kMaxBlocksDeclared : kMaxBlocksBehind));
  for (size_t i = begin; i < end; ++i) {
    const extract::PageBlock& block = page.blocks[i];
    if (block.words > kMaxPhraseWords || block.words < 2 ||
        (block.flags & extract::kBlockOffScreen) != 0) {
      continue;
    }
    const StatePhraseHits hits = phrases.Find(page.Text(block));
    const float share = hits.Share(StatePhrase::kPaywall);
    if (share < .25f) continue;
    signals.push_back({PageState::kPaywall, "text_phrase", kPhrase * std::min(1.0f, 2 * share),
                       page.Text(block), block.html_begin, block.html_end});
    return;
  }
}

}  // namespace tamis::judge
