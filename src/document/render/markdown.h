// Writes the kept blocks as CommonMark with GFM tables.
//
// One level-1 heading: the page's title, where it stands among the blocks, else before them;
// other <h1> become level 2. Lists and quotes nest as in the page, to kMaxNesting levels. Code
// stands in fences with its language, tables of data as GFM tables, layout tables as what is in
// them. Lines that begin with a bullet or a number are items, too. Formulas whose TeX the page
// gives are $...$. Images are left out.
//
// Every word of the Markdown is in the text, and every word of the text in it.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "document/layout/outline.h"
#include "document/layout/tables.h"
#include "document/render/inline_spans.h"
#include "document/render/inline_writer.h"
#include "document/render/text_items.h"
#include "extract/blocks/block.h"
#include "html/dom/dom.h"

namespace tamis::document {

struct MarkdownInput {
  const html::Dom* dom = nullptr;  // null: no formatting is known
  const extract::PageBlocks* blocks = nullptr;
  std::span<const uint32_t> kept;  // indices in page order
  const Tables* tables = nullptr;  // for the same list
  std::string_view title;          // may be empty
  std::string_view base_url;
};

// Link targets may take this many bytes, and as many again for each byte of text; beyond that
// links are plain text.
inline constexpr size_t kLinkBytes = 64u << 10;
inline constexpr size_t kLinkBytesPerTextByte = 8;

// Reused from page to page.
class MarkdownWriter {
 public:
  // Appends to `out`, which is empty.
  void Write(const MarkdownInput& input, std::string& out);

 private:
  size_t FindTitle() const;
  void BeginBlock(bool tight);
  void WriteBlock(size_t i);
  void WriteHeading(size_t i);
  void WriteParagraph(size_t i);
  bool ListsStayApart(size_t i) const;
  bool NextOpensItem(size_t i) const;
  void WriteTextItems(size_t i);
  size_t WriteCode(size_t i);
  void WriteTable(const DataTable& table);
  void WriteRow(const DataTable& table, uint32_t row, size_t& i);
  void AppendInline(size_t i, const InlineContext& context);
  bool Tight() const;

  const extract::PageBlock& Block(size_t i) const { return in_.blocks->blocks[in_.kept[i]]; }
  std::string_view Text(size_t i) const { return in_.blocks->Text(Block(i)); }

  MarkdownInput in_;
  std::string* out_ = nullptr;
  Outline outline_;
  InlineSpans spans_;
  InlineWriter inline_;
  std::string prefix_;  // of every further line of the block
  std::string line_break_;
  size_t title_at_ = 0;  // position in `kept`, or npos
  std::vector<TextLine> lines_;
  TextLine last_line_;        // of the block before, when it ended in an item written as text
  size_t nests_before_ = 0;   // lists and quotes around the block before
  bool item_before_ = false;  // the block before opened an item and was all of it so far
};

}  // namespace tamis::document
