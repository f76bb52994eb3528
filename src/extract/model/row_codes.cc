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

RowCodes::RowCodes() : values_(ColumnNames().size()), codes_(ColumnNames().size()) {}

void RowCodes::ReadPage(const Columns& columns, const PageBlocks& page) {
  page_ = &page;
  levels_.resize(page.containers.size());
  std::array<float, kLevelColumns> values;
  for (uint32_t i = 0; i < levels_.size(); ++i) {
    columns.LevelRow(i, values.data());
    EncodeValues(values, levels_[i].data());
  }
  columns.PageRow(values_.data());
  Encode(0, PageColumnCount());
}

void RowCodes::ReadContainer(const Columns& columns, uint32_t container) {
  const Container& c = page_->containers[container];
  uint8_t* out = codes_.data() + PageColumnCount();
  *out++ = CodeOf(static_cast<float>(c.depth));
  *out++ = CodeOf(static_cast<float>(c.tag));
  uint32_t at = container;
  for (size_t level = 0; level < kLevels; ++level, at = page_->containers[at].parent) {
    std::memcpy(out, levels_[at].data(), kLevelColumns);
    out += kLevelColumns;
  }
  columns.CardRow(container, values_.data());
  EncodeValues(std::span(values_).first(kCardColumns), out);
  out += kCardColumns;
  columns.HintRow(container, out);
  const std::array<uint8_t, 256>& codes = CodesOfLevels();
  for (size_t h = 0; h < kPathHintColumns; ++h) out[h] = codes[out[h]];
}

void RowCodes::ReadBlock(const Columns& columns, uint32_t block) {
  columns.BlockRow(block, values_.data());
  Encode(PageColumnCount() + ContainerColumnCount(), BlockColumnCount());
}

void RowCodes::Encode(size_t begin, size_t count) {
  EncodeValues(std::span(values_).first(count), codes_.data() + begin);
}

}  // namespace tamis::extract
