// The rows of blocks in codes: what the models see of them, and what they are trained on.
//
//   features/columns -> [row_codes] -> forest, mean_row, training
//
// Idea:   the trees want 64 rows at a time, each column's bytes together. So columns are made as
//         they are, 64 rows at once, from the arrays of columns.h: a column takes a few vectors of
//         numbers, neighbours are the same array one further, what is so or not is a comparison.
//         Only what a row takes over from its containers' levels and hints is made by row, 16
//         bytes a container, and turned in tiles.
// Catch:  a row means what features.cc says of measures: row_codes_test.cc holds the two together.
//
// Tested:  row_codes_test.cc.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/features/columns.h"
#include "extract/model/forest.h"
#include "extract/model/tiles.h"

namespace tamis::extract {

// Reused from page to page.
class RowCodes {
 public:
  // `columns` must stay as it is while blocks are written.
  void ReadPage(const Columns& columns);

  // Writes the rows of the kForestStep blocks from `first` on: kForestStep codes of each of
  // ColumnNames(), one column after another. Where the page has fewer blocks, what stands behind
  // the last means nothing. REQUIRES: first < blocks
  void Write(uint32_t first, uint8_t* codes);

 private:
  using Numbers = std::array<uint32_t, kForestStep>;
  // Of the containers that the rows at hand stand in.
  struct OfContainers {
    Numbers depth, tag, position, blocks;
    Numbers section_words, section_link_words, section_prose, section_blocks;
    Numbers in_core, below_core, core_distance, title_distance;
    Numbers group_blocks, group_words, group_link_words, group_prose;
    Numbers card_level, card_count, card_words, card_blocks, card_link_words, card_long_words,
        card_prices;
    std::array<uint8_t, kForestStep> around;  // comments, posts
  };
  struct PageCode {
    size_t column;
    uint8_t code;
  };

  void ReadLevels();
  void EncodeLevels(size_t count, size_t stride);
  void ReadPageColumns();
  void SetPage(size_t column, float value);

  void WriteLevels();
  void WriteHints();
  void ReadContainersOfRows();
  void ReadCard(size_t row, uint32_t container);
  void WriteContainers();
  void WriteText();
  void WriteFlags();
  void WriteNeighbours();
  void WritePlace();
  void WriteProducts();

  uint8_t* Column(size_t column) const { return codes_ + column * kForestStep; }
  // Writes one code to the row of a block, if it is at hand.
  void Patch(size_t column, size_t block, float value) const;
  void Fill(size_t column, uint8_t code) const;
  // Of the page's numbers or of Numbers.
  void Encode(size_t column, const uint32_t* values) const;
  void Encode(size_t column, const uint8_t* values) const;
  void Encode(size_t column, const float* values) const;
  void Encode(size_t column, const uint32_t* parts, const uint32_t* wholes) const;

  const Columns* columns_ = nullptr;
  std::vector<PageCode> page_codes_;
  // By container: the codes of its level, and of the names on its path.
  std::vector<std::array<uint8_t, kTile>> levels_;
  std::vector<uint32_t> twins_;  // by container: their number
  uint32_t deepest_ = 0;         // container
  bool prose_page_ = false;
  bool prose_core_ = false;
  // Of the rows at hand:
  uint8_t* codes_ = nullptr;
  size_t first_ = 0;
  size_t rows_ = 0;
  Numbers page_words_{};
  Numbers page_prose_{};
  OfContainers containers_{};
  // Of all containers, a column after another, while levels are made.
  std::vector<uint32_t> numbers_;
  std::vector<float> name_values_;
  std::vector<uint8_t> level_columns_;
};

}  // namespace tamis::extract
