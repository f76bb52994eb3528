#include "extract/decide/decider.h"

#include <algorithm>

#include "extract/decide/reasons.h"
#include "extract/site/site_rule.h"

namespace tamis::extract {
namespace {

// A page whose best block has a lower score than this has no content.
constexpr float kNoChance = 0.1f;
// Shorter texts may well stand twice ("Add to cart" is no repeat, a paragraph is).
constexpr uint32_t kMinRepeatWords = 8;
// A heading needs kept text among so many blocks after it, or it goes; a surer one stays.
constexpr size_t kHeadingReach = 8;
constexpr float kSureHeading = 0.3f;
// The heading of a kept section comes back from this score on.
constexpr float kMinHeading = 0.2f;
// Kept blocks of fewer words are kept for their neighbours.
constexpr uint32_t kContextWords = 4;

// A page that is no forum's has content beside its comments if it has so many words of prose.
constexpr uint32_t kMinBesideComments = 80;
// From these probabilities on a page counts as a forum's, or as an article.
constexpr float kMaybeForum = 0.11f;
constexpr float kSurelyArticle = 0.6f;

// What of a page of this type repeats is the content itself, one card after another.
bool HasCards(PageType type) {
  return type == PageType::kService || type == PageType::kListing ||
         type == PageType::kCollection || type == PageType::kProduct;
}

bool IsHeading(const PageBlock& block) { return block.kind == BlockKind::kHeading; }

}  // namespace

void Decider::Decide(const FeatureExtractor& features, const ExtractOptions& options,
                     const PageHints& hints, Extraction& out) {
  out.decisions.assign(out.blocks.blocks.size(), Decision{});
  out.title_block = FindTitle(out.blocks, hints.titles);
  out.has_comments = false;
  ScoreBlocks(features, out);
  Keep(features, options.view, out);
  if (!hints.site.blocks.empty()) DropSiteRepeats(features, options.view, hints.site, out);
  DropRepeats(features.index(), out);
  MendHeadings(features.index(), out);
  GiveReasons(features, options, out);
}

void Decider::ScoreBlocks(const FeatureExtractor& features, Extraction& out) {
  const PageIndex& index = features.index();
  types_ = model_.Score(out.blocks, features, scores_);
  out.page_type = types_.Best();
  out.page_type_score = types_[out.page_type];
  out.model = BlockModel::Name();
  if (HasCards(out.page_type)) even_cards_.Apply(out.blocks, scores_);
  const uint32_t beside_comments = index.page().prose - index.comment_prose;
  const bool forum = features.form().forum || types_[PageType::kForum] >= kMaybeForum;
  const bool mute_comments = !forum && beside_comments >= kMinBesideComments;
  for (size_t i = 0; i < scores_.size(); ++i) {
    const bool mute =
        index.IsMuted(out.blocks.blocks[i]) || (mute_comments && index.IsComment(out.blocks, i));
    if (mute) scores_[i] = 0;
    out.decisions[i].score = scores_[i];
  }
}

void Decider::Keep(const FeatureExtractor& features, View view, Extraction& out) {
  const PageIndex& index = features.index();
  const Cut cut =
      cut_finder_.Find(out.blocks, scores_, view, types_[PageType::kArticle] >= kSurelyArticle);
  const float best = scores_.empty() ? 0 : *std::max_element(scores_.begin(), scores_.end());
  const bool none = best < kNoChance || index.page().words == 0;
  fallback_ = !none && best < cut.score && view != View::kPrecision;
  const float from = fallback_ ? best : cut.score;
  for (size_t i = 0; i < scores_.size(); ++i) out.decisions[i].keep = !none && scores_[i] >= from;
  out.confidence = none ? 0 : CalibratedConfidence(cut.expected_f1);
  for (Decision& d : out.decisions) d.reason = none ? Reason::kNoContent : Reason::kLowScore;
}

void Decider::DropSiteRepeats(const FeatureExtractor& features, View view, const SiteView& site,
                              Extraction& out) {
  SiteBalance balance;
  site_dropped_.clear();
  for (uint32_t i = 0; i < scores_.size(); ++i) {
    const PageBlock& block = out.blocks.blocks[i];
    Decision& decision = out.decisions[i];
    const uint32_t pages =
        block.words < kMinSiteWords ? 0 : PagesWith(site, out.blocks.Text(block));
    decision.site_share = SiteShare(site, pages);
    if (!decision.keep) continue;
    if (!IsHeading(block) && block.words >= kMinSiteWords) balance.Add(block.words, pages > 0);
    if (IsFurniture(pages, scores_[i])) site_dropped_.push_back(i);
  }
  if (site_dropped_.empty() || balance.IsCopy()) return;
  for (const uint32_t i : site_dropped_) scores_[i] = 0;
  Keep(features, view, out);
  for (const uint32_t i : site_dropped_) out.decisions[i].reason = Reason::kSiteRepeat;
}

void Decider::DropRepeats(const PageIndex& index, Extraction& out) {
  seen_.assign(scores_.size(), 0);
  for (size_t i = 0; i < scores_.size(); ++i) {
    Decision& decision = out.decisions[i];
    if (!decision.keep) continue;
    uint8_t& seen = seen_[index.blocks[i].repeats];
    const PageBlock& block = out.blocks.blocks[i];
    // Cells may say the same in every row.
    const bool may_repeat = block.words < kMinRepeatWords || block.kind == BlockKind::kTableCell;
    if (seen != 0 && !may_repeat) {
      decision.keep = false;
      decision.reason = Reason::kRepeat;
    }
    seen = 1;
  }
}

// From the end, so that a heading of headings sees what became of those below it.
void Decider::MendHeadings(const PageIndex& index, Extraction& out) {
  const auto& blocks = out.blocks.blocks;
  size_t next_text = blocks.size();  // the next kept block that is no heading
  // Of the blocks up to the next heading, kept or not: whether any is kept, or repeats on the site.
  bool section_text = false;
  bool section_repeats = false;
  for (size_t i = blocks.size(); i-- > 0;) {
    Decision& decision = out.decisions[i];
    if (!IsHeading(blocks[i])) {
      if (decision.keep) next_text = i;
      section_text |= decision.keep;
      section_repeats |= decision.reason == Reason::kSiteRepeat;
      continue;
    }
    const bool only_repeats = section_repeats && !section_text;
    section_text = section_repeats = false;
    const bool above_heading =
        i + 1 < blocks.size() && IsHeading(blocks[i + 1]) && out.decisions[i + 1].keep;
    const bool above_text = next_text < blocks.size();
    const bool heads = above_heading || (above_text && next_text - i <= kHeadingReach);
    const bool sure = decision.score >= kSureHeading && index.blocks[i].phrases == 0;
    if (decision.keep && only_repeats && !above_heading) {
      decision.keep = false;
      decision.reason = Reason::kSiteRepeat;
    } else if (decision.keep && !heads && !sure) {
      decision.keep = false;
    } else if (!decision.keep && above_text && next_text == i + 1 &&
               decision.score >= kMinHeading && decision.reason != Reason::kRepeat &&
               decision.reason != Reason::kSiteRepeat) {
      decision.keep = true;
    }
  }
}

void Decider::GiveReasons(const FeatureExtractor& features, const ExtractOptions& options,
                          Extraction& out) {
  for (uint32_t i = 0; i < out.decisions.size(); ++i) {
    const PageBlock& block = out.blocks.blocks[i];
    Decision& decision = out.decisions[i];
    if (decision.keep && !options.include_tables && block.kind == BlockKind::kTableCell) {
      decision.keep = false;
      decision.reason = Reason::kExcludedByOption;
      continue;
    }
    if (decision.keep) {
      if (i == out.title_block) {
        decision.reason = Reason::kTitle;
      } else if (fallback_) {
        decision.reason = Reason::kFallback;
      } else if (block.in_noscript) {
        decision.reason = Reason::kNoscript;
      } else if (IsHeading(block)) {
        decision.reason = Reason::kHeading;
      } else {
        decision.reason = block.words < kContextWords ? Reason::kContext : Reason::kMainText;
      }
    } else if (decision.reason == Reason::kLowScore) {
      const bool muted = features.index().IsMuted(block);
      decision.reason = muted ? Reason::kHidden : ReasonAgainst(block, features.EvidenceOf(i));
    }
    if (decision.reason != Reason::kComment) continue;
    if (!options.include_comments) decision.reason = Reason::kExcludedByOption;
    out.has_comments |= options.include_comments;
  }
}

}  // namespace tamis::extract
