// What the model sees: a row of numbers for every block, in three parts.
//
//   blocks, features -> [columns] -> model
//
// Most of what tells content from the rest is a matter of where a block stands: of its containers
// at several levels, of how often their like recurs in the page, of the page as a whole. So a row
// is the page's part, its innermost container's part and the block's own, and each part is made
// (and ranked: model/forest.h) once for all the blocks that share it.
//
// Nothing here depends on the words of a language but the phrase measures (phrases.h). The list
// of columns is part of the model: it is hashed into it, and a build whose list differs fails.
//
// Tested:  columns_test.cc; fuzzed by fuzz/extract.cc.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/blocks/block.h"
#include "extract/blocks/name_table.h"
#include "extract/features/features.h"

namespace tamis::extract {

// The names of all columns: the page's, then a container's, then a block's.
std::span<const std::string_view> ColumnNames();
size_t PageColumnCount();
size_t ContainerColumnCount();
size_t BlockColumnCount();

inline constexpr size_t kPageColumns = 7;
inline constexpr size_t kLevels = 5;
inline constexpr size_t kLevelColumns = 11;
inline constexpr size_t kCardColumns = 13;
inline constexpr size_t kPathHintColumns = 46;
inline constexpr uint8_t kNoHint = 255;
// What kNoHint is in a row: farther than any.
inline constexpr float kNoHintLevels = 40;

// Reused from page to page: after warm-up nothing is allocated.
class Columns {
 public:
  // The arguments must live and stay as they are until the next Read().
  void Read(const PageBlocks& page, const FeatureExtractor& features, const NameTable& names);

  // Each fills as many floats as its count says.
  void PageRow(float* out) const;
  // REQUIRES: container < page.containers.size()
  void ContainerRow(uint32_t container, float* out) const;
  // What a container's row is made of, in this order, so that what many rows share is made once:
  // its depth and tag (two values); the level of itself and of the kLevels - 1 containers around
  // it, the root being around itself; its card and names; how far the nearest hints are.
  void LevelRow(uint32_t container, float* out) const;  // kLevelColumns
  void CardRow(uint32_t container, float* out) const;   // kCardColumns
  // Levels up to the nearest container with each of the hints that are looked for, kPathHintColumns
  // of them; kNoHint where none has it.
  void HintRow(uint32_t container, uint8_t* out) const;
  // REQUIRES: block < page.blocks.size()
  void BlockRow(uint32_t block, float* out) const;
  // The same in parts, for rows that share some (features.h): set the page's, then the container's,
  // then the rest.
  void BlockRowOfPage(float* out) const { features_->ComputePage(out); }
  void BlockRowOfContainer(uint32_t container, float* out) const {
    features_->ComputeContainer(container, out);
  }
  void BlockRowOfBlock(uint32_t block, float* out) const;

 private:
  // Sums over the blocks of a container; words and links are in ContainerSums.
  struct Sums {
    uint32_t blocks = 0;
    uint32_t long_blocks = 0;  // of at least kLongWords words, few of them links
    uint32_t long_words = 0;
    uint32_t sentences = 0;
    uint32_t headings = 0;
    uint32_t controls = 0;
    uint32_t prices = 0;
    uint32_t repeated_words = 0;
  };
  struct Shape {
    uint32_t twins = 1;       // siblings of its signature, itself included
    uint32_t twin_group = 0;  // index into twins_: those siblings
    // Of class and id names: its own mean, the nearest ancestor-or-self's that is known, and the
    // lowest, highest and sum over all of the path.
    float name_mean = 0;
    float name_near = 0;
    float name_low = 0;
    float name_high = 0;
    float name_sum = 0;
    uint32_t name_count = 0;
  };
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
  // Containers of one signature: those of the page, of which some are siblings.
  struct Kin {
    uint32_t count = 0;
    uint32_t words = 0;
    uint32_t parent = 0;  // of the last one
    uint32_t twins = 0;   // its index into twins_
  };
  struct Twins {
    uint32_t count = 0;
    uint32_t blocks = 0;
    uint32_t words = 0;
    uint32_t link_words = 0;
    uint32_t long_words = 0;
    uint32_t prices = 0;
  };
  // Positions that a running scan finds.
  struct Place {
    uint32_t words_before = 0;
    uint32_t link_words_before = 0;
    uint32_t sentences_before = 0;
    uint16_t since_heading = 0;  // in blocks, as the next two; capped
    uint16_t since_long = 0;
    uint16_t until_long = 0;
    uint8_t heading_level = 0;  // of that heading
    float since_title = 0;      // words, logarithmic, negative before the title
    uint32_t same_text = 1;     // blocks of the page with this text
  };

  void SumBlocks();
  void ReadNames();
  Odds OddsOf(const Container& container) const;
  void FindAlike();
  void FindPlaces();
  void FindHintDepths();
  float* NeighbourRow(uint32_t block, float* out) const;

  const PageBlocks* page_ = nullptr;
  const FeatureExtractor* features_ = nullptr;
  const NameTable* names_ = nullptr;
  std::vector<const float*> log_odds_;  // by place in ClassList::hashes; null: not known
  std::vector<Odds> odds_;              // by place in ClassList::values
  std::vector<Sums> sums_;              // by container, as the next two
  std::vector<Shape> shapes_;
  std::vector<uint8_t> hint_depths_;  // kPathHints a container
  std::vector<Kin> kin_;              // by ContainerSums::group
  std::vector<Twins> twins_;
  std::vector<Place> places_;  // by block, and one behind the last
};

}  // namespace tamis::extract
