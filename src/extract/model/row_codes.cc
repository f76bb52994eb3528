#include "extract/model/row_codes.h"

#include <cstring>

#include "extract/model/codes.h"

namespace tamis::extract {

namespace {

// Of each number of levels up to a hint.
const std::array<uint8_t, 256>& CodesOfLevels() {
  static const std::array<uint8_t, 256> kCodes = [] {
    std::array<uint8_t, 256> codes{};
    for (size_t i = 0; i < codes.size(); ++i) codes[i] = CodeOf(static_cast<float>(i));
    codes[kNoHint] = CodeOf(kNoHintLevels);
    return codes;
  }();
  return kCodes;
}

}  // namespace

RowCodes::RowCodes() : block_(BlockColumnCount()), codes_(ColumnNames().size()) {}

void RowCodes::ReadPage(const Columns& columns, const PageBlocks& page) {
  page_ = &page;
  const size_t size = page.containers.size() * kLevelColumns;
  if (levels_.size() < size) {
    level_values_.resize(size);
    levels_.resize(size);
  }
  for (uint32_t i = 0; i < page.containers.size(); ++i) {
    columns.LevelRow(i, level_values_.data() + i * kLevelColumns);
  }
  EncodeValues(std::span(level_values_).first(size), levels_.data());
  std::array<float, kPageColumns> values;
  columns.PageRow(values.data());
  EncodeValues(values, codes_.data());
  columns.BlockRowOfPage(block_.data());
}

void RowCodes::ReadContainer(const Columns& columns, uint32_t container) {
  const Container& c = page_->containers[container];
  uint8_t* out = codes_.data() + PageColumnCount();
  *out++ = CodeOf(static_cast<float>(c.depth));
  *out++ = CodeOf(static_cast<float>(c.tag));
  uint32_t at = container;
  for (size_t level = 0; level < kLevels; ++level, at = page_->containers[at].parent) {
    std::memcpy(out, levels_.data() + at * kLevelColumns, kLevelColumns);
    out += kLevelColumns;
  }
  std::array<float, kCardColumns> card;
  columns.CardRow(container, card.data());
  EncodeValues(card, out);
  out += kCardColumns;
  columns.HintRow(container, out);
  const std::array<uint8_t, 256>& codes = CodesOfLevels();
  for (size_t h = 0; h < kPathHintColumns; ++h) out[h] = codes[out[h]];
  columns.BlockRowOfContainer(container, block_.data());
}

void RowCodes::ReadBlock(const Columns& columns, uint32_t block) {
  columns.BlockRowOfBlock(block, block_.data());
  EncodeValues(block_, codes_.data() + PageColumnCount() + ContainerColumnCount());
}

}  // namespace tamis::extract
