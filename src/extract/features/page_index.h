// Sums over the containers, groups and repeats of a page, from which the measures of its blocks
// are read off. A few passes over short arrays; nothing is kept from page to page but memory.

#pragma once

#include <array>
#include <bit>
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
  // Levels from the core's container, the title's, up to the first that also holds this one.
  uint32_t core_distance = 0;
  uint32_t title_distance = 0;  // without meaning where there is no title
  uint32_t group = 0;           // of the blocks that stand in it directly
  HintSet hints = 0;            // its own and those of its ancestors
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
  // Over the blocks before one that are not muted.
  struct Sums {
    uint32_t words = 0;
    uint32_t link_words = 0;
    uint32_t prose = 0;
  };
  // A hash table of the moment: numbers by 32 bits of what they stand for.
  class Table {
   public:
    // Empty, with room for `count` numbers.
    void Start(size_t count) { slots_.assign(std::bit_ceil(count * 2 + 2), kFree); }
    // The number that was added with this hash and that is the `same`, or `number`, now added.
    template <typename Same>
    uint32_t FindOrAdd(uint32_t hash, uint32_t number, Same same) {
      const size_t mask = slots_.size() - 1;
      for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const uint64_t entry = slots_[slot];
        if (entry == kFree) {
          slots_[slot] = uint64_t{hash} << 32 | number;
          return number;
        }
        const auto found = static_cast<uint32_t>(entry);
        if (entry >> 32 == hash && same(found)) return found;
      }
    }

   private:
    static constexpr uint64_t kFree = ~uint64_t{0};  // no page has so many numbers
    std::vector<uint64_t> slots_;
  };

  void SumBlocks(const PageBlocks& page);
  void SumContainers(const PageBlocks& page);
  uint32_t GroupOf(uint32_t signature);
  void SumGroups(const PageBlocks& page);
  void FindRepeats(const PageBlocks& page);
  void FindPhrases(const PageBlocks& page);
  void FilterPhrases(const PageBlocks& page);
  void ReadPhrases(const PageBlocks& page, uint32_t block);
  void FindProseEnds(const PageBlocks& page);
  void FindDistances(const PageBlocks& page);

  bool mute_noscript_ = false;
  PhraseFilter phrase_filter_;
  PhraseFinder phrase_finder_;
  std::vector<std::string_view> lines_;  // that were filtered
  std::span<const uint8_t> may_hold_;    // of them
  size_t line_ = 0;
  Table table_;
  std::vector<Sums> sums_;  // by block, and over all
};

}  // namespace tamis::extract
