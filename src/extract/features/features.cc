#include "extract/features/features.h"

#include <array>

#include "base/simd/sse2.h"

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
}

constexpr auto kYesOfKind = [] {
  std::array<MeasureSet, 10> sets{};
  const auto set = [&sets](BlockKind kind, Measure m) { sets[static_cast<size_t>(kind)] = Bit(m); };
  set(BlockKind::kHeading, Measure::kHeading);
  set(BlockKind::kListItem, Measure::kListItem);
  set(BlockKind::kTableCell, Measure::kTableCell);
  set(BlockKind::kCode, Measure::kCode);
  set(BlockKind::kQuote, Measure::kQuote);
  set(BlockKind::kCaption, Measure::kCaption);
  set(BlockKind::kForm, Measure::kForm);
  set(BlockKind::kButton, Measure::kButton);
  return sets;
}();
static_assert(static_cast<size_t>(BlockKind::kLine) < kYesOfKind.size());

// `yes` as the bit of `m`.
constexpr MeasureSet BitIf(bool yes, Measure m) {
  return MeasureSet{yes} << static_cast<unsigned>(m);
}

// The first kind of `set` as the bit of `m`, the others behind it.
constexpr MeasureSet BitsFrom(unsigned set, PhraseKind kind, Measure m) {
  return MeasureSet{set} >> static_cast<unsigned>(kind) << static_cast<unsigned>(m);
}
static_assert(BitsFrom(PhraseBit(PhraseKind::kSignup), PhraseKind::kLegal, Measure::kPhraseLegal) ==
              Bit(Measure::kPhraseSignup));

MeasureSet YesOf(const PageBlock& block, uint32_t i, const BlockFacts& facts) {
  MeasureSet yes = kYesOfKind[static_cast<size_t>(block.kind)];
  if (block.kind == BlockKind::kHeading) {
    yes |= BitIf(block.level == 1, Measure::kHeading1) |
           BitIf(block.level == 2, Measure::kHeading2) |
           BitIf(block.level == 3, Measure::kHeading3);
  }
  yes |= BitIf((block.flags & kBlockHidden) != 0, Measure::kHidden) |
         BitIf((block.flags & kBlockOffScreen) != 0, Measure::kOffScreen) |
         BitIf(facts.repeats != i, Measure::kRepeat) |
         BitsFrom(facts.phrases, PhraseKind::kLegal, Measure::kPhraseLegal);
  if ((facts.mentions | facts.under) == 0) return yes;
  const auto mentions = [&facts](PhraseKind kind) {
    return (facts.mentions & PhraseBit(kind)) != 0;
  };
  const auto under = [&facts](PhraseKind kind) { return (facts.under & PhraseBit(kind)) != 0; };
  return yes | BitIf(mentions(PhraseKind::kSignup), Measure::kMentionsSignup) |
         BitIf(mentions(PhraseKind::kComment), Measure::kMentionsComment) |
         BitIf(facts.leads_on && block.link_words > 0, Measure::kLeadsOn) |
         BitIf(under(PhraseKind::kLegal), Measure::kUnderLegal) |
         BitIf(under(PhraseKind::kComment), Measure::kUnderComment) |
         BitIf(under(PhraseKind::kRelated), Measure::kUnderRelated) |
         BitIf(under(PhraseKind::kSignup), Measure::kUnderSignup) |
         BitIf(under(PhraseKind::kShare), Measure::kUnderShare);
}

// Four measures at a time.
void MeasureYes(MeasureSet yes, float* measures) {
  static_assert(kYesCount == 32);
  const __m128i all = _mm_set1_epi32(static_cast<int32_t>(yes >> kFirstYes));
  const __m128i one = _mm_castps_si128(_mm_set1_ps(1.0f));
  __m128i bits = _mm_set_epi32(8, 4, 2, 1);
  for (size_t i = 0; i < kYesCount; i += 4) {
    const __m128i set = _mm_cmpeq_epi32(_mm_and_si128(all, bits), bits);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(measures + kFirstYes + i), _mm_and_si128(set, one));
    bits = _mm_slli_epi32(bits, 4);
  }
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

// `comments`, `posts`: shares of the page's prose.
void MeasureProducts(const PageIndex& index, const PageBlocks& page, uint32_t i, float comments,
                     float posts, Row& row) {
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
  yes_.resize(page.blocks.size());
  for (uint32_t i = 0; i < yes_.size(); ++i) yes_[i] = YesOf(page.blocks[i], i, index_.blocks[i]);
  comment_share_ = Ratio(index_.comment_prose, index_.page().prose);
  post_share_ = Ratio(index_.post_prose, index_.page().prose);
}

void FeatureExtractor::Compute(uint32_t block, BlockFeatures& out) const {
  const uint32_t container = page_->blocks[block].parent;
  ComputePage(out.measures.data());
  ComputeContainer(container, out.measures.data());
  ComputeBlock(block, out.measures.data());
  out.hints = index_.containers[container].hints;
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
  MeasureYes(yes_[block], measures);
  MeasurePlace(index_, *page_, block, row);
  MeasureProducts(index_, *page_, block, comment_share_, post_share_, row);
}

Evidence FeatureExtractor::EvidenceOf(uint32_t i) const {
  const PageBlock& block = page_->blocks[i];
  const ContainerSums& parent = index_.containers[block.parent];
  const ContainerSums& section = index_.containers[parent.section];
  return {.hints = parent.hints,
          .yes = yes_[i],
          .link_share = Ratio(block.link_words, block.words),
          .section_link_share = Ratio(section.link_words, section.words)};
}

}  // namespace tamis::extract
