#include "extract/features/columns.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <iterator>

#include "extract/blocks/hints.h"

namespace tamis::extract {
namespace {

constexpr uint32_t kLongWords = 15;  // of a block that reads like prose
constexpr float kLongLinkShare = 0.34f;
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
static_assert(std::size(kPathHints) == kHintColumns);

constexpr uint8_t kNoColumn = 255;
constexpr std::array<uint8_t, 64> MakeColumnOfHint() {
  std::array<uint8_t, 64> columns{};
  columns.fill(kNoColumn);
  for (size_t h = 0; h < kHintColumns; ++h) {
    columns[static_cast<size_t>(kPathHints[h])] = static_cast<uint8_t>(h);
  }
  return columns;
}
constexpr std::array<uint8_t, 64> kColumnOfHint = MakeColumnOfHint();

bool IsLong(const PageBlock& block) {
  return block.words >= kLongWords &&
         static_cast<float>(block.link_words) / static_cast<float>(block.words) <= kLongLinkShare;
}

// `next`: null for the last.
uint8_t TraitsOf(const PageBlock& block, const PageBlock* next) {
  uint8_t traits = 0;
  const auto set_if = [&traits](bool holds, Trait trait) {
    traits |= holds ? static_cast<uint8_t>(trait) : uint8_t{0};
  };
  set_if(block.measure.ends_sentence, Trait::kEndsSentence);
  set_if(block.measure.has_price, Trait::kPrice);
  set_if(block.in_noscript, Trait::kNoscript);
  set_if((block.flags & kBlockListMarker) != 0, Trait::kListMarker);
  set_if(block.kind == BlockKind::kHeading && next != nullptr && next->kind != BlockKind::kHeading,
         Trait::kHeadsText);
  return traits;
}

// A level more, up to the most that there are.
void GoDown(const HintLevels& from, HintLevels& to) {
  using Bytes = uint8_t __attribute__((vector_size(16)));
  static_assert(kHintBytes % sizeof(Bytes) == 0);
  for (size_t i = 0; i < kHintBytes; i += sizeof(Bytes)) {
    Bytes levels;
    std::memcpy(&levels, from.data() + i, sizeof levels);
    levels -= reinterpret_cast<Bytes>(levels < uint8_t{kNoHint - 1});  // all ones is -1
    std::memcpy(to.data() + i, &levels, sizeof levels);
  }
}

}  // namespace

void BlockNumbers::Resize(size_t blocks) {
  for (auto* numbers : {&words, &link_words, &characters, &letters, &upper, &digits, &sentences,
                        &commas, &prose, &parent, &same_text, &counted_before, &prose_before}) {
    numbers->Resize(blocks);
  }
  for (auto* sums :
       {&words_before, &link_words_before, &sentences_before, &long_words_before, &prices_before}) {
    sums->Resize(blocks + 1);
  }
  since_title.Resize(blocks);
  kind.Resize(blocks, kNoColumn, kNoColumn);
  for (auto* bytes :
       {&level, &since_heading, &since_long, &until_long, &heading_level, &is_long, &traits}) {
    bytes->Resize(blocks);
  }
  for (auto& bytes : yes) bytes.Resize(blocks);
}

void Columns::Read(const PageBlocks& page, const FeatureExtractor& features,
                   const NameTable& names) {
  page_ = &page;
  features_ = &features;
  names_ = &names;
  ReadBlocks();
  FindPlaces();
  ReadNames();
  FindHints();
  FindAlike();
}

void Columns::ReadBlocks() {
  const size_t count = page_->blocks.size();
  BlockNumbers& b = blocks_;
  b.Resize(count);
  for (auto* sums : {&b.words_before, &b.link_words_before, &b.sentences_before,
                     &b.long_words_before, &b.prices_before}) {
    (*sums)[0] = 0;
  }
  sums_ = {};
  for (size_t i = 0; i < count; ++i) {
    const PageBlock& block = page_->blocks[i];
    const BlockFacts& facts = index().blocks[i];
    b.words[i] = block.words;
    b.link_words[i] = block.link_words;
    b.characters[i] = block.measure.characters;
    b.letters[i] = block.measure.letters;
    b.upper[i] = block.measure.upper;
    b.digits[i] = block.measure.digits;
    b.sentences[i] = block.measure.sentences;
    b.commas[i] = block.measure.commas;
    b.prose[i] = facts.prose;
    b.parent[i] = block.parent;
    b.counted_before[i] = facts.words_before;
    b.prose_before[i] = facts.prose_before;
    b.kind[i] = static_cast<uint8_t>(block.kind);
    b.level[i] = block.level;
    b.same_text[i] = 1;
    if (facts.repeats != i) ++b.same_text[facts.repeats];
    b.traits[i] = TraitsOf(block, i + 1 < count ? &block + 1 : nullptr);
    const MeasureSet yes = features_->yes()[i] >> kFirstYes;
    for (size_t byte = 0; byte < kYesBytes; ++byte) {
      b.yes[byte][i] = static_cast<uint8_t>(yes >> 8 * byte);
    }
    const bool is_long = IsLong(block);
    b.is_long[i] = is_long;
    b.words_before[i + 1] = b.words_before[i] + block.words;
    b.link_words_before[i + 1] = b.link_words_before[i] + block.link_words;
    b.sentences_before[i + 1] = b.sentences_before[i] + block.measure.sentences;
    b.long_words_before[i + 1] = b.long_words_before[i] + (is_long ? block.words : 0);
    b.prices_before[i + 1] = b.prices_before[i] + (block.measure.has_price ? 1 : 0);
    sums_.long_blocks += is_long;
    sums_.headings += block.kind == BlockKind::kHeading;
    sums_.controls += block.kind == BlockKind::kForm || block.kind == BlockKind::kButton;
  }
  for (auto* sums : {&b.words_before, &b.link_words_before, &b.sentences_before}) {
    sums->FillBehind((*sums)[count]);
  }
}

void Columns::FindPlaces() {
  const size_t count = page_->blocks.size();
  BlockNumbers& b = blocks_;
  const auto farther = [](uint8_t distance) {
    return static_cast<uint8_t>(distance + (distance < kFarBlocks ? 1 : 0));
  };
  uint8_t since_heading = kFarBlocks;
  uint8_t since_long = kFarBlocks;
  uint8_t heading_level = 0;
  for (size_t i = 0; i < count; ++i) {
    b.since_heading[i] = since_heading;
    b.heading_level[i] = heading_level;
    b.since_long[i] = since_long;
    since_heading = farther(since_heading);
    since_long = farther(since_long);
    if (b.kind[i] == static_cast<uint8_t>(BlockKind::kHeading)) {
      since_heading = 0;
      heading_level = b.level[i];
    }
    if (b.is_long[i] != 0) since_long = 0;
  }
  const bool has_title = index().title != PageIndex::kNone;
  const uint32_t title_at = has_title ? b.words_before[index().title] : 0;
  uint8_t until_long = kFarBlocks;
  for (size_t i = count; i-- > 0;) {
    b.until_long[i] = until_long;
    until_long = farther(until_long);
    if (b.is_long[i] != 0) until_long = 0;
    const auto distance = static_cast<float>(b.words_before[i]) - static_cast<float>(title_at);
    const float magnitude = has_title ? std::log2(1 + std::fabs(distance)) : 0;
    b.since_title[i] = !has_title ? kNoTitle : distance < 0 ? -magnitude : magnitude;
    b.same_text[i] = b.same_text[index().blocks[i].repeats];
    sums_.repeated_words += b.same_text[i] > 1 ? b.words[i] : 0;
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
  path_names_.resize(page_->containers.size());
  for (size_t i = 0; i < path_names_.size(); ++i) {
    const Container& container = page_->containers[i];
    PathNames& s = path_names_[i];
    s = i > 0 ? path_names_[container.parent] : PathNames{};
    s.mean = 0;
    if (container.node == html::kNoNode) continue;
    const Odds odds = OddsOf(container);
    if (odds.count == 0) continue;
    s.mean = odds.sum / static_cast<float>(odds.count);
    s.near = s.mean;
    s.low = std::min(s.low, odds.low);
    s.high = std::max(s.high, odds.high);
    s.sum += odds.sum;
    s.count += odds.count;
  }
}

void Columns::FindHints() {
  if (hints_.size() < page_->containers.size()) hints_.resize(page_->containers.size());
  for (size_t i = 0; i < page_->containers.size(); ++i) {
    const Container& container = page_->containers[i];
    HintLevels& own = hints_[i];
    if (i == 0) {
      own.fill(kNoHint);
    } else {
      GoDown(hints_[container.parent], own);
    }
    for (HintSet left = container.hints; left != 0; left &= left - 1) {
      const uint8_t column = kColumnOfHint[static_cast<size_t>(std::countr_zero(left))];
      if (column != kNoColumn) own[column] = 0;
    }
  }
}

// Containers of one signature stand at one depth, and those of one parent together. So a twin of
// theirs is the last one met, or there is none.
void Columns::FindAlike() {
  const auto count = static_cast<uint32_t>(page_->containers.size());
  kin_.assign(index().groups.size(), Kin{});
  twins_.clear();
  twins_of_.resize(count);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t parent = i == 0 ? count : page_->containers[i].parent;
    const ContainerSums& words = index().containers[i];
    Kin& kin = kin_[words.group];
    if (kin.count == 0 || kin.parent != parent) {
      kin.parent = parent;
      kin.twins = static_cast<uint32_t>(twins_.size());
      twins_.emplace_back();
    }
    ++kin.count;
    kin.words += words.words;
    twins_of_[i] = kin.twins;
    const BlockSums sums = SumsOf(i);
    Twins& twins = twins_[kin.twins];
    ++twins.count;
    twins.blocks += sums.blocks;
    twins.words += words.words;
    twins.link_words += words.link_words;
    twins.long_words += sums.long_words;
    twins.prices += sums.prices;
  }
}

}  // namespace tamis::extract
