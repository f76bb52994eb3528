#include "extract/features/columns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <iterator>

#include "extract/blocks/hints.h"

namespace tamis::extract {
namespace {

namespace names = html::names;

constexpr uint32_t kLongWords = 15;  // of a block that reads like prose
constexpr float kLongLinkShare = 0.34f;
constexpr uint16_t kFar = 60;  // cap of distances in blocks
constexpr size_t kNear = 3;    // blocks on each side that are near
constexpr uint8_t kNoDepth = 255;
constexpr float kNoTitle = -20;

// Hints whose nearest bearer among the ancestors is a column.
constexpr Hint kPathHints[] = {
    Hint::kTagNav,     Hint::kTagHeader,  Hint::kTagFooter,  Hint::kTagAside,  Hint::kTagMain,
    Hint::kTagArticle, Hint::kTagSection, Hint::kTagForm,    Hint::kTagDialog, Hint::kTagFigure,
    Hint::kTagTable,   Hint::kTagList,    Hint::kTagQuote,   Hint::kTagButton, Hint::kNav,
    Hint::kHeader,     Hint::kFooter,     Hint::kSidebar,    Hint::kRelated,   Hint::kComment,
    Hint::kCookie,     Hint::kShare,      Hint::kBreadcrumb, Hint::kAdvert,    Hint::kForm,
    Hint::kByline,     Hint::kTags,       Hint::kPagination, Hint::kModal,     Hint::kAction,
    Hint::kWidget,     Hint::kPromo,      Hint::kUser,       Hint::kContent,   Hint::kArticle,
    Hint::kMain,       Hint::kText,       Hint::kPost,       Hint::kProduct,   Hint::kCard,
    Hint::kReview,     Hint::kTitle,      Hint::kFaq,        Hint::kHero,      Hint::kIntro,
    Hint::kPrice};
static_assert(std::size(kPathHints) == kPathHintColumns);

constexpr uint8_t kNoColumn = 255;
constexpr std::array<uint8_t, 64> MakeColumnOfHint() {
  std::array<uint8_t, 64> columns{};
  columns.fill(kNoColumn);
  for (size_t h = 0; h < kPathHintColumns; ++h) {
    columns[static_cast<size_t>(kPathHints[h])] = static_cast<uint8_t>(h);
  }
  return columns;
}
constexpr std::array<uint8_t, 64> kColumnOfHint = MakeColumnOfHint();

constexpr std::string_view kPageNames[] = {
    "page_long_share", "page_long_blocks", "page_headings",   "page_controls",
    "page_repeated",   "page_mean_words",  "page_containers",
};

constexpr std::string_view kContainerNames[] = {
    "depth",
    "tag",
    // The container and the four around it.
    "a0_words",
    "a0_link_share",
    "a0_page_share",
    "a0_blocks",
    "a0_twins",
    "a0_mean_words",
    "a0_long_share",
    "a0_sentence",
    "a0_kin",
    "a0_kin_words",
    "a0_name",
    "a1_words",
    "a1_link_share",
    "a1_page_share",
    "a1_blocks",
    "a1_twins",
    "a1_mean_words",
    "a1_long_share",
    "a1_sentence",
    "a1_kin",
    "a1_kin_words",
    "a1_name",
    "a2_words",
    "a2_link_share",
    "a2_page_share",
    "a2_blocks",
    "a2_twins",
    "a2_mean_words",
    "a2_long_share",
    "a2_sentence",
    "a2_kin",
    "a2_kin_words",
    "a2_name",
    "a3_words",
    "a3_link_share",
    "a3_page_share",
    "a3_blocks",
    "a3_twins",
    "a3_mean_words",
    "a3_long_share",
    "a3_sentence",
    "a3_kin",
    "a3_kin_words",
    "a3_name",
    "a4_words",
    "a4_link_share",
    "a4_page_share",
    "a4_blocks",
    "a4_twins",
    "a4_mean_words",
    "a4_long_share",
    "a4_sentence",
    "a4_kin",
    "a4_kin_words",
    "a4_name",
    // The card: of the container and those around it the one with the most twins.
    "card_twins",
    "card_level",
    "card_words",
    "card_blocks",
    "card_link_share",
    "card_long_share",
    "card_price_share",
    "card_page_share",
    // Class and id names on the path from the root.
    "name_near",
    "name_low",
    "name_high",
    "name_mean",
    "name_sum",
    // Levels up to the nearest container with a hint, in the order of kPathHints.
    "up_tag_nav",
    "up_tag_header",
    "up_tag_footer",
    "up_tag_aside",
    "up_tag_main",
    "up_tag_article",
    "up_tag_section",
    "up_tag_form",
    "up_tag_dialog",
    "up_tag_figure",
    "up_tag_table",
    "up_tag_list",
    "up_tag_quote",
    "up_tag_button",
    "up_nav",
    "up_header",
    "up_footer",
    "up_sidebar",
    "up_related",
    "up_comment",
    "up_cookie",
    "up_share",
    "up_breadcrumb",
    "up_advert",
    "up_form",
    "up_byline",
    "up_tags",
    "up_pagination",
    "up_modal",
    "up_action",
    "up_widget",
    "up_promo",
    "up_user",
    "up_content",
    "up_article",
    "up_main",
    "up_text",
    "up_post",
    "up_product",
    "up_card",
    "up_review",
    "up_title",
    "up_faq",
    "up_hero",
    "up_intro",
    "up_price",
};

// Before these stand the measures of measures.h.
constexpr std::string_view kBlockNames[] = {
    "kind",
    "level",
    "characters",
    "word_length",
    "upper_share",
    "mark_share",
    "noscript",
    "list_marker",
    "same_text",
    "words_before",
    "words_after",
    "since_heading",
    "heading_level",
    "since_title",
    "since_long",
    "until_long",
    "in_container",
    "in_container_share",
    "previous_link_share",
    "previous_kind",
    "previous_beside",
    "second_previous_words",
    "next_link_share",
    "next_kind",
    "next_beside",
    "second_next_words",
    "near_words",
    "near_link_share",
    "near_sentences",
};

static_assert(kPageColumns == std::size(kPageNames));
constexpr size_t kContainerCount = std::size(kContainerNames);
static_assert(kContainerCount == 2 + kLevels * kLevelColumns + kCardColumns + kPathHintColumns);
constexpr size_t kBlockCount = kMeasureCount + std::size(kBlockNames);

std::vector<std::string_view> MakeNames() {
  std::vector<std::string_view> all(std::begin(kPageNames), std::end(kPageNames));
  all.insert(all.end(), std::begin(kContainerNames), std::end(kContainerNames));
  for (size_t m = 0; m < kMeasureCount; ++m) all.push_back(MeasureName(static_cast<Measure>(m)));
  all.insert(all.end(), std::begin(kBlockNames), std::end(kBlockNames));
  return all;
}

float Ratio(uint32_t part, uint32_t whole) {
  return whole == 0 ? 0.0f : static_cast<float>(part) / static_cast<float>(whole);
}

bool IsLong(const PageBlock& block) {
  return block.words >= kLongWords && Ratio(block.link_words, block.words) <= kLongLinkShare;
}

}  // namespace

std::span<const std::string_view> ColumnNames() {
  static const std::vector<std::string_view> kAll = MakeNames();
  return kAll;
}
size_t PageColumnCount() { return kPageColumns; }
size_t ContainerColumnCount() { return kContainerCount; }
size_t BlockColumnCount() { return kBlockCount; }

void Columns::Read(const PageBlocks& page, const FeatureExtractor& features,
                   const NameTable& names) {
  page_ = &page;
  features_ = &features;
  names_ = &names;
  FindPlaces();
  SumBlocks();
  ReadNames();
  FindHintDepths();
  FindAlike();
}

void Columns::SumBlocks() {
  sums_.assign(page_->containers.size(), Sums{});
  for (size_t i = 0; i < page_->blocks.size(); ++i) {
    const PageBlock& block = page_->blocks[i];
    Sums& s = sums_[block.parent];
    const bool is_long = IsLong(block);
    ++s.blocks;
    s.long_blocks += is_long;
    s.long_words += is_long ? block.words : 0;
    s.sentences += block.measure.sentences;
    s.headings += block.kind == BlockKind::kHeading;
    s.controls += block.kind == BlockKind::kForm || block.kind == BlockKind::kButton;
    s.prices += block.measure.has_price;
    s.repeated_words += places_[i].same_text > 1 ? block.words : 0;
  }
  for (size_t i = sums_.size(); i-- > 1;) {
    const Sums& s = sums_[i];
    Sums& p = sums_[page_->containers[i].parent];
    p.blocks += s.blocks;
    p.long_blocks += s.long_blocks;
    p.long_words += s.long_words;
    p.sentences += s.sentences;
    p.headings += s.headings;
    p.controls += s.controls;
    p.prices += s.prices;
    p.repeated_words += s.repeated_words;
  }
}

Columns::Odds Columns::OddsOf(const Container& container) const {
  if (container.names[0] == kNoNames) return {};
  Odds odds = odds_[container.names[0]];
  if (container.names[1] == kNoNames) return odds;
  // One by one: what a sum of floats is depends on their order.
  const ClassNames& second = page_->classes.values[container.names[1]];
  for (uint32_t i = second.first_name; i < second.end_name; ++i) {
    if (log_odds_[i] != nullptr) odds.Add(*log_odds_[i]);
  }
  return odds;
}

void Columns::ReadNames() {
  const ClassList& classes = page_->classes;
  log_odds_.resize(classes.hashes.size());
  names_->FindAll(classes.hashes, log_odds_.data());
  odds_.resize(classes.values.size());
  for (size_t i = 0; i < odds_.size(); ++i) {
    const ClassNames& names = classes.values[i];
    Odds odds;
    for (uint32_t n = names.first_name; n < names.end_name; ++n) {
      if (log_odds_[n] != nullptr) odds.Add(*log_odds_[n]);
    }
    odds_[i] = odds;
  }
  shapes_.resize(page_->containers.size());
  for (size_t i = 0; i < shapes_.size(); ++i) {
    const Container& container = page_->containers[i];
    Shape& s = shapes_[i];
    s = Shape{};
    if (i > 0) {
      const Shape& p = shapes_[container.parent];
      s.name_near = p.name_near;
      s.name_low = p.name_low;
      s.name_high = p.name_high;
      s.name_sum = p.name_sum;
      s.name_count = p.name_count;
    }
    if (container.node == html::kNoNode) continue;
    const Odds odds = OddsOf(container);
    if (odds.count == 0) continue;
    s.name_mean = odds.sum / static_cast<float>(odds.count);
    s.name_near = s.name_mean;
    s.name_low = std::min(s.name_low, odds.low);
    s.name_high = std::max(s.name_high, odds.high);
    s.name_sum += odds.sum;
    s.name_count += odds.count;
  }
}

void Columns::FindHintDepths() {
  const size_t size = page_->containers.size() * kPathHintColumns;
  if (hint_depths_.size() < size) hint_depths_.resize(size);
  std::fill_n(hint_depths_.begin(), kPathHintColumns, kNoDepth);
  for (size_t i = 0; i < page_->containers.size(); ++i) {
    const Container& container = page_->containers[i];
    uint8_t* const own = hint_depths_.data() + i * kPathHintColumns;
    if (i > 0) {
      std::memcpy(own, hint_depths_.data() + container.parent * kPathHintColumns, kPathHintColumns);
    }
    if (container.hints == 0) continue;
    const auto depth = static_cast<uint8_t>(std::min<uint32_t>(container.depth, kNoDepth - 1));
    for (HintSet left = container.hints; left != 0; left &= left - 1) {
      const uint8_t column = kColumnOfHint[static_cast<size_t>(std::countr_zero(left))];
      if (column != kNoColumn) own[column] = depth;
    }
  }
}

// Containers of one signature stand at one depth, and those of one parent together. So a twin of
// theirs is the last one met, or there is none.
void Columns::FindAlike() {
  const PageIndex& index = features_->index();
  const auto count = static_cast<uint32_t>(page_->containers.size());
  kin_.assign(index.groups.size(), Kin{});
  twins_.clear();
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t parent = i == 0 ? count : page_->containers[i].parent;
    const ContainerSums& words = index.containers[i];
    Kin& kin = kin_[words.group];
    if (kin.count == 0 || kin.parent != parent) {
      kin.parent = parent;
      kin.twins = static_cast<uint32_t>(twins_.size());
      twins_.emplace_back();
    }
    ++kin.count;
    kin.words += words.words;
    shapes_[i].twin_group = kin.twins;
    Twins& twins = twins_[kin.twins];
    ++twins.count;
    twins.blocks += sums_[i].blocks;
    twins.words += words.words;
    twins.link_words += words.link_words;
    twins.long_words += sums_[i].long_words;
    twins.prices += sums_[i].prices;
  }
  for (Shape& shape : shapes_) shape.twins = twins_[shape.twin_group].count;
}

