// Idea:   the kept blocks of a table stand together; walk its rows and cells in the tree once
//         beside them and count columns as browsers do
//         (https://html.spec.whatwg.org/#forming-a-table, without overlapping cells).

#include "document/layout/tables.h"

#include <algorithm>

namespace tamis::document {
namespace {

namespace names = html::names;

// A table without header with a row of nothing for so many rows is set by eye, not by rows.
constexpr uint32_t kMinSpacers = 4;

// Headings as cells (of a header row, or above a group of rows) are believed in a table of at least
// so many cells, which say little each. Otherwise they head a part of the page.
constexpr uint32_t kMinCellsBesideHeadings = 6;
constexpr uint64_t kMaxMeanBesideHeadings = 60;

bool IsCell(const html::Dom& dom, html::NodeId id) {
  return dom.IsElement(id, names::kTd) || dom.IsElement(id, names::kTh);
}

// Kinds that a cell of data does not hold.
bool IsStructure(BlockKind kind) { return kind == BlockKind::kCode || kind == BlockKind::kQuote; }

// Whether all that a cell shows is bold or a heading: so tables without <th> mark their header.
bool StandsOut(const html::Dom& dom, html::NodeId cell) {
  for (html::NodeId id = dom.node(cell).first_child; id != html::kNoNode;) {
    const html::Node& node = dom.node(id);
    if (node.type == html::NodeType::kElement) {
      if (node.name == names::kStrong || node.name == names::kB ||
          (node.name >= names::kH1 && node.name <= names::kH6)) {
        return true;
      }
      id = node.first_child;
    } else if (dom.text(id).find_first_not_of(" \t\n\r\f") != std::string_view::npos) {
      return false;
    } else {
      id = node.next_sibling;
    }
  }
  return false;
}

}  // namespace

Tables::Spot Tables::SpotOf(uint32_t container) {
  Spot spot;
  bool inner = true;
  uint32_t parent = 0;
  for (container = landmarks_.From(container); container != 0;
       container = landmarks_.From(parent)) {
    const extract::Container& c = blocks_->containers[container];
    parent = c.parent;
    if (c.tag != names::kTable) {
      if (!inner) continue;
      if (c.tag == names::kTr && spot.row == html::kNoNode) spot.row = c.node;
      const bool cell = c.tag == names::kTd || c.tag == names::kTh;
      if (cell && spot.cell == html::kNoNode) spot.cell = c.node;
    } else if (inner) {
      if (spot.cell != html::kNoNode && spot.row != html::kNoNode) spot.table = container;
      inner = false;
    } else {
      holds_table_[container] = true;
    }
  }
  return spot;
}

bool Tables::LooksLikeData(uint32_t begin, uint32_t end) const {
  const uint32_t table = spots_[begin].table;
  if (holds_table_[table]) return false;
  const std::string_view role = dom_->attribute(blocks_->containers[table].node, names::kRole);
  if (role == "presentation" || role == "none") return false;
  uint64_t total = 0;
  uint32_t cells = 0, cell_bytes = 0, cell_blocks = 0;
  bool heading = false, any_heading = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Spot& spot = spots_[i];
    const extract::PageBlock& block = blocks_->blocks[kept_[i]];
    if (IsStructure(block.kind)) return false;
    if (i == begin || spot.cell != spots_[i - 1].cell) {
      cell_bytes = cell_blocks = 0;
      heading = block.kind == BlockKind::kHeading;
      any_heading |= heading;
      ++cells;
    } else if (heading || block.kind == BlockKind::kHeading) {
      return false;  // a heading with its section
    }
    const uint32_t bytes = block.text_end - block.text_begin;
    cell_bytes += bytes;
    total += bytes;
    if (cell_bytes > kMaxCellBytes || ++cell_blocks > kMaxCellBlocks) return false;
  }
  if (any_heading)
    return cells >= kMinCellsBesideHeadings && total <= kMaxMeanBesideHeadings * cells;
  return cells >= 2 && total <= uint64_t{kMaxMeanCellBytes} * cells;
}

uint32_t Tables::Span(html::NodeId cell, html::NameId name) const {
  const std::string_view value = dom_->attribute(cell, name);
  uint32_t span = 0;
  for (const char c : value.substr(0, 4)) {
    if (c < '0' || c > '9') break;
    span = span * 10 + static_cast<uint32_t>(c - '0');
  }
  return std::clamp<uint32_t>(span, 1, 1000);  // as the standard clamps colspan
}

