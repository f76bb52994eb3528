// What the columns of the model are made of: numbers of all blocks of a page side by side, and sums
// over its containers.
//
//   blocks, features -> [columns] -> model/row_codes
//
// Most of what tells content from the rest is a matter of where a block stands: of its containers
// at several levels, of how often their like recurs in the page, of the page as a whole.
//
// Nothing here depends on the words of a language but the phrase measures (phrases.h).
//
// Tested:  ../model/row_codes_test.cc; fuzzed by fuzz/extract.cc.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/blocks/block.h"
#include "extract/blocks/name_table.h"
#include "extract/features/column_names.h"
#include "extract/features/features.h"

namespace tamis::extract {

// An array with room before and behind, for those who look at neighbours or at many at once.
template <typename T>
class Padded {
 public:
  static constexpr size_t kBefore = 4;
  static constexpr size_t kBehind = 72;

  // Sets the kBefore before the first entry and those behind the last; no entry.
  void Resize(size_t size, T before = {}, T behind = {}) {
    size_ = size;
    if (all_.size() < size + kBefore + kBehind) all_.resize(size + kBefore + kBehind);
    std::fill_n(all_.begin(), kBefore, before);
    FillBehind(behind);
  }
  void FillBehind(T value) {
    std::fill_n(all_.begin() + static_cast<ptrdiff_t>(kBefore + size_), kBefore, value);
  }
  T& operator[](size_t i) { return all_[kBefore + i]; }
  const T& operator[](size_t i) const { return all_[kBefore + i]; }
  // Those from `i` on; -kBefore <= i
  const T* From(ptrdiff_t i) const { return all_.data() + kBefore + i; }

 private:
  size_t size_ = 0;
  std::vector<T> all_;
};

// Yes or no of a block, beside the measures that are (MeasureSet): bits of BlockNumbers::traits.
enum class Trait : uint8_t {
  kEndsSentence = 1 << 0,
  kPrice = 1 << 1,
  kNoscript = 1 << 2,
  kListMarker = 1 << 3,
  kHeadsText = 1 << 4,  // a heading, and what follows is none
};
inline constexpr size_t kYesBytes = kYesCount / 8;
static_assert(kYesBytes * 8 == kYesCount);

inline constexpr uint8_t kFarBlocks = 60;  // cap of distances in blocks

// Of the blocks of a page. Sums over the blocks before one have an entry more, of all blocks.
struct BlockNumbers {
  void Resize(size_t blocks);

