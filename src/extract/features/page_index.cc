#include "extract/features/page_index.h"

#include <algorithm>
#include <bit>

#include "base/memory/hash.h"

namespace tamis::extract {
namespace {

// Fewer words outside links are no prose, whatever their punctuation.
constexpr uint32_t kMinProse = 8;
// A container's hints hold for what is in it, unless it is most of the page: <div
// class="with-sidebar"> says nothing. Share of the page's words outside links.
constexpr float kWholePage = 0.6f;
// A core is followed into a child that holds at least this share of its prose.
constexpr float kCoreShare = 0.7f;
// Longer blocks are read as text: no phrase makes up half of them, or is looked for at all.
constexpr uint32_t kMaxPhraseWords = 30;
constexpr uint32_t kMaxMentionWords = 60;
constexpr float kMinPhraseShare = 0.5f;
constexpr uint32_t kMaxCopyrightWords = 40;

// Hints that speak against content: those which a whole page may carry without meaning.
constexpr HintSet kContraryHints =
    (Bit(Hint::kContent) - 1) &
    ~(Bit(Hint::kTagMain) | Bit(Hint::kTagArticle) | Bit(Hint::kTagSection) |
      Bit(Hint::kTagFigure) | Bit(Hint::kTagTable) | Bit(Hint::kTagList) | Bit(Hint::kTagQuote) |
      Bit(Hint::kTagSummary));
static_assert(Hint::kUser < Hint::kContent);

// The kinds of blocks that hold no prose, as bits.
constexpr uint32_t BitOf(BlockKind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr uint32_t kNoProse =
    BitOf(BlockKind::kHeading) | BitOf(BlockKind::kForm) | BitOf(BlockKind::kButton);

// Without a branch: nobody can guess which blocks are prose.
uint32_t Prose(const PageBlock& block) {
  const uint32_t text = block.words - block.link_words;
  const bool sentence = (block.measure.sentences | block.measure.commas) != 0;
  const bool prose = ((kNoProse & BitOf(block.kind)) == 0) & sentence & (text >= kMinProse);
  return prose ? text : 0;
}

}  // namespace

void PageIndex::Build(const PageBlocks& page) {
  SumBlocks(page);
  SumContainers(page);
  FindRepeats(page);
  FindPhrases(page);
  SumGroups(page);
  FindProseEnds(page);
  FindDistances(page);
}

void PageIndex::SumBlocks(const PageBlocks& page) {
  const size_t count = page.blocks.size();
  blocks.resize(count);
  sums_.resize(count + 1);
  uint64_t in_noscript = 0;
  uint64_t all = 0;
  for (const PageBlock& block : page.blocks) {
    in_noscript += block.in_noscript ? block.words : 0;
    all += block.words;
  }
  mute_noscript_ = in_noscript <= all - in_noscript;
  title = kNone;
  prices = 0;
  Sums sums;
  for (size_t i = 0; i < count; ++i) {
    const PageBlock& block = page.blocks[i];
    sums_[i] = sums;
    BlockFacts& facts = blocks[i];
    facts = {.words_before = sums.words, .prose_before = sums.prose};
    if (IsMuted(block)) continue;
    facts.prose = Prose(block);
    sums.words += block.words;
    sums.link_words += block.link_words;
    sums.prose += facts.prose;
    prices += block.measure.has_price;
    if (title == kNone && block.kind == BlockKind::kHeading && block.level == 1) {
      title = static_cast<uint32_t>(i);
    }
  }
  sums_[count] = sums;
}

// One pass, since parents stand before their children: of the core, too, a container is followed
// only if its parent is the core so far.
void PageIndex::SumContainers(const PageBlocks& page) {
  const size_t count = page.containers.size();
  const Sums& all = sums_.back();
  const auto limit = kWholePage * static_cast<float>(all.words - all.link_words);
  containers.resize(count);
  groups.clear();
  table_.Start(count);
  articles = 0;
  core = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const Container& c = page.containers[i];
    const Sums& begin = sums_[c.first_block];
    const Sums& end = sums_[c.end_block];
    ContainerSums& sums = containers[i];
    sums = {.words = end.words - begin.words,
            .link_words = end.link_words - begin.link_words,
            .prose = end.prose - begin.prose,
            .core_distance = kNone,
            .title_distance = kNone,
            .group = GroupOf(c.signature)};
    if (i == 0) continue;
    const ContainerSums& parent = containers[c.parent];
    sums.section = sums.words >= kSectionWords ? i : parent.section;
    HintSet own = c.hints;
    if (static_cast<float>(sums.words - sums.link_words) >= limit) own &= ~kContraryHints;
    sums.hints = own | parent.hints;
    articles += Has(c.hints, Hint::kTagArticle);
    if (c.parent != core || sums.prose == 0) continue;
    const auto enough = kCoreShare * static_cast<float>(containers[core].prose);
    if (static_cast<float>(sums.prose) >= enough) core = i;
  }
}

uint32_t PageIndex::GroupOf(uint32_t signature) {
  const auto next = static_cast<uint32_t>(groups.size());
  const uint32_t group = table_.FindOrAdd(signature, next, [](uint32_t) { return true; });
  if (group == next) groups.push_back({.signature = signature});
  return group;
}

void PageIndex::SumGroups(const PageBlocks& page) {
  comment_prose = 0;
  post_prose = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    const ContainerSums& parent = containers[block.parent];
    const uint32_t prose = blocks[i].prose;
    GroupSums& group = groups[parent.group];
    ++group.blocks;
    group.words += block.words;
    group.link_words += block.link_words;
    group.prose += prose;
    if (prose == 0) continue;
    if (IsComment(page, i)) comment_prose += prose;
    if (Has(parent.hints, Hint::kPost)) post_prose += prose;
  }
}

