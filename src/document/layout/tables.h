// Which tables hold data, and where in its table a block stands.
//
// A table holds data when it reads as rows and columns: at least two of each, no table inside,
// cells of a few words, no rows of nothing for the eye, no role=presentation. Anything else is
// layout, and its blocks are those of the page.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "document/layout/landmarks.h"
#include "extract/blocks/block.h"
#include "html/dom/dom.h"

namespace tamis::document {

inline constexpr uint32_t kNoTable = 0xFFFFFFFF;

// Limits of a data table. A cell counts by the text of its kept blocks.
inline constexpr uint32_t kMaxColumns = 64;
inline constexpr uint32_t kMaxCellBytes = 1000;
inline constexpr uint32_t kMaxMeanCellBytes = 200;  // over cells that hold text
inline constexpr uint32_t kMaxCellBlocks = 8;
inline constexpr uint32_t kMaxSparsity = 4;  // cells of the rectangle for each that holds text

// A kept block in a data table.
struct CellPlace {
  uint32_t table = kNoTable;  // counts the data tables of the page from 0
  uint32_t row = 0;           // rises from one row with kept blocks to the next
  uint32_t column = 0;        // with colspan and rowspan counted
};

struct DataTable {
  uint32_t container = 0;  // of the <table>, an index in PageBlocks::containers
  uint32_t first = 0;      // its kept blocks are [first, end) of the list given to Tables::Find
  uint32_t end = 0;
  uint32_t rows = 0;  // with kept blocks
  uint32_t columns = 0;
  // The first of its rows stands in <thead>, or is all <th>, bold or headings.
  bool has_header = false;
};

// Reused from page to page.
class Tables {
 public:
  // `kept` are indices of blocks in page order. `dom` may be null: then there are no tables.
  void Find(const html::Dom* dom, const extract::PageBlocks& blocks,
            std::span<const uint32_t> kept);

  // By position in `kept`.
  const CellPlace& place(size_t i) const { return places_[i]; }
  std::span<const DataTable> tables() const { return tables_; }
  const Landmarks& landmarks() const { return landmarks_; }
  // What kept[i] stands in as far as lists and quotes go: its parent, or its data table.
  uint32_t container(size_t i) const {
    const uint32_t table = places_[i].table;
    return table == kNoTable ? blocks_->blocks[kept_[i]].parent : tables_[table].container;
  }

 private:
  // A kept block with its innermost <table>, <tr> and cell.
  struct Spot {
    uint32_t table = 0;  // container; 0: in no table
    html::NodeId row = html::kNoNode;
    html::NodeId cell = html::kNoNode;
  };

  Spot SpotOf(uint32_t container);
  bool LooksLikeData(uint32_t begin, uint32_t end) const;
  bool LayOut(uint32_t begin, uint32_t end);
  bool LayOutRow(html::NodeId tr, uint32_t& at, DataTable& table);
  html::NodeId NextRow(html::NodeId tr) const;
  uint32_t Span(html::NodeId cell, html::NameId name) const;

  const html::Dom* dom_ = nullptr;
  const extract::PageBlocks* blocks_ = nullptr;
  std::span<const uint32_t> kept_;
  Landmarks landmarks_;
  std::vector<Spot> spots_;
  std::vector<bool> holds_table_;  // by container
  std::vector<uint32_t> down_;     // rows that a cell above still fills, by column
  std::vector<CellPlace> places_;
  std::vector<DataTable> tables_;
};

}  // namespace tamis::document
