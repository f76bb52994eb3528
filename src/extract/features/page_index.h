// Sums over the containers, groups and repeats of a page, from which the measures of its blocks
// are read off. A few passes over short arrays; nothing is kept from page to page but memory.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/blocks/block.h"
#include "extract/features/measures.h"
#include "extract/features/phrase_filter.h"
#include "extract/features/phrases.h"

namespace tamis::extract {

// One bit a PhraseKind.
using PhraseSet = uint16_t;
constexpr PhraseSet PhraseBit(PhraseKind kind) {
  return static_cast<PhraseSet>(1u << static_cast<unsigned>(kind));
}

// Sums over all the blocks of a container.
struct ContainerSums {
  uint32_t words = 0;
  uint32_t link_words = 0;
  uint32_t prose = 0;
  uint32_t section = 0;  // index of the container that is its section
  uint32_t core_distance = 0;
  uint32_t title_distance = 0;
  uint32_t group = 0;  // of the blocks that stand in it directly
  HintSet hints = 0;   // its own and those of its ancestors
};

struct GroupSums {
  uint32_t signature = 0;
  uint32_t blocks = 0;
  uint32_t words = 0;
  uint32_t link_words = 0;
  uint32_t prose = 0;
};

// Facts of one block that take the page to know.
struct BlockFacts {
  uint32_t prose = 0;
  uint32_t words_before = 0;
  uint32_t prose_before = 0;
  PhraseSet phrases = 0;   // that cover half of it
  PhraseSet mentions = 0;  // anywhere in it
  bool leads_on = false;   // it begins with "read more" or the like
  PhraseSet under = 0;     // of the headings it stands under
  uint32_t repeats = 0;    // index of the first block with the same text; itself if none
};

class PageIndex {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  void Build(const PageBlocks& page);

  std::vector<BlockFacts> blocks;
  std::vector<ContainerSums> containers;
  std::vector<GroupSums> groups;

  uint32_t core = 0;         // container
  uint32_t title = kNone;    // block: the first h1
  uint32_t first_prose = 0;  // blocks: of the core if it has any, else of the page
  uint32_t last_prose = 0;
  uint32_t articles = 0;
  uint32_t prices = 0;
  uint32_t comment_prose = 0;  // among comments
  uint32_t post_prose = 0;     // in containers of forum posts
  const ContainerSums& page() const { return containers[0]; }

  // Whether the block stands among comments: in a container of such, or under such a heading.
  bool IsComment(const PageBlocks& page, size_t block) const {
    return Has(containers[page.blocks[block].parent].hints, Hint::kComment) ||
           (blocks[block].under & PhraseBit(PhraseKind::kComment)) != 0;
  }
  // Whether the block stands in a <noscript> and the page has more text elsewhere: it then
  // counts for nothing.
  bool IsMuted(const PageBlock& block) const { return block.in_noscript && mute_noscript_; }

 private:
  void SumBlocks(const PageBlocks& page);
  void SumContainers(const PageBlocks& page);
  void FindHints(const PageBlocks& page);
  void FindPosts(const PageBlocks& page);
  void FindCore(const PageBlocks& page);
  void FindGroups(const PageBlocks& page);
  void FindRepeats(const PageBlocks& page);
  void FindPhrases(const PageBlocks& page);
  void FilterPhrases(const PageBlocks& page);
  void ReadPhrases(const PageBlocks& page, uint32_t block);
  void FindProseEnds(const PageBlocks& page);
  // Fills `field` with the levels from `container` up to the first one that also holds each.
  void FindDistances(const PageBlocks& page, uint32_t container, uint32_t ContainerSums::* field);

  bool mute_noscript_ = false;
  PhraseFilter phrase_filter_;
  PhraseFinder phrase_finder_;
  std::vector<std::string_view> lines_;  // that were filtered
  std::span<const uint8_t> may_hold_;    // of them
  size_t line_ = 0;
  std::vector<uint32_t> slots_;    // hash table of the moment
  std::vector<uint32_t> sums_[3];  // running words, link words, prose
};

}  // namespace tamis::extract
