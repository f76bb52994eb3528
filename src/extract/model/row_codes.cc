#include "extract/model/row_codes.h"

#include "extract/model/codes.h"

namespace tamis::extract {

RowCodes::RowCodes() : values_(ColumnNames().size()), codes_(ColumnNames().size()) {}

void RowCodes::ReadPage(const Columns& columns) {
  columns.PageRow(values_.data());
  Encode(0, PageColumnCount());
}

void RowCodes::ReadContainer(const Columns& columns, uint32_t container) {
  columns.ContainerRow(container, values_.data());
  Encode(PageColumnCount(), ContainerColumnCount());
}

void RowCodes::ReadBlock(const Columns& columns, uint32_t block) {
  columns.BlockRow(block, values_.data());
  Encode(PageColumnCount() + ContainerColumnCount(), BlockColumnCount());
}

void RowCodes::Encode(size_t begin, size_t count) {
  EncodeValues(std::span(values_).first(count), codes_.data() + begin);
}

}  // namespace tamis::extract
