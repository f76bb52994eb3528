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

uint32_t Prose(const PageBlock& block) {
  const uint32_t text = block.words - block.link_words;
  const bool control = block.kind == BlockKind::kHeading || block.kind == BlockKind::kForm ||
                       block.kind == BlockKind::kButton;
  const bool sentence = block.measure.sentences > 0 || block.measure.commas > 0;
  return !control && sentence && text >= kMinProse ? text : 0;
}

// A table of at least twice `count` slots, all free.
void ResetSlots(std::vector<uint32_t>& slots, size_t count) {
  slots.assign(std::bit_ceil(count * 2 + 2), PageIndex::kNone);
}

}  // namespace

void PageIndex::Build(const PageBlocks& page) {
  SumBlocks(page);
  SumContainers(page);
  FindHints(page);
  FindCore(page);
  FindGroups(page);
  FindRepeats(page);
  FindPhrases(page);
  FindPosts(page);
  FindProseEnds(page);
  FindDistances(page, core, &ContainerSums::core_distance);
  if (title == kNone) return;
  FindDistances(page, page.blocks[title].parent, &ContainerSums::title_distance);
}

void PageIndex::SumBlocks(const PageBlocks& page) {
  const size_t count = page.blocks.size();
  blocks.assign(count, BlockFacts{});
  for (auto& sums : sums_) sums.assign(count + 1, 0);
  uint64_t in_noscript = 0;
  uint64_t elsewhere = 0;
  for (const PageBlock& block : page.blocks) {
    (block.in_noscript ? in_noscript : elsewhere) += block.words;
  }
  mute_noscript_ = in_noscript <= elsewhere;
  title = kNone;
  prices = 0;
  for (size_t i = 0; i < count; ++i) {
    const PageBlock& block = page.blocks[i];
    blocks[i].words_before = sums_[0][i];
    blocks[i].prose_before = sums_[2][i];
    for (auto& sums : sums_) sums[i + 1] = sums[i];
    if (IsMuted(block)) continue;
    blocks[i].prose = Prose(block);
    sums_[0][i + 1] += block.words;
    sums_[1][i + 1] += block.link_words;
    sums_[2][i + 1] += blocks[i].prose;
    prices += block.measure.has_price;
    if (title == kNone && block.kind == BlockKind::kHeading && block.level == 1) {
      title = static_cast<uint32_t>(i);
    }
  }
}

void PageIndex::SumContainers(const PageBlocks& page) {
  const size_t count = page.containers.size();
  containers.assign(count, ContainerSums{});
  for (size_t i = 0; i < count; ++i) {
    const Container& c = page.containers[i];
    ContainerSums& sums = containers[i];
    sums.words = sums_[0][c.end_block] - sums_[0][c.first_block];
    sums.link_words = sums_[1][c.end_block] - sums_[1][c.first_block];
    sums.prose = sums_[2][c.end_block] - sums_[2][c.first_block];
    const auto self = static_cast<uint32_t>(i);
    sums.section = sums.words >= kSectionWords ? self : containers[c.parent].section;
  }
}

void PageIndex::FindHints(const PageBlocks& page) {
  const ContainerSums& all = containers[0];
  const auto limit = kWholePage * static_cast<float>(all.words - all.link_words);
  articles = 0;
  for (size_t i = 1; i < containers.size(); ++i) {
    const Container& c = page.containers[i];
    ContainerSums& sums = containers[i];
    HintSet own = c.hints;
    if (static_cast<float>(sums.words - sums.link_words) >= limit) own &= ~kContraryHints;
    sums.hints = own | containers[c.parent].hints;
    articles += Has(c.hints, Hint::kTagArticle);
  }
}

void PageIndex::FindPosts(const PageBlocks& page) {
  comment_prose = 0;
  post_prose = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const HintSet hints = containers[page.blocks[i].parent].hints;
    if (IsComment(page, i)) comment_prose += blocks[i].prose;
    if (Has(hints, Hint::kPost)) post_prose += blocks[i].prose;
  }
}

// Children stand after their parent, so one pass finds the richest child of each candidate: a
// container is followed only if its parent is the core so far.
void PageIndex::FindCore(const PageBlocks& page) {
  core = 0;
  for (uint32_t i = 1; i < containers.size(); ++i) {
    if (page.containers[i].parent != core || containers[i].prose == 0) continue;
    const auto enough = kCoreShare * static_cast<float>(containers[core].prose);
    if (static_cast<float>(containers[i].prose) >= enough) core = i;
  }
}

void PageIndex::FindGroups(const PageBlocks& page) {
  groups.clear();
  ResetSlots(slots_, page.containers.size());
  const size_t mask = slots_.size() - 1;
  for (size_t i = 0; i < containers.size(); ++i) {
    const uint32_t signature = page.containers[i].signature;
    size_t slot = signature & mask;
    while (slots_[slot] != kNone && groups[slots_[slot]].signature != signature) {
      slot = (slot + 1) & mask;
    }
    if (slots_[slot] == kNone) {
      slots_[slot] = static_cast<uint32_t>(groups.size());
      groups.push_back({.signature = signature});
    }
    containers[i].group = slots_[slot];
  }
  for (size_t i = 0; i < blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    GroupSums& group = groups[containers[block.parent].group];
    ++group.blocks;
    group.words += block.words;
    group.link_words += block.link_words;
    group.prose += blocks[i].prose;
  }
}

void PageIndex::FindRepeats(const PageBlocks& page) {
  ResetSlots(slots_, blocks.size());
  const size_t mask = slots_.size() - 1;
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    const std::string_view text = page.Text(page.blocks[i]);
    size_t slot = HashOf(text) & mask;
    while (slots_[slot] != kNone && page.Text(page.blocks[slots_[slot]]) != text) {
      slot = (slot + 1) & mask;
    }
    if (slots_[slot] == kNone) slots_[slot] = i;
    blocks[i].repeats = slots_[slot];
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
    }
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

void PageIndex::FindDistances(const PageBlocks& page, uint32_t container,
                              uint32_t ContainerSums::* field) {
  for (ContainerSums& sums : containers) sums.*field = kNone;
  const uint32_t depth = page.containers[container].depth;
  for (uint32_t at = container;; at = page.containers[at].parent) {
    containers[at].*field = depth - page.containers[at].depth;
    if (at == 0) break;
  }
  for (size_t i = 1; i < containers.size(); ++i) {
    if (containers[i].*field != kNone) continue;
    containers[i].*field = containers[page.containers[i].parent].*field;
  }
}

}  // namespace tamis::extract
