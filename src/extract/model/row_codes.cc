#include "extract/model/row_codes.h"

#include "extract/model/codes.h"

namespace tamis::extract {

RowCodes::RowCodes() : values_(ColumnNames().size()), codes_(ColumnNames().size()) {}

std::span<const uint8_t> RowCodes::ReadPage(const Columns& columns) {
  columns.PageRow(values_.data());
  return Encode(0, PageColumnCount());
}

std::span<const uint8_t> RowCodes::ReadContainer(const Columns& columns, uint32_t container) {
  columns.ContainerRow(container, values_.data());
  return Encode(ContainerBegin(), ContainerColumnCount());
}

std::span<const uint8_t> RowCodes::ReadBlock(const Columns& columns, uint32_t block) {
  columns.BlockRow(block, values_.data());
  return Encode(BlockBegin(), BlockColumnCount());
}

std::span<const uint8_t> RowCodes::Encode(size_t begin, size_t count) {
  EncodeValues(std::span(values_).first(count), codes_.data() + begin);
  return std::span(codes_).subspan(begin, count);
}

}  // namespace tamis::extract
