#include "document/render/text.h"

#include <algorithm>

namespace tamis::document {
namespace {

// What parts a cell from the one before it in the same table.
void AppendCellSeparator(const CellPlace& before, const CellPlace& here, std::string& out) {
  if (here.row != before.row) {
    out.push_back('\n');
    out.append(here.column, '\t');
  } else if (here.column != before.column) {
    out.append(here.column > before.column ? here.column - before.column : 1, '\t');
  } else {
    out.push_back(' ');
  }
}

void AppendMarker(const Outline& outline, std::string& out) {
  const Nest& item = outline.nests().back();
  const size_t depth = outline.list_depth();
  out.append(depth > 0 ? 2 * (depth - 1) : 0, ' ');
  if (item.ordered) {
    out.append(std::to_string(item.number)).append(". ");
  } else {
    out.append("- ");
  }
}

}  // namespace

void TextWriter::Write(const html::Dom* dom, const extract::PageBlocks& blocks,
                       std::span<const uint32_t> kept, const Tables& tables, std::string& out,
                       std::vector<TextRange>& ranges) {
  ranges.clear();
  outline_.Reset(dom, blocks, tables.landmarks());
  bool item_before = false;  // the block before opened an item
  for (size_t i = 0; i < kept.size(); ++i) {
    const extract::PageBlock& block = blocks.blocks[kept[i]];
    outline_.Enter(tables.container(i));
    const CellPlace& place = tables.place(i);
    const bool item = outline_.opens_item() && !outline_.nests().back().quote;
    if (i > 0) {
      const bool same_table = place.table != kNoTable && place.table == tables.place(i - 1).table;
      if (same_table) {
        AppendCellSeparator(tables.place(i - 1), place, out);
      } else {
        const bool same_list =
            item_before && item && (outline_.next_item() || outline_.shared() > 0);
        out.append(same_list ? "\n" : "\n\n");
      }
      item_before = item && !same_table;
    } else {
      item_before = item;
    }
    if (item_before) AppendMarker(outline_, out);
    const auto begin = static_cast<uint32_t>(out.size());
    out.append(blocks.Text(block));
    // A row of a table is one line.
    if (place.table != kNoTable) std::replace(out.begin() + begin, out.end(), '\n', ' ');
    ranges.push_back({begin, static_cast<uint32_t>(out.size())});
  }
}

}  // namespace tamis::document
