#include "extract/model/row_codes.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "extract/model/codes.h"
#include "extract/model/flag_codes.h"
#include "extract/model/hint_codes.h"

namespace tamis::extract {
namespace {

constexpr float kProsePage = 0.3f;  // as in features.cc
constexpr float kProseCore = 0.5f;
constexpr size_t kNear = 3;  // blocks on each side that are near

static_assert(kForestStep % kCodeLanes == 0);
static_assert(Padded<uint8_t>::kBefore >= kNear);
static_assert(Padded<uint8_t>::kBehind >= kForestStep + kNear + 1);

float Ratio(uint32_t part, uint32_t whole) {
  return whole == 0 ? 0.0f : static_cast<float>(part) / static_cast<float>(whole);
}

// Faster for those numbers that have a sign, too, which counts of a page hardly need.
float AsFloat(uint32_t value) { return static_cast<float>(static_cast<int32_t>(value)); }

// Where the flags of a row stand.
enum Plane : uint8_t {
  kYes,
  kTraits = kYes + kYesBytes,
  kKind,
  kPrevious,
  kNext,
  kAround,
  kPlanes
};
// Bits of kAround: what the row stands among.
enum Around : uint8_t { kComments = 1, kPosts = 2 };

constexpr auto kYesColumns = [] {
  std::array<FlagColumn, kYesCount> columns{};
  for (size_t i = 0; i < kYesCount; ++i) {
    const auto bit = static_cast<uint8_t>(1u << i % 8);
    columns[i] = {kMeasuresBegin + kFirstYes + i, static_cast<uint8_t>(kYes + i / 8), bit, bit};
  }
  return columns;
}();

constexpr FlagColumn Of(size_t column, Trait trait) {
  const auto bit = static_cast<uint8_t>(trait);
  return {column, kTraits, bit, bit};
}
constexpr FlagColumn HeadingAt(Measure measure, Plane plane) {
  return {ColumnOf(measure), plane, 0xFF, static_cast<uint8_t>(BlockKind::kHeading)};
}
constexpr FlagColumn LinkShareOf(Measure measure, BlockKind kind) {
  return {ColumnOf(measure), kKind, 0xFF, static_cast<uint8_t>(kind),
          ColumnOf(Measure::kLinkShare)};
}
// Their value stands in the column already, as it is where the flag is set.
constexpr FlagColumn Only(Measure measure, Around around) {
  return {ColumnOf(measure), kAround, around, around, ColumnOf(measure)};
}

constexpr FlagColumn kOtherFlags[] = {
    Of(ColumnOf(Measure::kEndsSentence), Trait::kEndsSentence),
    Of(ColumnOf(Measure::kPrice), Trait::kPrice),
    Of(ColumnOf(Measure::kHeadsText), Trait::kHeadsText),
    Of(ColumnOf(BlockColumn::kNoscript), Trait::kNoscript),
    Of(ColumnOf(BlockColumn::kListMarker), Trait::kListMarker),
    HeadingAt(Measure::kPreviousHeading, kPrevious),
    HeadingAt(Measure::kNextHeading, kNext),
    LinkShareOf(Measure::kParagraphLinkShare, BlockKind::kParagraph),
    LinkShareOf(Measure::kHeadingLinkShare, BlockKind::kHeading),
    LinkShareOf(Measure::kItemLinkShare, BlockKind::kListItem),
    LinkShareOf(Measure::kCellLinkShare, BlockKind::kTableCell),
    Only(Measure::kCommentShare, kComments),
    Only(Measure::kCommentBesideText, kComments),
    Only(Measure::kCommentOnForum, kComments),
    Only(Measure::kPostShare, kPosts),
    Only(Measure::kPostOnForum, kPosts),
};

// Of all containers, as ReadLevels() gathers them.
enum LevelNumber {
  kWords,
  kLinks,
  kPage,
  kBlocks,
  kTwins,
  kLong,
  kSentences,
  kKin,
  kKinWords,
  kCount
};
enum LevelName { kMean, kNearest, kLow, kHigh, kPathMean, kSum, kNames };

}  // namespace

void RowCodes::ReadPage(const Columns& columns) {
  columns_ = &columns;
  ReadLevels();
  ReadPageColumns();
  const PageIndex& index = columns.index();
  page_words_.fill(index.page().words);
  page_prose_.fill(index.page().prose);
}

void RowCodes::ReadLevels() {
  const PageIndex& index = columns_->index();
  const size_t count = columns_->page().containers.size();
  const size_t stride = (count + kTile - 1) / kTile * kTile;
  numbers_.resize(kCount * stride);
  name_values_.resize(kNames * stride);
  level_columns_.resize(kTile * stride);
  levels_.resize(stride);
  twins_.resize(count);
  deepest_ = 0;
  for (size_t i = 0; i < count; ++i) {
    const ContainerSums& words = index.containers[i];
    const BlockSums blocks = columns_->SumsOf(i);
    const Kin& kin = columns_->kin()[words.group];
    uint32_t* const number = numbers_.data() + i;
    number[kWords * stride] = words.words;
    number[kLinks * stride] = words.link_words;
    number[kPage * stride] = index.page().words;
    number[kBlocks * stride] = blocks.blocks;
    twins_[i] = columns_->twins()[columns_->twins_of()[i]].count;
    number[kTwins * stride] = twins_[i];
    number[kLong * stride] = blocks.long_words;
    number[kSentences * stride] = blocks.sentences;
    number[kKin * stride] = kin.count;
    number[kKinWords * stride] = kin.words;
    const PathNames& names = columns_->names()[i];
    float* const name = name_values_.data() + i;
    name[kMean * stride] = names.mean;
    name[kNearest * stride] = names.near;
    name[kLow * stride] = names.low;
    name[kHigh * stride] = names.high;
    name[kPathMean * stride] = names.count == 0 ? 0 : names.sum / static_cast<float>(names.count);
    name[kSum * stride] = names.sum;
    deepest_ = std::max(deepest_, columns_->page().containers[i].depth);
  }
  EncodeLevels(count, stride);
}

void RowCodes::EncodeLevels(size_t count, size_t stride) {
  const auto of = [&](LevelNumber number) { return numbers_.data() + number * stride; };
  uint8_t* out = level_columns_.data();
  const auto next = [&] { return std::exchange(out, out + stride); };
  EncodeColumn(of(kWords), count, next());
  EncodeColumn(of(kLinks), of(kWords), count, next());
  EncodeColumn(of(kWords), of(kPage), count, next());
  EncodeColumn(of(kBlocks), count, next());
  EncodeColumn(of(kTwins), count, next());
  EncodeColumn(of(kWords), of(kBlocks), count, next());
  EncodeColumn(of(kLong), of(kWords), count, next());
  EncodeColumn(of(kSentences), of(kWords), count, next());
  EncodeColumn(of(kKin), count, next());
  EncodeColumn(of(kKinWords), of(kKin), count, next());
  for (size_t i = 0; i < kNames; ++i) EncodeColumn(name_values_.data() + i * stride, count, next());
  for (size_t i = 0; i < stride; i += kTile) {
    TileRow tile[kTile];
    for (size_t c = 0; c < kTile; ++c) {
      std::memcpy(&tile[c], level_columns_.data() + c * stride + i, kTile);
    }
    Transpose(tile);
    StoreTile(tile, kTile, kTile, levels_[i].data());
  }
}

void RowCodes::SetPage(size_t column, float value) {
  page_codes_.push_back({column, CodeOf(value)});
}

void RowCodes::ReadPageColumns() {
  page_codes_.clear();
  const PageIndex& index = columns_->index();
  const ContainerSums& page = index.page();
  const PageSums& sums = columns_->sums();
  const BlockSums blocks = columns_->SumsOf(0);
  const ContainerSums& core = index.containers[index.core];
  const PageForm& form = columns_->form();
  const float prose_share = Ratio(page.prose, page.words);
  const float core_prose = Ratio(core.prose, core.words);
  prose_page_ = prose_share >= kProsePage;
  prose_core_ = core_prose >= kProseCore;
  const float values[] = {Ratio(blocks.long_words, page.words),
                          AsFloat(sums.long_blocks),
                          AsFloat(sums.headings),
                          AsFloat(sums.controls),
                          Ratio(sums.repeated_words, page.words),
                          Ratio(page.words, blocks.blocks),
                          static_cast<float>(columns_->page().containers.size())};
  for (size_t i = 0; i < std::size(values); ++i) SetPage(i, values[i]);
  SetPage(ColumnOf(Measure::kForumPage), form.forum);
  SetPage(ColumnOf(Measure::kArticlePage), form.article);
  SetPage(ColumnOf(Measure::kProductPage), form.product);
  SetPage(ColumnOf(Measure::kPageWords), AsFloat(page.words));
  SetPage(ColumnOf(Measure::kPageBlocks), static_cast<float>(columns_->page().blocks.size()));
  SetPage(ColumnOf(Measure::kPageProse), AsFloat(page.prose));
  SetPage(ColumnOf(Measure::kPageProseShare), prose_share);
  SetPage(ColumnOf(Measure::kPageLinkShare), Ratio(page.link_words, page.words));
  SetPage(ColumnOf(Measure::kPageArticles), AsFloat(index.articles));
  SetPage(ColumnOf(Measure::kPagePrices), AsFloat(index.prices));
  SetPage(ColumnOf(Measure::kPageCore), core_prose);
  SetPage(ColumnOf(Measure::kPageCoreProse), AsFloat(core.prose));
  SetPage(ColumnOf(Measure::kPageTitle), index.title != PageIndex::kNone);
  // For all rows; kOtherFlags takes them from those that stand among no comments or posts.
  SetPage(ColumnOf(Measure::kCommentShare), Ratio(index.comment_prose, page.prose));
  SetPage(ColumnOf(Measure::kPostShare), Ratio(index.post_prose, page.prose));
  SetPage(ColumnOf(Measure::kCommentBesideText), AsFloat(page.prose - index.comment_prose));
  SetPage(ColumnOf(Measure::kCommentOnForum), form.forum);
  SetPage(ColumnOf(Measure::kPostOnForum), form.forum);
}

void RowCodes::Write(uint32_t first, uint8_t* codes) {
  codes_ = codes;
  first_ = first;
  rows_ = std::min(kForestStep, columns_->page().blocks.size() - first);
  for (const PageCode& page : page_codes_) Fill(page.column, page.code);
  ReadContainersOfRows();
  WriteLevels();
  WriteHints();
  WriteContainers();
  WriteText();
  WriteFlags();
  WriteNeighbours();
  WritePlace();
  WriteProducts();
}

void RowCodes::WriteLevels() {
  const auto& containers = columns_->page().containers;
  const uint32_t* const parents = columns_->blocks().parent.From(static_cast<ptrdiff_t>(first_));
  for (size_t row = 0; row < rows_; row += kTile) {
    uint32_t at[kTile] = {};
    std::copy_n(parents + row, std::min(kTile, rows_ - row), at);
    for (size_t level = 0; level < kLevels; ++level) {
      TileRow tile[kTile];
      for (size_t r = 0; r < kTile; ++r) {
        std::memcpy(&tile[r], levels_[at[r]].data(), kTile);
        at[r] = containers[at[r]].parent;
      }
      Transpose(tile);
      const size_t column = kLevelsBegin + level * kLevelColumns;
      StoreTile(tile, kLevelColumns, kForestStep, Column(column) + row);
      if (level > 0) continue;
      for (size_t name = 0; name < kNameColumns; ++name) {
        std::memcpy(Column(kNamesBegin + name) + row, &tile[kLevelColumns + name], kTile);
      }
    }
  }
}

void RowCodes::WriteHints() {
  const uint32_t* const parents = columns_->blocks().parent.From(static_cast<ptrdiff_t>(first_));
  for (size_t row = 0; row < rows_; row += kTile) {
    for (size_t part = 0; part < kHintColumns; part += kTile) {
      TileRow tile[kTile];
      for (size_t r = 0; r < kTile; ++r) {
        const uint32_t container = row + r < rows_ ? parents[row + r] : 0;
        std::memcpy(&tile[r], columns_->hints()[container].data() + part, kTile);
      }
      Transpose(tile);
      StoreTile(tile, std::min(kTile, kHintColumns - part), kForestStep,
                Column(kHintsBegin + part) + row);
    }
  }
  EncodeHints(Column(kHintsBegin), kHintColumns * kForestStep, deepest_);
}

// The card: of the container and those around it the one with the most twins.
void RowCodes::ReadCard(size_t row, uint32_t container) {
  // The most twins, and of those the lowest level, by one number, since which it is cannot be
  // foreseen.
  std::array<uint32_t, kLevels> path;
  uint64_t best = 0;
  for (size_t level = 0; level < kLevels; ++level) {
    path[level] = container;
    best = std::max(best, uint64_t{twins_[container]} * kLevels + (kLevels - 1 - level));
    container = columns_->page().containers[container].parent;
  }
  const auto card_level = static_cast<uint32_t>(kLevels - 1 - best % kLevels);
  const uint32_t card = path[card_level];
  const Twins& twins = columns_->twins()[columns_->twins_of()[card]];
  OfContainers& c = containers_;
  c.card_level[row] = card_level;
  c.card_count[row] = twins.count;
  c.card_words[row] = twins.words;
  c.card_blocks[row] = twins.blocks;
  c.card_link_words[row] = twins.link_words;
  c.card_long_words[row] = twins.long_words;
  c.card_prices[row] = twins.prices;
}

void RowCodes::ReadContainersOfRows() {
  const PageIndex& index = columns_->index();
  const auto& containers = columns_->page().containers;
  const uint32_t core_depth = containers[index.core].depth;
  const bool has_title = index.title != PageIndex::kNone;
  OfContainers& c = containers_;
  for (size_t row = 0; row < rows_; ++row) {
    const uint32_t at = columns_->blocks().parent[first_ + row];
    const Container& container = containers[at];
    const ContainerSums& own = index.containers[at];
    const ContainerSums& section = index.containers[own.section];
    const Container& section_container = containers[own.section];
    const GroupSums& group = index.groups[own.group];
    const bool in_core = own.core_distance == 0;
    c.depth[row] = container.depth;
    c.tag[row] = container.tag;
    c.position[row] = static_cast<uint32_t>(first_ + row) - container.first_block;
    c.blocks[row] = container.end_block - container.first_block;
    c.section_words[row] = section.words;
    c.section_link_words[row] = section.link_words;
    c.section_prose[row] = section.prose;
    c.section_blocks[row] = section_container.end_block - section_container.first_block;
    c.in_core[row] = in_core;
    c.below_core[row] = in_core ? container.depth - core_depth : 0;
    c.core_distance[row] = own.core_distance;
    c.title_distance[row] = has_title ? own.title_distance : static_cast<uint32_t>(kFarAway);
    c.group_blocks[row] = group.blocks;
    c.group_words[row] = group.words;
    c.group_link_words[row] = group.link_words;
    c.group_prose[row] = group.prose;
    const bool comment = Has(own.hints, Hint::kComment) ||
                         (index.blocks[first_ + row].under & PhraseBit(PhraseKind::kComment)) != 0;
    const bool post = Has(own.hints, Hint::kPost);
    c.around[row] = static_cast<uint8_t>((comment ? kComments : 0) | (post ? kPosts : 0));
    ReadCard(row, at);
  }
}

void RowCodes::WriteContainers() {
  const OfContainers& c = containers_;
  const auto encode = [&](auto column, const Numbers& numbers) { Encode(column, numbers.data()); };
  const auto share = [&](auto column, const Numbers& parts, const Numbers& wholes) {
    Encode(column, parts.data(), wholes.data());
  };
  encode(kDepthColumn, c.depth);
  encode(kTagColumn, c.tag);
  encode(kCardBegin, c.card_count);
  encode(kCardBegin + 1, c.card_level);
  share(kCardBegin + 2, c.card_words, c.card_count);
  share(kCardBegin + 3, c.card_blocks, c.card_count);
  share(kCardBegin + 4, c.card_link_words, c.card_words);
  share(kCardBegin + 5, c.card_long_words, c.card_words);
  share(kCardBegin + 6, c.card_prices, c.card_count);
  share(kCardBegin + 7, c.card_words, page_words_);
  std::memcpy(Column(ColumnOf(Measure::kParentLinkShare)), Column(kLevelsBegin + 1), kForestStep);
  share(ColumnOf(Measure::kSectionLinkShare), c.section_link_words, c.section_words);
  encode(ColumnOf(Measure::kSectionBlocks), c.section_blocks);
  share(ColumnOf(Measure::kSectionProse), c.section_prose, c.section_words);
  share(ColumnOf(Measure::kSectionShare), c.section_prose, page_prose_);
  encode(ColumnOf(Measure::kInCore), c.in_core);
  encode(ColumnOf(Measure::kBelowCore), c.below_core);
  encode(ColumnOf(Measure::kCoreDistance), c.core_distance);
  encode(ColumnOf(Measure::kTitleDistance), c.title_distance);
  encode(ColumnOf(Measure::kGroupSize), c.group_blocks);
  share(ColumnOf(Measure::kGroupWords), c.group_words, c.group_blocks);
  share(ColumnOf(Measure::kGroupLinkShare), c.group_link_words, c.group_words);
  share(ColumnOf(Measure::kGroupProse), c.group_prose, c.group_words);
  share(ColumnOf(Measure::kGroupShare), c.group_prose, page_prose_);
  encode(ColumnOf(BlockColumn::kInContainer), c.position);
  share(ColumnOf(BlockColumn::kInContainerShare), c.position, c.blocks);
}

void RowCodes::WriteText() {
  const BlockNumbers& b = columns_->blocks();
  const auto at = static_cast<ptrdiff_t>(first_);
  const uint32_t* const words = b.words.From(at);
  const uint32_t* const link_words = b.link_words.From(at);
  const uint32_t* const characters = b.characters.From(at);
  const uint32_t* const letters = b.letters.From(at);
  const uint32_t* const digits = b.digits.From(at);
  Numbers text_words;
  Numbers marks;
  for (size_t row = 0; row < kForestStep; ++row) {
    if (row >= rows_) {
      text_words[row] = marks[row] = 0;
      continue;
    }
    text_words[row] = words[row] - link_words[row];
    marks[row] = characters[row] - std::min(characters[row], letters[row] + digits[row]);
  }
  Encode(ColumnOf(Measure::kWords), words);
  Encode(ColumnOf(Measure::kTextWords), text_words.data());
  Encode(ColumnOf(Measure::kLinkShare), link_words, words);
  Encode(ColumnOf(Measure::kSentences), b.sentences.From(at));
  Encode(ColumnOf(Measure::kCommas), b.commas.From(at));
  Encode(ColumnOf(Measure::kDigitShare), digits, characters);
  Encode(ColumnOf(BlockColumn::kKind), b.kind.From(at));
  Encode(ColumnOf(BlockColumn::kLevel), b.level.From(at));
  Encode(ColumnOf(BlockColumn::kCharacters), characters);
  Encode(ColumnOf(BlockColumn::kWordLength), letters, words);
  Encode(ColumnOf(BlockColumn::kUpperShare), b.upper.From(at), letters);
  Encode(ColumnOf(BlockColumn::kMarkShare), marks.data(), characters);
}

void RowCodes::WriteFlags() {
  const BlockNumbers& b = columns_->blocks();
  const auto at = static_cast<ptrdiff_t>(first_);
  const uint8_t* planes[kPlanes];
  for (size_t byte = 0; byte < kYesBytes; ++byte) planes[kYes + byte] = b.yes[byte].From(at);
  planes[kTraits] = b.traits.From(at);
  planes[kKind] = b.kind.From(at);
  planes[kPrevious] = b.kind.From(at - 1);
  planes[kNext] = b.kind.From(at + 1);
  planes[kAround] = containers_.around.data();
  EncodeFlags(kYesColumns, planes, codes_);
  EncodeFlags(kOtherFlags, planes, codes_);
}

void RowCodes::WriteNeighbours() {
  const BlockNumbers& b = columns_->blocks();
  const auto at = static_cast<ptrdiff_t>(first_);
  const size_t last = columns_->page().blocks.size() - 1;
  Encode(ColumnOf(Measure::kPreviousProse), b.prose.From(at - 1));
  Encode(ColumnOf(Measure::kNextProse), b.prose.From(at + 1));
  Encode(ColumnOf(Measure::kPreviousWords), b.words.From(at - 1));
  Encode(ColumnOf(Measure::kNextWords), b.words.From(at + 1));
  Encode(ColumnOf(BlockColumn::kPreviousLinkShare), b.link_words.From(at - 1),
         b.words.From(at - 1));
  Encode(ColumnOf(BlockColumn::kNextLinkShare), b.link_words.From(at + 1), b.words.From(at + 1));
  Encode(ColumnOf(BlockColumn::kPreviousKind), b.kind.From(at - 1));
  Encode(ColumnOf(BlockColumn::kNextKind), b.kind.From(at + 1));
  Encode(ColumnOf(BlockColumn::kSecondPreviousWords), b.words.From(at - 2));
  Encode(ColumnOf(BlockColumn::kSecondNextWords), b.words.From(at + 2));
  // Whether each row stands beside the one before it, and one row more.
  std::array<uint8_t, kForestStep + 1> beside;
  const uint32_t* const parents = b.parent.From(at);
  for (size_t row = 0; row < beside.size(); ++row) {
    beside[row] = *(parents + row - 1) == parents[row];
  }
  Encode(ColumnOf(BlockColumn::kPreviousBeside), beside.data());
  Encode(ColumnOf(BlockColumn::kNextBeside), beside.data() + 1);
  for (const BlockColumn column :
       {BlockColumn::kPreviousLinkShare, BlockColumn::kPreviousKind, BlockColumn::kPreviousBeside,
        BlockColumn::kSecondPreviousWords}) {
    Patch(ColumnOf(column), 0, -1);
  }
  for (const BlockColumn column : {BlockColumn::kNextLinkShare, BlockColumn::kNextKind,
                                   BlockColumn::kNextBeside, BlockColumn::kSecondNextWords}) {
    Patch(ColumnOf(column), last, -1);
  }
  Patch(ColumnOf(BlockColumn::kSecondPreviousWords), 1, -1);
  if (last > 0) Patch(ColumnOf(BlockColumn::kSecondNextWords), last - 1, -1);

  const auto near = [at](const Padded<uint32_t>& before, Numbers& out) {
    constexpr auto kAfter = static_cast<ptrdiff_t>(kNear + 1);
    const uint32_t* const begin = before.From(at - static_cast<ptrdiff_t>(kNear));
    const uint32_t* const end = before.From(at + kAfter);
    for (size_t row = 0; row < kForestStep; ++row) out[row] = end[row] - begin[row];
  };
  Numbers words, link_words, sentences;
  near(b.words_before, words);
  near(b.link_words_before, link_words);
  near(b.sentences_before, sentences);
  Encode(ColumnOf(BlockColumn::kNearWords), words.data());
  Encode(ColumnOf(BlockColumn::kNearLinkShare), link_words.data(), words.data());
  Encode(ColumnOf(BlockColumn::kNearSentences), sentences.data());
}

void RowCodes::WritePlace() {
  const BlockNumbers& b = columns_->blocks();
  const PageIndex& index = columns_->index();
  const auto at = static_cast<ptrdiff_t>(first_);
  const uint32_t* const words = b.words.From(at);
  const uint32_t* const words_before = b.words_before.From(at);
  const uint32_t* const prose = b.prose.From(at);
  const uint32_t* const prose_before = b.prose_before.From(at);
  const bool has_title = index.title != PageIndex::kNone;
  const float page_words = AsFloat(index.page().words);
  Numbers prose_after;
  std::array<float, kForestStep> words_after;
  std::array<float, kForestStep> after_title;
  for (size_t row = 0; row < kForestStep; ++row) {
    prose_after[row] = index.page().prose - prose_before[row] - prose[row];
    words_after[row] = page_words - AsFloat(words_before[row]) - AsFloat(words[row]);
    const float block = AsFloat(static_cast<uint32_t>(first_ + row));
    after_title[row] = has_title ? block - AsFloat(index.title) : 0.0f;
  }
  Encode(ColumnOf(Measure::kBefore), b.counted_before.From(at), page_words_.data());
  Encode(ColumnOf(Measure::kProseAfter), prose_after.data(), page_prose_.data());
  Encode(ColumnOf(Measure::kAfterTitle), after_title.data());
  Encode(ColumnOf(BlockColumn::kSameText), b.same_text.From(at));
  Encode(ColumnOf(BlockColumn::kWordsBefore), words_before);
  Encode(ColumnOf(BlockColumn::kWordsAfter), words_after.data());
  Encode(ColumnOf(BlockColumn::kSinceHeading), b.since_heading.From(at));
  Encode(ColumnOf(BlockColumn::kHeadingLevel), b.heading_level.From(at));
  Encode(ColumnOf(BlockColumn::kSinceTitle), b.since_title.From(at));
  Encode(ColumnOf(BlockColumn::kSinceLong), b.since_long.From(at));
  Encode(ColumnOf(BlockColumn::kUntilLong), b.until_long.From(at));
  // Before the first block of prose, and after the last.
  const auto rows_before = [this](size_t block) {
    return std::min(block - std::min(block, first_), kForestStep);
  };
  const size_t before = rows_before(index.first_prose);
  const size_t until = rows_before(index.last_prose + size_t{1});
  uint8_t* const before_prose = Column(ColumnOf(Measure::kBeforeProse));
  uint8_t* const after_prose = Column(ColumnOf(Measure::kAfterProse));
  std::fill_n(before_prose, before, CodeOf(1));
  std::fill_n(before_prose + before, kForestStep - before, kCodeOfZero);
  std::fill_n(after_prose, until, kCodeOfZero);
  std::fill_n(after_prose + until, kForestStep - until, CodeOf(1));
}

// What matters only where the page, or the block, is of some kind.
void RowCodes::WriteProducts() {
  const auto copy_if = [this](bool holds, Measure from, Measure to) {
    if (!holds) return Fill(ColumnOf(to), kCodeOfZero);
    std::memcpy(Column(ColumnOf(to)), Column(ColumnOf(from)), kForestStep);
  };
  copy_if(prose_page_, Measure::kCoreDistance, Measure::kCoreDistanceInProse);
  copy_if(prose_page_, Measure::kAfterProse, Measure::kAfterProseInProse);
  copy_if(prose_page_, Measure::kBeforeProse, Measure::kBeforeProseInProse);
  copy_if(prose_page_, Measure::kLinkShare, Measure::kLinkShareInProse);
  copy_if(prose_page_, Measure::kGroupSize, Measure::kGroupSizeInProse);
  copy_if(prose_core_, Measure::kInCore, Measure::kInProseCore);
}

void RowCodes::Patch(size_t column, size_t block, float value) const {
  if (block >= first_ && block < first_ + rows_) Column(column)[block - first_] = CodeOf(value);
}

void RowCodes::Fill(size_t column, uint8_t code) const {
  std::memset(Column(column), code, kForestStep);
}

void RowCodes::Encode(size_t column, const uint32_t* values) const {
  EncodeColumn(values, rows_, Column(column));
}

void RowCodes::Encode(size_t column, const uint8_t* values) const {
  EncodeColumn(values, rows_, Column(column));
}

void RowCodes::Encode(size_t column, const float* values) const {
  EncodeColumn(values, rows_, Column(column));
}

void RowCodes::Encode(size_t column, const uint32_t* parts, const uint32_t* wholes) const {
  EncodeColumn(parts, wholes, rows_, Column(column));
}

}  // namespace tamis::extract