void Columns::FindPlaces() {
  const size_t count = page_->blocks.size();
  const PageIndex& index = features_->index();
  places_.assign(count + 1, Place{});
  uint32_t title_at = 0;
  uint16_t since_heading = kFar;
  uint16_t since_long = kFar;
  uint8_t heading_level = 0;
  for (size_t i = 0; i < count; ++i) {
    const PageBlock& block = page_->blocks[i];
    Place& place = places_[i];
    if (i == index.title) title_at = place.words_before;
    places_[i + 1].words_before = place.words_before + block.words;
    places_[i + 1].link_words_before = place.link_words_before + block.link_words;
    places_[i + 1].sentences_before = place.sentences_before + block.measure.sentences;
    place.since_heading = since_heading;
    place.heading_level = heading_level;
    place.since_long = since_long;
    if (index.blocks[i].repeats != i) ++places_[index.blocks[i].repeats].same_text;
    since_heading = std::min<uint16_t>(static_cast<uint16_t>(since_heading + 1), kFar);
    since_long = std::min<uint16_t>(static_cast<uint16_t>(since_long + 1), kFar);
    if (block.kind == BlockKind::kHeading) {
      since_heading = 0;
      heading_level = block.level;
    }
    if (IsLong(block)) since_long = 0;
  }
  uint16_t until_long = kFar;
  for (size_t i = count; i-- > 0;) {
    Place& place = places_[i];
    place.until_long = until_long;
    until_long = std::min<uint16_t>(static_cast<uint16_t>(until_long + 1), kFar);
    if (IsLong(page_->blocks[i])) until_long = 0;
    place.same_text = places_[index.blocks[i].repeats].same_text;
    const auto distance = static_cast<float>(place.words_before) - static_cast<float>(title_at);
    const float magnitude = std::log2(1 + std::fabs(distance));
    place.since_title = index.title == PageIndex::kNone ? kNoTitle
                        : distance < 0                  ? -magnitude
                                                        : magnitude;
  }
}