void PageIndex::FindRepeats(const PageBlocks& page) {
  table_.Start(blocks.size());
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    const std::string_view text = page.Text(page.blocks[i]);
    const auto same = [&](uint32_t other) { return page.Text(page.blocks[other]) == text; };
    blocks[i].repeats = table_.FindOrAdd(static_cast<uint32_t>(HashOf(text)), i, same);
  }
}

// A heading that is a phrase ("Related articles") speaks for all up to the next heading of its
// level or above, within the container that holds it and what follows it.
void PageIndex::FindPhrases(const PageBlocks& page) {
  struct Section {
    PhraseSet phrases = 0;
    uint32_t end = 0;
  };
  std::array<Section, 7> open{};  // by heading level
  uint32_t open_end = 0;          // of those that are phrases
  FilterPhrases(page);
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    ReadPhrases(page, i);
    if (block.kind == BlockKind::kHeading && block.level >= 1 && block.level <= 6) {
      uint32_t holder = block.parent;
      while (holder != 0 && page.containers[holder].end_block <= i + 1) {
        holder = page.containers[holder].parent;
      }
      open[block.level] = {blocks[i].phrases, page.containers[holder].end_block};
      std::fill(open.begin() + block.level + 1, open.end(), Section{});
      if (blocks[i].phrases != 0) open_end = std::max(open_end, open[block.level].end);
    }
    if (i >= open_end) continue;
    for (const Section& section : open) {
      if (i < section.end) blocks[i].under |= section.phrases;
    }
  }
}

// Asks those blocks that are short and the first of their text.
void PageIndex::FilterPhrases(const PageBlocks& page) {
  lines_.clear();
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    if (blocks[i].repeats == i && block.words <= kMaxMentionWords)
      lines_.push_back(page.Text(block));
  }
  line_ = 0;
  may_hold_ = phrase_filter_.Read(lines_, simd::Readable(page.text));
}

void PageIndex::ReadPhrases(const PageBlocks& page, uint32_t i) {
  const PageBlock& block = page.blocks[i];
  BlockFacts& facts = blocks[i];
  if (facts.repeats != i) {
    const BlockFacts& same = blocks[facts.repeats];
    facts.leads_on = same.leads_on;
    facts.mentions = same.mentions;
    facts.phrases = same.phrases;
    return;
  }
  if (block.words <= kMaxMentionWords && may_hold_[line_++] != 0) {
    const PhraseHits hits = phrase_finder_.Find(page.Text(block), simd::Readable(page.text));
    facts.leads_on = hits.first == PhraseKind::kMore || hits.first == PhraseKind::kRelated;
    for (size_t k = 0; k < hits.bytes.size(); ++k) {
      const auto kind = static_cast<PhraseKind>(k);
      if (hits.Any(kind)) facts.mentions |= PhraseBit(kind);
      const bool covers = hits.Share(kind) >= kMinPhraseShare;
      if (covers && block.words <= kMaxPhraseWords) facts.phrases |= PhraseBit(kind);
    }
  }
  if (block.measure.has_copyright && block.words < kMaxCopyrightWords) {
    facts.phrases |= PhraseBit(PhraseKind::kCopyright);
  }
}

void PageIndex::FindProseEnds(const PageBlocks& page) {
  const Container& c = page.containers[core];
  const auto count = static_cast<uint32_t>(blocks.size());
  const bool core_has_prose = containers[core].prose > 0;
  uint32_t begin = core_has_prose ? c.first_block : 0;
  uint32_t end = core_has_prose ? c.end_block : count;
  while (begin < end && blocks[begin].prose == 0) ++begin;
  while (end > begin && blocks[end - 1].prose == 0) --end;
  first_prose = begin < end ? begin : 0;
  last_prose = begin < end ? end - 1 : (count == 0 ? 0 : count - 1);
}

// From a container up to the root they are known; all others have their parent's.
void PageIndex::FindDistances(const PageBlocks& page) {
  const auto mark_path = [&](uint32_t container, uint32_t ContainerSums::* field) {
    const uint32_t depth = page.containers[container].depth;
    for (uint32_t at = container;; at = page.containers[at].parent) {
      containers[at].*field = depth - page.containers[at].depth;
      if (at == 0) break;
    }
  };
  mark_path(core, &ContainerSums::core_distance);
  if (title != kNone) mark_path(page.blocks[title].parent, &ContainerSums::title_distance);
  // What is known is less than the parent's, what is not is kNone.
  for (size_t i = 1; i < containers.size(); ++i) {
    const ContainerSums& parent = containers[page.containers[i].parent];
    ContainerSums& sums = containers[i];
    sums.core_distance = std::min(sums.core_distance, parent.core_distance);
    sums.title_distance = std::min(sums.title_distance, parent.title_distance);
  }
}

}  // namespace tamis::extract
