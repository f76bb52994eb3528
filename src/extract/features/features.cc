#include "extract/features/features.h"

namespace tamis::extract {
namespace {

// From here on a page, or a core, is one of prose.
constexpr float kProsePage = 0.3f;
constexpr float kProseCore = 0.5f;

float Ratio(uint32_t part, uint32_t whole) {
  return whole == 0 ? 0.0f : static_cast<float>(part) / static_cast<float>(whole);
}

// Writes one row.
class Row {
 public:
  explicit Row(float* out) : out_(out) {}

  void Set(Measure m, float value) { out_[static_cast<size_t>(m)] = value; }
  void Set(Measure m, uint32_t value) { Set(m, static_cast<float>(value)); }
  void Set(Measure m, bool value) { Set(m, value ? 1.0f : 0.0f); }
  float Get(Measure m) const { return out_[static_cast<size_t>(m)]; }

 private:
  float* out_;
};

void MeasureBlock(const PageBlock& block, Row& row) {
  const TextMeasure& text = block.measure;
  row.Set(Measure::kWords, block.words);
  row.Set(Measure::kTextWords, block.words - block.link_words);
  row.Set(Measure::kLinkShare, Ratio(block.link_words, block.words));
  row.Set(Measure::kSentences, uint32_t{text.sentences});
  row.Set(Measure::kEndsSentence, text.ends_sentence);
  row.Set(Measure::kCommas, uint32_t{text.commas});
  row.Set(Measure::kDigitShare, Ratio(text.digits, text.characters));
  row.Set(Measure::kPrice, text.has_price);
  const bool heading = block.kind == BlockKind::kHeading;
  row.Set(Measure::kHeading, heading);
  row.Set(Measure::kHeading1, heading && block.level == 1);
  row.Set(Measure::kHeading2, heading && block.level == 2);
  row.Set(Measure::kHeading3, heading && block.level == 3);
  row.Set(Measure::kListItem, block.kind == BlockKind::kListItem);
  row.Set(Measure::kTableCell, block.kind == BlockKind::kTableCell);
  row.Set(Measure::kCode, block.kind == BlockKind::kCode);
  row.Set(Measure::kQuote, block.kind == BlockKind::kQuote);
  row.Set(Measure::kCaption, block.kind == BlockKind::kCaption);
  row.Set(Measure::kForm, block.kind == BlockKind::kForm);
  row.Set(Measure::kButton, block.kind == BlockKind::kButton);
  row.Set(Measure::kHidden, (block.flags & kBlockHidden) != 0);
  row.Set(Measure::kOffScreen, (block.flags & kBlockOffScreen) != 0);
}

void MeasurePhrases(uint32_t block, const BlockFacts& facts, Row& row) {
  row.Set(Measure::kRepeat, facts.repeats != block);
  struct Pair {
    PhraseKind kind;
    Measure own;
    Measure under;  // kCount: not measured
  };
  static constexpr Pair kPairs[] = {
      {PhraseKind::kLegal, Measure::kPhraseLegal, Measure::kUnderLegal},
      {PhraseKind::kCopyright, Measure::kPhraseCopyright, Measure::kCount},
      {PhraseKind::kComment, Measure::kPhraseComment, Measure::kUnderComment},
      {PhraseKind::kCookie, Measure::kPhraseCookie, Measure::kCount},
      {PhraseKind::kShare, Measure::kPhraseShare, Measure::kUnderShare},
      {PhraseKind::kByline, Measure::kPhraseByline, Measure::kCount},
      {PhraseKind::kMore, Measure::kPhraseMore, Measure::kCount},
      {PhraseKind::kRelated, Measure::kPhraseRelated, Measure::kUnderRelated},
      {PhraseKind::kAdvert, Measure::kPhraseAdvert, Measure::kCount},
      {PhraseKind::kSignup, Measure::kPhraseSignup, Measure::kUnderSignup},
  };
  for (const Pair& pair : kPairs) {
    const PhraseSet bit = PhraseBit(pair.kind);
    row.Set(pair.own, (facts.phrases & bit) != 0);
    if (pair.under != Measure::kCount) row.Set(pair.under, (facts.under & bit) != 0);
  }
  row.Set(Measure::kMentionsSignup, (facts.mentions & PhraseBit(PhraseKind::kSignup)) != 0);
  row.Set(Measure::kMentionsComment, (facts.mentions & PhraseBit(PhraseKind::kComment)) != 0);
  row.Set(Measure::kLeadsOn, facts.leads_on && row.Get(Measure::kLinkShare) > 0);
}

void MeasureContainers(const PageIndex& index, const PageBlocks& page, uint32_t container,
                       Row& row) {
  const ContainerSums& own = index.containers[container];
  const ContainerSums& section = index.containers[own.section];
  const Container& section_container = page.containers[own.section];
  const Container& core = page.containers[index.core];
  row.Set(Measure::kParentLinkShare, Ratio(own.link_words, own.words));
  row.Set(Measure::kSectionLinkShare, Ratio(section.link_words, section.words));
  row.Set(Measure::kSectionBlocks, section_container.end_block - section_container.first_block);
  row.Set(Measure::kSectionProse, Ratio(section.prose, section.words));
  row.Set(Measure::kSectionShare, Ratio(section.prose, index.page().prose));
  const bool in_core = own.core_distance == 0;
  row.Set(Measure::kInCore, in_core);
  row.Set(Measure::kBelowCore, in_core ? page.containers[container].depth - core.depth : 0u);
  row.Set(Measure::kCoreDistance, own.core_distance);
  const bool has_title = index.title != PageIndex::kNone;
  row.Set(Measure::kTitleDistance, has_title ? static_cast<float>(own.title_distance) : kFarAway);
  const GroupSums& group = index.groups[own.group];
  row.Set(Measure::kGroupSize, group.blocks);
  row.Set(Measure::kGroupWords, Ratio(group.words, group.blocks));
  row.Set(Measure::kGroupLinkShare, Ratio(group.link_words, group.words));
  row.Set(Measure::kGroupProse, Ratio(group.prose, group.words));
  row.Set(Measure::kGroupShare, Ratio(group.prose, index.page().prose));
}

void MeasurePlace(const PageIndex& index, const PageBlocks& page, uint32_t i, Row& row) {
  const auto count = static_cast<uint32_t>(page.blocks.size());
  row.Set(Measure::kBefore, Ratio(index.blocks[i].words_before, index.page().words));
  const uint32_t prose_after =
      index.page().prose - index.blocks[i].prose_before - index.blocks[i].prose;
  row.Set(Measure::kProseAfter, Ratio(prose_after, index.page().prose));
  const bool has_title = index.title != PageIndex::kNone;
  const auto from_title = static_cast<float>(i) - static_cast<float>(index.title);
  row.Set(Measure::kAfterTitle, has_title ? from_title : 0.0f);
  row.Set(Measure::kBeforeProse, i < index.first_prose);
  row.Set(Measure::kAfterProse, i > index.last_prose);
  const bool before = i > 0;
  const bool after = i + 1 < count;
  const bool previous_heading = before && page.blocks[i - 1].kind == BlockKind::kHeading;
  const bool next_heading = after && page.blocks[i + 1].kind == BlockKind::kHeading;
  row.Set(Measure::kPreviousProse, before ? index.blocks[i - 1].prose : 0u);
  row.Set(Measure::kNextProse, after ? index.blocks[i + 1].prose : 0u);
  row.Set(Measure::kPreviousWords, before ? page.blocks[i - 1].words : 0u);
  row.Set(Measure::kNextWords, after ? page.blocks[i + 1].words : 0u);
  row.Set(Measure::kPreviousHeading, previous_heading);
  row.Set(Measure::kNextHeading, next_heading);
  const bool heading = page.blocks[i].kind == BlockKind::kHeading;
  row.Set(Measure::kHeadsText, heading && after && !next_heading);
}

void MeasurePage(const PageIndex& index, const PageBlocks& page, const PageForm& form, Row& row) {
  row.Set(Measure::kForumPage, form.forum);
  row.Set(Measure::kArticlePage, form.article);
  row.Set(Measure::kProductPage, form.product);
  const ContainerSums& all = index.page();
  const ContainerSums& core = index.containers[index.core];
  row.Set(Measure::kPageWords, all.words);
  row.Set(Measure::kPageBlocks, static_cast<uint32_t>(page.blocks.size()));
  row.Set(Measure::kPageProse, all.prose);
  row.Set(Measure::kPageProseShare, Ratio(all.prose, all.words));
  row.Set(Measure::kPageLinkShare, Ratio(all.link_words, all.words));
  row.Set(Measure::kPageArticles, index.articles);
  row.Set(Measure::kPagePrices, index.prices);
  row.Set(Measure::kPageCore, Ratio(core.prose, core.words));
  row.Set(Measure::kPageCoreProse, core.prose);
  row.Set(Measure::kPageTitle, index.title != PageIndex::kNone);
}

void MeasureProducts(const PageIndex& index, const PageBlocks& page, uint32_t i, Row& row) {
  const bool prose_page = row.Get(Measure::kPageProseShare) >= kProsePage;
  const bool prose_core = row.Get(Measure::kPageCore) >= kProseCore;
  const float link_share = row.Get(Measure::kLinkShare);
  const auto in_prose = [&](Measure product, Measure measure) {
    row.Set(product, prose_page ? row.Get(measure) : 0.0f);
  };
  in_prose(Measure::kCoreDistanceInProse, Measure::kCoreDistance);
  in_prose(Measure::kAfterProseInProse, Measure::kAfterProse);
  in_prose(Measure::kBeforeProseInProse, Measure::kBeforeProse);
  in_prose(Measure::kLinkShareInProse, Measure::kLinkShare);
  in_prose(Measure::kGroupSizeInProse, Measure::kGroupSize);
  row.Set(Measure::kInProseCore, prose_core ? row.Get(Measure::kInCore) : 0.0f);
  const float comments = Ratio(index.comment_prose, index.page().prose);
  const float posts = Ratio(index.post_prose, index.page().prose);
  const bool comment = index.IsComment(page, i);
  const bool post = Has(index.containers[page.blocks[i].parent].hints, Hint::kPost);
  const auto beside = static_cast<float>(index.page().prose - index.comment_prose);
  row.Set(Measure::kCommentShare, comment ? comments : 0.0f);
  row.Set(Measure::kCommentBesideText, comment ? beside : 0.0f);
  row.Set(Measure::kPostShare, post ? posts : 0.0f);
  row.Set(Measure::kCommentOnForum, comment ? row.Get(Measure::kForumPage) : 0.0f);
  row.Set(Measure::kPostOnForum, post ? row.Get(Measure::kForumPage) : 0.0f);
  const bool paragraph = page.blocks[i].kind == BlockKind::kParagraph;
  row.Set(Measure::kParagraphLinkShare, paragraph ? link_share : 0.0f);
  row.Set(Measure::kHeadingLinkShare, row.Get(Measure::kHeading) * link_share);
  row.Set(Measure::kItemLinkShare, row.Get(Measure::kListItem) * link_share);
  row.Set(Measure::kCellLinkShare, row.Get(Measure::kTableCell) * link_share);
}

}  // namespace

void FeatureExtractor::Read(const PageBlocks& page, const PageForm& form) {
  page_ = &page;
  form_ = form;
  index_.Build(page);
}

void FeatureExtractor::Compute(uint32_t block, BlockFeatures& out) const {
  Compute(block, out.measures.data());
  out.hints = index_.containers[page_->blocks[block].parent].hints;
}

void FeatureExtractor::Compute(uint32_t block, float* measures) const {
  ComputePage(measures);
  ComputeContainer(page_->blocks[block].parent, measures);
  ComputeBlock(block, measures);
}

void FeatureExtractor::ComputePage(float* measures) const {
  Row row(measures);
  MeasurePage(index_, *page_, form_, row);
}

void FeatureExtractor::ComputeContainer(uint32_t container, float* measures) const {
  Row row(measures);
  MeasureContainers(index_, *page_, container, row);
}

void FeatureExtractor::ComputeBlock(uint32_t block, float* measures) const {
  Row row(measures);
  MeasureBlock(page_->blocks[block], row);
  MeasurePhrases(block, index_.blocks[block], row);
  MeasurePlace(index_, *page_, block, row);
  MeasureProducts(index_, *page_, block, row);
}

void FeatureExtractor::ComputeEvidence(uint32_t block, BlockFeatures& out) const {
  Row row(out.measures.data());
  const uint32_t parent = page_->blocks[block].parent;
  MeasureBlock(page_->blocks[block], row);
  MeasurePhrases(block, index_.blocks[block], row);
  const ContainerSums& section = index_.containers[index_.containers[parent].section];
  row.Set(Measure::kSectionLinkShare, Ratio(section.link_words, section.words));
  out.hints = index_.containers[parent].hints;
}

}  // namespace tamis::extract