void Columns::PageRow(float* out) const {
  const ContainerSums& words = features_->index().page();
  const Sums& all = sums_[0];
  *out++ = Ratio(all.long_words, words.words);
  *out++ = static_cast<float>(all.long_blocks);
  *out++ = static_cast<float>(all.headings);
  *out++ = static_cast<float>(all.controls);
  *out++ = Ratio(all.repeated_words, words.words);
  *out++ = Ratio(words.words, all.blocks);
  *out++ = static_cast<float>(page_->containers.size());
}

void Columns::LevelRow(uint32_t container, float* out) const {
  const PageIndex& index = features_->index();
  const ContainerSums& words = index.containers[container];
  const Sums& s = sums_[container];
  const Shape& shape = shapes_[container];
  const Kin& kin = kin_[words.group];
  *out++ = static_cast<float>(words.words);
  *out++ = Ratio(words.link_words, words.words);
  *out++ = Ratio(words.words, index.page().words);
  *out++ = static_cast<float>(s.blocks);
  *out++ = static_cast<float>(shape.twins);
  *out++ = Ratio(words.words, s.blocks);
  *out++ = Ratio(s.long_words, words.words);
  *out++ = Ratio(s.sentences, words.words);
  *out++ = static_cast<float>(kin.count);
  *out++ = Ratio(kin.words, kin.count);
  *out++ = shape.name_mean;
}

