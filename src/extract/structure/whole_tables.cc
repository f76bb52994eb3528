#include "extract/structure/whole_tables.h"

namespace tamis::extract {
namespace {

namespace names = html::names;

constexpr uint64_t kMaxMeanCellBytes = 200;
constexpr uint32_t kMaxCellBlocks = 8;
constexpr uint32_t kTextWords = 12;  // of the block after a table, if it is text
constexpr uint8_t kUnseen = kBlockHidden | kBlockOffScreen;

// Whether the text goes on around the table: kept right before and right after it, by blocks of one
// container.
bool StandsInText(const PageBlocks& page, std::span<const Decision> decisions,
                  const Container& table) {
  if (table.first_block == 0 || table.end_block >= page.blocks.size()) return false;
  const auto holder = [&](uint32_t block) {
    // Headings, paragraphs and items have a container of their own.
    return page.containers[page.blocks[block].parent].parent;
  };
  const uint32_t before = table.first_block - 1;
  const uint32_t after = table.end_block;
  return decisions[before].keep && decisions[after].keep && holder(before) == holder(after) &&
         page.blocks[after].words >= kTextWords;
}

bool IsCell(html::NameId tag) { return tag == names::kTd || tag == names::kTh; }

}  // namespace

// Adds up the blocks of a table. Its containers stand behind it, up to one that begins after its
// last block.
TableMender::Table TableMender::Read(const PageBlocks& page, std::span<const Decision> decisions,
                                     uint32_t table) {
  const auto& containers = page.containers;
  const uint32_t end = containers[table].end_block;
  Table sum;
  uint32_t row_cells = 0;
  for (uint32_t c = table + 1; c < containers.size() && containers[c].first_block < end; ++c) {
    const Container& container = containers[c];
    if (container.tag == names::kTable) sum.odd = true;  // and each container is read once
    if (sum.odd) break;
    if (container.tag == names::kTr) {
      ++sum.rows;
      row_cells = 0;
    }
    if (!IsCell(container.tag)) continue;
    sum.wide_rows += ++row_cells == 2;
    ++sum.cells;
    bool kept = false;
    for (uint32_t i = container.first_block; i < container.end_block; ++i) {
      const PageBlock& block = page.blocks[i];
      sum.bytes += block.text_end - block.text_begin;
      sum.words += block.words;
      if (decisions[i].keep) sum.kept_words += block.words;
      kept |= decisions[i].keep;
      sum.odd |= block.kind == BlockKind::kCode || block.kind == BlockKind::kQuote;
      sum.odd |=
          block.kind == BlockKind::kHeading && container.end_block > container.first_block + 1;
    }
    sum.kept_cells += kept;
    sum.odd |= container.end_block - container.first_block > kMaxCellBlocks;
  }
  return sum;
}

void TableMender::Mend(const PageBlocks& page, std::span<Decision> decisions) {
  for (uint32_t table = 0; table < page.containers.size(); ++table) {
    const Container& container = page.containers[table];
    if (container.tag != names::kTable) continue;
    const Table sum = Read(page, decisions, table);
    const bool data = !sum.odd && sum.rows >= 2 && sum.wide_rows >= 2 &&
                      sum.wide_rows * 2 >= sum.rows && sum.bytes <= kMaxMeanCellBytes * sum.cells;
    const bool mostly_kept =
        sum.kept_cells > 0 &&
        static_cast<double>(sum.kept_words) >= kWholeFromWords * static_cast<double>(sum.words) &&
        sum.kept_cells >= kWholeFromCells * sum.cells;
    if (!data || !(mostly_kept || StandsInText(page, decisions, container))) continue;
    for (uint32_t i = container.first_block; i < container.end_block; ++i) {
      Decision& decision = decisions[i];
      const PageBlock& block = page.blocks[i];
      if (decision.keep || (block.flags & kUnseen) != 0 || block.in_noscript ||
          decision.reason == Reason::kHidden || decision.reason == Reason::kExcludedByOption ||
          decision.reason == Reason::kSiteRepeat) {
        continue;
      }
      decision.keep = true;
      decision.reason = Reason::kContext;
    }
  }
}

}  // namespace tamis::extract