// The row after `tr` in its table, or kNoNode.
html::NodeId Tables::NextRow(html::NodeId tr) const {
  html::NodeId section = dom_->node(tr).parent;
  html::NodeId id = dom_->node(tr).next_sibling;
  while (true) {
    for (; id != html::kNoNode; id = dom_->node(id).next_sibling) {
      if (dom_->IsElement(id, names::kTr)) return id;
    }
    if (section == html::kNoNode || dom_->IsElement(section, names::kTable)) return html::kNoNode;
    section = dom_->node(section).next_sibling;
    if (section == html::kNoNode) return html::kNoNode;
    id = dom_->node(section).first_child;
  }
}

// Gives the kept blocks from `at` that stand in this row their columns. False when the row is too
// wide.
bool Tables::LayOutRow(html::NodeId tr, uint32_t& at, DataTable& table) {
  bool all_headers = true, all_stand_out = true;
  uint32_t column = 0;
  const uint32_t before = at;
  for (html::NodeId cell = dom_->node(tr).first_child; cell != html::kNoNode;
       cell = dom_->node(cell).next_sibling) {
    if (!IsCell(*dom_, cell)) continue;
    while (column < kMaxColumns && down_[column] > 0) --down_[column++];
    if (column >= kMaxColumns) return false;
    if (at < table.end && spots_[at].cell == cell && table.rows == 0) {
      all_stand_out = all_stand_out && StandsOut(*dom_, cell);
    }
    for (; at < table.end && spots_[at].cell == cell; ++at) {
      places_[at] = {static_cast<uint32_t>(tables_.size()), table.rows, column};
      table.columns = std::max(table.columns, column + 1);
    }
    all_headers = all_headers && dom_->IsElement(cell, names::kTh);
    const uint32_t height = Span(cell, names::kRowspan);
    const uint32_t right = std::min(column + Span(cell, names::kColspan), kMaxColumns);
    for (; column < right; ++column) down_[column] = height - 1;
  }
  for (; column < kMaxColumns; ++column) down_[column] -= down_[column] > 0;
  if (at == before) return true;
  if (table.rows == 0) {
    table.has_header =
        all_headers || all_stand_out || dom_->IsElement(dom_->node(tr).parent, names::kThead);
  }
  ++table.rows;
  return true;
}

// Gives blocks [begin, end) their rows and columns. False when the table is no rectangle that a
// reader would see as one.
bool Tables::LayOut(uint32_t begin, uint32_t end) {
  DataTable table{.container = spots_[begin].table, .first = begin, .end = end};
  down_.assign(kMaxColumns, 0);
  uint32_t at = begin;
  uint32_t spacers = 0;
  for (html::NodeId tr = spots_[begin].row; at < end; tr = NextRow(tr)) {
    // Blocks whose rows and cells are not where a table has them: misnested markup.
    if (tr == html::kNoNode || !LayOutRow(tr, at, table)) return false;
    spacers += dom_->node(tr).first_child == html::kNoNode;
    if (at < end && spots_[at].row == tr) return false;
  }
  if (table.rows < 2 || table.columns < 2) return false;
  if (!table.has_header && spacers * kMinSpacers >= table.rows) return false;
  if (uint64_t{table.rows} * table.columns > uint64_t{kMaxSparsity} * (end - begin)) return false;
  tables_.push_back(table);
  return true;
}

void Tables::Find(const html::Dom* dom, const extract::PageBlocks& blocks,
                  std::span<const uint32_t> kept) {
  dom_ = dom;
  blocks_ = &blocks;
  kept_ = kept;
  tables_.clear();
  places_.assign(kept.size(), {});
  landmarks_.Find(blocks);
  if (dom == nullptr || blocks.containers.empty()) return;
  holds_table_.assign(blocks.containers.size(), false);
  spots_.clear();
  for (const uint32_t i : kept) spots_.push_back(SpotOf(blocks.blocks[i].parent));

  const auto size = static_cast<uint32_t>(kept.size());
  for (uint32_t begin = 0; begin < size;) {
    uint32_t end = begin + 1;
    while (end < size && spots_[end].table == spots_[begin].table) ++end;
    const bool data = spots_[begin].table != 0 && LooksLikeData(begin, end);
    if (data && !LayOut(begin, end)) {
      std::fill(places_.begin() + begin, places_.begin() + end, CellPlace{});
    }
    begin = end;
  }
}

}  // namespace tamis::document