void Columns::CardRow(uint32_t container, float* out) const {
  uint32_t card = container;
  uint32_t card_level = 0;
  uint32_t at = container;
  for (uint32_t level = 0; level < kLevels; ++level) {
    if (shapes_[at].twins > shapes_[card].twins) {
      card = at;
      card_level = level;
    }
    at = page_->containers[at].parent;
  }
  const Twins& twins = twins_[shapes_[card].twin_group];
  *out++ = static_cast<float>(twins.count);
  *out++ = static_cast<float>(card_level);
  *out++ = Ratio(twins.words, twins.count);
  *out++ = Ratio(twins.blocks, twins.count);
  *out++ = Ratio(twins.link_words, twins.words);
  *out++ = Ratio(twins.long_words, twins.words);
  *out++ = Ratio(twins.prices, twins.count);
  *out++ = Ratio(twins.words, features_->index().page().words);
  const Shape& shape = shapes_[container];
  *out++ = shape.name_near;
  *out++ = shape.name_low;
  *out++ = shape.name_high;
  *out++ = shape.name_count == 0 ? 0 : shape.name_sum / static_cast<float>(shape.name_count);
  *out++ = shape.name_sum;
}

void Columns::HintRow(uint32_t container, uint8_t* out) const {
  const uint8_t* const depths = hint_depths_.data() + container * kPathHintColumns;
  const auto depth =
      static_cast<uint8_t>(std::min<uint32_t>(page_->containers[container].depth, kNoDepth - 1));
  for (size_t h = 0; h < kPathHintColumns; ++h) {
    const auto levels = static_cast<uint8_t>(depth - depths[h]);
    out[h] = depths[h] == kNoDepth ? kNoHint : levels;
  }
}

