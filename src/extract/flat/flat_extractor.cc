#include "extract/flat/flat_extractor.h"

#include <algorithm>

#include "extract/site/site_rule.h"

namespace tamis::extract {
namespace {

constexpr uint32_t kShortWords = 10;  // a line of fewer is no prose
// On a page of fewer lines the rules have half of the say: the model knows whole pages, with menus
// around the text, and most of them English.
constexpr size_t kFewLines = 20;

Reason ReasonToKeep(const Decision& by_rules, const LineShape& shape) {
  if (by_rules.keep) return by_rules.reason;
  return shape.prose ? Reason::kMainText : Reason::kContext;
}

Reason ReasonToDrop(const Decision& by_rules, const LineShape& shape) {
  if (!by_rules.keep) return by_rules.reason;
  const bool short_line = shape.words < kShortWords && !shape.ends_sentence;
  return short_line || shape.separators ? Reason::kNavigation : Reason::kLowScore;
}

// What the page says is that it failed, and nothing beside it reads as text.
bool IsErrorPage(const std::vector<Decision>& by_rules) {
  bool banner = false;
  for (const Decision& d : by_rules) {
    if (d.keep) return false;
    banner |= d.reason == Reason::kErrorBanner;
  }
  return banner;
}

}  // namespace

void FlatExtractor::Extract(std::string_view utf8, const ExtractOptions& options,
                            const SiteView& site, Extraction& out) {
  out.blocks.blocks.clear();
  out.blocks.containers.clear();
  out.blocks.text.clear();
  out.decisions.clear();
  out.has_comments = false;
  out.title_block = kNoBlock;
  cutter_.Cut(utf8, flat_);
  measures_.clear();
  words_.clear();
  for (const FlatParagraph& paragraph : flat_.paragraphs) {
    measures_.push_back(MeasureText(flat_.Text(paragraph)));
    words_.push_back(measures_.back().words);
  }
  uint32_t title = LineJudge::kNoLine;
  judge_.Judge(flat_, measures_, decisions_, title);
  out.confidence = Decide(options.view, title, site);

  const auto count = static_cast<uint32_t>(decisions_.size());
  for (uint32_t begin = 0, end = 0; begin < count; begin = end) {
    const Decision& d = decisions_[begin];
    uint32_t best = begin;  // gives the reason of the block: the longest of its segments
    for (end = begin + 1; end < count && flat_.paragraphs[end].continues; ++end) {
      const bool alike = decisions_[end].keep == d.keep && begin != title && end != title &&
                         (decisions_[end].site_share > 0) == (d.site_share > 0);
      if (!alike) break;
      if (words_[end] > words_[best]) best = end;
    }
    if (begin <= title && title < end) {
      out.title_block = static_cast<uint32_t>(out.blocks.blocks.size());
    }
    out.decisions.push_back(decisions_[best]);
    AddBlock(begin, end, out);
  }
}

float FlatExtractor::Decide(View view, uint32_t title, const SiteView& site) {
  if (IsErrorPage(decisions_)) return 0;
  features_.Read(flat_, measures_, judge_, decisions_, title);
  model_.Score(features_, chances_);
  const bool few = decisions_.size() < kFewLines;
  for (size_t i = 0; i < decisions_.size(); ++i) {
    const Decision& by_rules = decisions_[i];
    if (few) chances_[i] = (chances_[i] + by_rules.score) / 2;
    if (LineJudge::IsCertain(by_rules)) chances_[i] = 0;
  }
  LineCut cut = model_.FindCut(chances_, words_, view);
  shares_.assign(decisions_.size(), 0);
  if (!site.blocks.empty() && DropSiteRepeats(cut.score, site)) {
    cut = model_.FindCut(chances_, words_, view);
  }
  bool any = false;
  for (size_t i = 0; i < decisions_.size(); ++i) {
    Decision& d = decisions_[i];
    d.site_share = shares_[i];
    if (LineJudge::IsCertain(d)) continue;
    const LineShape& shape = judge_.shapes()[i];
    const bool keep = chances_[i] >= cut.score;
    d = {keep, keep ? ReasonToKeep(d, shape) : ReasonToDrop(d, shape), chances_[i], shares_[i]};
    any |= keep;
  }
  return any ? cut.expected_f1 : 0.0f;
}

bool FlatExtractor::DropSiteRepeats(float cut, const SiteView& site) {
  SiteBalance balance;
  site_dropped_.clear();
  for (uint32_t i = 0; i < decisions_.size(); ++i) {
    const FlatParagraph& paragraph = flat_.paragraphs[i];
    const uint32_t pages =
        paragraph.words < kMinSiteWords ? 0 : PagesWith(site, flat_.Text(paragraph));
    shares_[i] = SiteShare(site, pages);
    if (chances_[i] < cut || LineJudge::IsCertain(decisions_[i])) continue;
    balance.Add(words_[i], pages > 0);
    if (IsFurniture(pages, chances_[i])) site_dropped_.push_back(i);
  }
  if (site_dropped_.empty() || balance.IsCopy()) return false;
  for (const uint32_t i : site_dropped_) {
    decisions_[i] = {false, Reason::kSiteRepeat, chances_[i]};
    chances_[i] = 0;
  }
  return true;
}

void FlatExtractor::AddBlock(uint32_t begin, uint32_t end, Extraction& out) const {
  PageBlock block;
  block.kind = BlockKind::kLine;
  block.text_begin = static_cast<uint32_t>(out.blocks.text.size());
  for (uint32_t i = begin; i < end; ++i) {
    const FlatParagraph& paragraph = flat_.paragraphs[i];
    if (i > begin && !paragraph.glued) out.blocks.text += ' ';
    out.blocks.text += flat_.Text(paragraph);
  }
  block.text_end = static_cast<uint32_t>(out.blocks.text.size());
  block.html_begin = flat_.paragraphs[begin].source_begin;
  block.html_end = flat_.paragraphs[end - 1].source_end;
  block.measure = end == begin + 1 ? measures_[begin] : MeasureText(out.blocks.Text(block));
  block.words = block.measure.words;
  out.blocks.blocks.push_back(block);
}

}  // namespace tamis::extract
