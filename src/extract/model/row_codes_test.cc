// Codes put together from parts that rows share, against the codes of whole rows.

#include "extract/model/row_codes.h"

#include <gtest/gtest.h>

#include <vector>

#include "extract/blocks/block_builder.h"
#include "extract/blocks/name_table.h"
#include "extract/model/codes.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

TEST(RowCodesTest, AreTheCodesOfTheRow) {
  html::Parser parser;
  static_cast<void>(
      parser.Parse("<body><nav class=menu><ul><li><a href=/>Home</a><li>Lamps</ul></nav>"
                   "<main><h1>Lamps</h1><div class=grid><div class=card><h2>Red</h2><p>$5</p>"
                   "</div><div class=card><h2>Green</h2><p>A lamp, in green.</p></div></div>"
                   "</main><footer><div><div><div><div><p>Deep</div></div></div></div>",
                   {}));
  PageBlocks page;
  BlockBuilder builder;
  builder.Build(parser.dom(), page);
  FeatureExtractor features;
  features.Read(page, {});
  const NameTable::Entry known[] = {{HashOfName("card"), 1.5f}, {HashOfName("menu"), -2.25f}};
  const NameTable names(known);
  Columns columns;
  columns.Read(page, features, names);
  RowCodes codes;
  codes.ReadPage(columns, page);
  ASSERT_GT(page.blocks.size(), 6u);
  for (uint32_t i = 0; i < page.blocks.size(); ++i) {
    std::vector<float> row(ColumnNames().size());
    columns.PageRow(row.data());
    columns.ContainerRow(page.blocks[i].parent, row.data() + PageColumnCount());
    columns.BlockRow(i, row.data() + PageColumnCount() + ContainerColumnCount());
    std::vector<uint8_t> whole(row.size());
    EncodeValues(row, whole.data());
    codes.ReadContainer(columns, page.blocks[i].parent);
    codes.ReadBlock(columns, i);
    for (size_t c = 0; c < row.size(); ++c) {
      EXPECT_EQ(codes.all()[c], whole[c]) << i << ' ' << ColumnNames()[c];
    }
  }
}

}  // namespace
}  // namespace tamis::extract