void Columns::ContainerRow(uint32_t container, float* out) const {
  const Container& c = page_->containers[container];
  *out++ = static_cast<float>(c.depth);
  *out++ = static_cast<float>(c.tag);
  uint32_t at = container;
  for (size_t level = 0; level < kLevels; ++level, at = page_->containers[at].parent) {
    LevelRow(at, out);
    out += kLevelColumns;
  }
  CardRow(container, out);
  out += kCardColumns;
  std::array<uint8_t, kPathHintColumns> hints;
  HintRow(container, hints.data());
  for (const uint8_t levels : hints) {
    *out++ = levels == kNoHint ? kNoHintLevels : static_cast<float>(levels);
  }
}

float* Columns::NeighbourRow(uint32_t block, float* out) const {
  const auto& blocks = page_->blocks;
  const size_t count = blocks.size();
  const auto beside = [&](size_t at, bool exists) {
    const PageBlock* const other = exists ? &blocks[at] : nullptr;
    *out++ = other == nullptr ? -1 : Ratio(other->link_words, other->words);
    *out++ = other == nullptr ? -1 : static_cast<float>(other->kind);
    *out++ = other == nullptr ? -1.0f : static_cast<float>(other->parent == blocks[block].parent);
  };
  beside(block - 1, block >= 1);
  *out++ = block >= 2 ? static_cast<float>(blocks[block - 2].words) : -1;
  beside(block + 1, block + 1 < count);
  *out++ = block + 2 < count ? static_cast<float>(blocks[block + 2].words) : -1;
  const Place& begin = places_[block < kNear ? 0 : block - kNear];
  const Place& end = places_[std::min(block + kNear + 1, count)];
  const uint32_t words = end.words_before - begin.words_before;
  *out++ = static_cast<float>(words);
  *out++ = Ratio(end.link_words_before - begin.link_words_before, words);
  *out++ = static_cast<float>(end.sentences_before - begin.sentences_before);
  return out;
}

void Columns::BlockRow(uint32_t block, float* out) const {
  BlockRowOfPage(out);
  BlockRowOfContainer(page_->blocks[block].parent, out);
  BlockRowOfBlock(block, out);
}

void Columns::BlockRowOfBlock(uint32_t block, float* out) const {
  features_->ComputeBlock(block, out);
  out += kMeasureCount;
  const PageBlock& b = page_->blocks[block];
  const Place& place = places_[block];
  const Container& parent = page_->containers[b.parent];
  const uint32_t in_container = block - parent.first_block;
  const uint32_t marks =
      b.measure.characters - std::min(b.measure.characters, b.measure.letters + b.measure.digits);
  *out++ = static_cast<float>(b.kind);
  *out++ = static_cast<float>(b.level);
  *out++ = static_cast<float>(b.measure.characters);
  *out++ = Ratio(b.measure.letters, b.words);
  *out++ = Ratio(b.measure.upper, b.measure.letters);
  *out++ = Ratio(marks, b.measure.characters);
  *out++ = static_cast<float>(b.in_noscript);
  *out++ = static_cast<float>((b.flags & kBlockListMarker) != 0);
  *out++ = static_cast<float>(place.same_text);
  *out++ = static_cast<float>(place.words_before);
  *out++ = static_cast<float>(features_->index().page().words) -
           static_cast<float>(place.words_before) - static_cast<float>(b.words);
  *out++ = static_cast<float>(place.since_heading);
  *out++ = static_cast<float>(place.heading_level);
  *out++ = place.since_title;
  *out++ = static_cast<float>(place.since_long);
  *out++ = static_cast<float>(place.until_long);
  *out++ = static_cast<float>(in_container);
  *out++ = Ratio(in_container, parent.end_block - parent.first_block);
  NeighbourRow(block, out);
}

}  // namespace tamis::extract