  Padded<uint32_t> words;
  Padded<uint32_t> link_words;
  Padded<uint32_t> characters;
  Padded<uint32_t> letters;
  Padded<uint32_t> upper;
  Padded<uint32_t> digits;
  Padded<uint32_t> sentences;
  Padded<uint32_t> commas;
  Padded<uint32_t> prose;
  Padded<uint32_t> parent;
  Padded<uint32_t> same_text;  // blocks of the page with this text
  Padded<uint32_t> words_before;
  Padded<uint32_t> link_words_before;
  Padded<uint32_t> sentences_before;
  Padded<uint32_t> long_words_before;  // words of long blocks
  Padded<uint32_t> prices_before;      // blocks with a price
  Padded<uint32_t> counted_before;     // words, as PageIndex counts them
  Padded<uint32_t> prose_before;
  Padded<float> since_title;  // words, logarithmic, negative before the title
  Padded<uint8_t> kind;
  Padded<uint8_t> level;
  Padded<uint8_t> since_heading;  // in blocks, as the next two; at most kFarBlocks
  Padded<uint8_t> since_long;
  Padded<uint8_t> until_long;
  Padded<uint8_t> heading_level;  // of that heading
  Padded<uint8_t> is_long;        // of at least 15 words, few of them links
  Padded<uint8_t> traits;
  // The measures from kFirstYes on that are yes or no, a bit each.
  std::array<Padded<uint8_t>, kYesBytes> yes;
};

// Of the page.
struct PageSums {
  uint32_t long_blocks = 0;
  uint32_t headings = 0;
  uint32_t controls = 0;
  uint32_t repeated_words = 0;
};

// Of a container, with all those in it; words and links are in ContainerSums.
struct BlockSums {
  uint32_t blocks = 0;
  uint32_t long_words = 0;
  uint32_t sentences = 0;
  uint32_t prices = 0;
};

// Of class and id names: a container's own mean, the nearest ancestor-or-self's that is known, and
// the lowest, highest and sum over all of the path.
struct PathNames {
  float mean = 0;
  float near = 0;
  float low = 0;
  float high = 0;
  float sum = 0;
  uint32_t count = 0;
};

// Containers of one signature: those of the page, of which some are siblings.
struct Kin {
  uint32_t count = 0;
  uint32_t words = 0;
  uint32_t parent = 0;  // of the last one
  uint32_t twins = 0;   // its index into Columns::twins()
};

// Siblings of one signature.
struct Twins {
  uint32_t count = 0;
  uint32_t blocks = 0;
  uint32_t words = 0;
  uint32_t link_words = 0;
  uint32_t long_words = 0;
  uint32_t prices = 0;
};

inline constexpr uint8_t kNoHint = 255;
// What kNoHint is in a row: farther than any.
inline constexpr float kNoHintLevels = 40;
inline constexpr size_t kHintBytes = 48;  // kHintColumns, and two that nobody reads

// Levels up to the nearest container with each of the hints that are columns, 0 to 254, or kNoHint.
using HintLevels = std::array<uint8_t, kHintBytes>;

// Reused from page to page: after warm-up nothing is allocated.
class Columns {
 public:
  // The arguments must live and stay as they are until the next Read().
  void Read(const PageBlocks& page, const FeatureExtractor& features, const NameTable& names);

  const PageBlocks& page() const { return *page_; }
  const PageIndex& index() const { return features_->index(); }
  const PageForm& form() const { return features_->form(); }

  const BlockNumbers& blocks() const { return blocks_; }
  const PageSums& sums() const { return sums_; }
  // REQUIRES: container < page().containers.size()
  BlockSums SumsOf(size_t container) const {
    const Container& c = page_->containers[container];
    const auto sum = [&c](const Padded<uint32_t>& before) {
      return before[c.end_block] - before[c.first_block];
    };
    return {c.end_block - c.first_block, sum(blocks_.long_words_before),
            sum(blocks_.sentences_before), sum(blocks_.prices_before)};
  }
  // By container.
  const std::vector<PathNames>& names() const { return path_names_; }
  const std::vector<HintLevels>& hints() const { return hints_; }
  const std::vector<uint32_t>& twins_of() const { return twins_of_; }  // index into twins()
  const std::vector<Twins>& twins() const { return twins_; }
  const std::vector<Kin>& kin() const { return kin_; }  // by ContainerSums::group

 private:
  // What is known of the names in a value.
  struct Odds {
    float sum = 0;
    float low = 0;
    float high = 0;
    uint32_t count = 0;

    void Add(float value) {
      low = count == 0 ? value : std::min(low, value);
      high = count == 0 ? value : std::max(high, value);
      sum += value;
      ++count;
    }
  };

  void ReadBlocks();
  void FindPlaces();
  void ReadNames();
  Odds OddsOf(const Container& container) const;
  void FindAlike();
  void FindHints();

  const PageBlocks* page_ = nullptr;
  const FeatureExtractor* features_ = nullptr;
  const NameTable* names_ = nullptr;
  std::vector<const float*> log_odds_;  // by place in ClassList::hashes; null: not known
  std::vector<Odds> odds_;              // by place in ClassList::values
  BlockNumbers blocks_;
  PageSums sums_;
  std::vector<PathNames> path_names_;
  std::vector<HintLevels> hints_;
  std::vector<uint32_t> twins_of_;
  std::vector<Twins> twins_;
  std::vector<Kin> kin_;
};

}  // namespace tamis::extract
