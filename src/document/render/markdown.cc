// Idea:   CommonMark nests by what stands before each line. So each block gets a prefix for its
//         further lines ("> ", or as many spaces as the item's marker is wide) and a first line
//         with the markers that it opens.
// Source: https://spec.commonmark.org/0.31.2/#container-blocks,
// https://github.github.com/gfm/#tables-extension-

#include "document/render/markdown.h"

#include <algorithm>

#include "document/render/code_language.h"
#include "document/render/escape.h"
#include "metadata/fields/compare.h"

namespace tamis::document {
namespace {

constexpr size_t kNowhere = static_cast<size_t>(-1);
constexpr size_t kMaxTitleBytes = 1024;  // a longer text is not looked at as a title

void AppendMarker(const Nest& nest, std::string& out) {
  if (nest.quote) {
    out.append("> ");
  } else if (nest.ordered) {
    out.append(std::to_string(nest.number)).append(nest.flipped ? ") " : ". ");
  } else {
    out.append(nest.flipped ? "* " : "- ");
  }
}

void AppendIndent(const Nest& nest, std::string& out) {
  if (nest.quote) {
    out.append("> ");
  } else {
    out.append(nest.ordered ? std::to_string(nest.number).size() + 2 : 2, ' ');
  }
}

void TrimRight(std::string& out) {
  while (!out.empty() && out.back() == ' ') out.pop_back();
}

}  // namespace

void MarkdownWriter::Write(const MarkdownInput& input, std::string& out) {
  in_ = input;
  out_ = &out;
  outline_.Reset(input.dom, *input.blocks, input.tables->landmarks());
  inline_.Reset(input.base_url, kLinkBytes + kLinkBytesPerTextByte * input.blocks->text.size());
  item_before_ = false;
  nests_before_ = 0;
  last_line_ = {};
  title_at_ = FindTitle();
  if (title_at_ == kNowhere && !input.title.empty()) {
    out.append("# ");
    Escaper(input.title, false, true).Append(0, input.title.size(), false, " ", out);
  }
  for (size_t i = 0; i < input.kept.size();) {
    const CellPlace& place = input.tables->place(i);
    outline_.Enter(input.tables->container(i));
    if (place.table != kNoTable) {
      const DataTable& table = input.tables->tables()[place.table];
      WriteTable(table);
      i = table.end;
    } else if (Block(i).kind == BlockKind::kCode) {
      i = WriteCode(i);
    } else {
      WriteBlock(i++);
    }
    nests_before_ = outline_.nests().size();
  }
}

// The kept heading that says what the title says.
size_t MarkdownWriter::FindTitle() const {
  if (in_.title.empty()) return kNowhere;
  const std::string title = metadata::Folded(in_.title);
  for (size_t i = 0; i < in_.kept.size(); ++i) {
    if (Block(i).kind != BlockKind::kHeading || Block(i).level > 2) continue;
    if (Text(i).size() <= kMaxTitleBytes && metadata::Folded(Text(i)) == title) return i;
  }
  return kNowhere;
}

// Whether the block may follow the one before without a blank line: items of one line each, and
// the first item of a list inside such an item.
bool MarkdownWriter::Tight() const {
  if (!item_before_ || !outline_.opens_item()) return false;
  const Nest& first = outline_.nests()[outline_.shared()];
  if (first.quote) return false;
  if (outline_.next_item()) return true;
  // Of ordered lists only one that begins with 1 can interrupt a paragraph.
  return outline_.shared() > 0 && !(first.ordered && first.number != 1);
}

// Ends the block before, opens the lists and quotes that begin here, and sets prefix_.
void MarkdownWriter::BeginBlock(bool tight) {
  const std::span<const Nest> nests = outline_.nests();
  prefix_.clear();
  for (const Nest& nest : nests.first(outline_.shared())) AppendIndent(nest, prefix_);
  if (!out_->empty()) {
    out_->push_back('\n');
    if (!tight) {
      out_->append(prefix_);
      TrimRight(*out_);
      out_->push_back('\n');
    }
  }
  out_->append(prefix_);
  for (const Nest& nest : nests.subspan(outline_.shared())) {
    AppendMarker(nest, *out_);
    AppendIndent(nest, prefix_);
  }
}

void MarkdownWriter::WriteBlock(size_t i) {
  BeginBlock(Tight());
  if (Block(i).kind == BlockKind::kHeading) {
    WriteHeading(i);
    item_before_ = false;
    last_line_ = {};
  } else {
    WriteParagraph(i);
    item_before_ = outline_.opens_item() && !outline_.nests().back().quote && lines_.empty();
  }
}

void MarkdownWriter::WriteHeading(size_t i) {
  const bool title = i == title_at_;
  const bool taken = title_at_ != kNowhere || !in_.title.empty();
  const int level = std::clamp<int>(Block(i).level, taken ? 2 : 1, 6);
  out_->append(static_cast<size_t>(title ? 1 : level), '#').push_back(' ');
  const size_t begin = out_->size();
  AppendInline(i, {.line_break = " ", .in_heading = true});
  // A closing run of '#' would be taken for the heading's own end.
  size_t hashes = out_->size();
  while (hashes > begin && (*out_)[hashes - 1] == '#') --hashes;
  if (hashes < out_->size() && (hashes == begin || (*out_)[hashes - 1] == ' ')) {
    out_->insert(hashes, 1, '\\');
  }
}

void MarkdownWriter::WriteParagraph(size_t i) {
  // Flattened text breaks its lines anywhere, a page where it wants to.
  line_break_.assign(Block(i).kind == BlockKind::kLine ? "\n" : "\\\n").append(prefix_);
  spans_.Read(in_.dom, Block(i), Text(i));
  FindTextItems(Text(i), spans_.spans(), lines_);
  if (lines_.empty() || !ListsStayApart(i)) {
    lines_.clear();
    last_line_ = {};
    inline_.Append(Text(i), spans_, {.line_break = line_break_}, *out_);
  } else {
    WriteTextItems(i);
  }
}

// Whether the items in lines_, read as lists, are lists of their own with the numbers that they
// say: CommonMark counts on from a list just before, and takes one just after in.
bool MarkdownWriter::ListsStayApart(size_t i) const {
  const bool inside = outline_.shared() == outline_.nests().size();
  if (lines_.front().item && inside && nests_before_ > outline_.shared()) return false;
  if (lines_.back().item && NextOpensItem(i)) return false;
  TextLine before = inside ? last_line_ : TextLine{};
  for (const TextLine& line : lines_) {
    const bool goes_on = line.item && line.ordered && before.item && before.ordered &&
                         line.delimiter == before.delimiter;
    if (goes_on && line.number != before.number + 1) return false;
    before = line;
  }
  return true;
}

// Whether the next block stands in an item that this one does not stand in.
bool MarkdownWriter::NextOpensItem(size_t i) const {
  if (i + 1 >= in_.kept.size()) return false;
  const auto& containers = in_.blocks->containers;
  const auto item = [&](uint32_t container) {
    while (container != 0 && containers[container].tag != html::names::kLi) {
      container = containers[container].parent;
    }
    return container;
  };
  const uint32_t next = containers.empty() ? 0 : item(Block(i + 1).parent);
  return next != 0 && next != item(Block(i).parent);
}

void MarkdownWriter::WriteTextItems(size_t i) {
  const std::span<const Span> spans = spans_.spans();
  size_t first_span = 0;
  for (size_t k = 0; k < lines_.size();) {
    const TextLine& line = lines_[k];
    size_t end = k + 1;
    while (!line.item && end < lines_.size() && !lines_[end].item) ++end;
    if (k > 0) {
      const TextLine& before = lines_[k - 1];
      const bool tight = before.item && line.item && before.ordered == line.ordered &&
                         before.delimiter == line.delimiter;
      out_->push_back('\n');
      if (!tight) {
        out_->append(prefix_);
        TrimRight(*out_);
        out_->push_back('\n');
      }
      out_->append(prefix_);
    }
    if (line.item && line.ordered) {
      out_->append(std::to_string(line.number)).append(1, line.delimiter).push_back(' ');
    } else if (line.item) {
      out_->append("- ");
    }
    const size_t begin = line.begin + (line.item ? line.mark : 0);
    while (first_span < spans.size() && spans[first_span].end <= begin) ++first_span;
    inline_.Append(Text(i), spans_,
                   {.line_break = line_break_,
                    .begin = begin,
                    .end = lines_[end - 1].end,
                    .first_span = first_span},
                   *out_);
    k = end;
  }
  last_line_ = lines_.back();
}

// Writes the code blocks from i that stand in one <pre>, and returns the block after them.
size_t MarkdownWriter::WriteCode(size_t i) {
  size_t end = i + 1;
  while (end < in_.kept.size() && Block(end).kind == BlockKind::kCode &&
         Block(end).parent == Block(i).parent && Block(i).container != html::kNoNode) {
    ++end;
  }
  size_t ticks = 3;
  for (size_t k = i; k < end; ++k) ticks = std::max(ticks, LongestRun(Text(k), '`') + 1);
  BeginBlock(false);
  out_->append(ticks, '`');
  if (in_.dom != nullptr && Block(i).container != html::kNoNode) {
    out_->append(CodeLanguage(*in_.dom, Block(i).container));
  }
  for (size_t k = i; k < end; ++k) {
    std::string_view text = Text(k);
    while (true) {
      const size_t newline = text.find('\n');
      out_->push_back('\n');
      const size_t line = out_->size();
      out_->append(prefix_).append(text.substr(0, newline));
      if (newline == 0) out_->resize(std::max(line, out_->find_last_not_of(' ') + 1));
      if (newline == text.npos) break;
      text.remove_prefix(newline + 1);
    }
  }
  out_->append(1, '\n').append(prefix_).append(ticks, '`');
  item_before_ = false;
  last_line_ = {};
  return end;
}

void MarkdownWriter::WriteTable(const DataTable& table) {
  BeginBlock(false);
  size_t i = table.first;
  if (table.has_header) {
    WriteRow(table, in_.tables->place(i).row, i);
  } else {
    out_->push_back('|');
    for (uint32_t column = 0; column < table.columns; ++column) out_->append("  |");
  }
  out_->append(1, '\n').append(prefix_).append(1, '|');
  for (uint32_t column = 0; column < table.columns; ++column) out_->append(" --- |");
  while (i < table.end) {
    out_->append(1, '\n').append(prefix_);
    WriteRow(table, in_.tables->place(i).row, i);
  }
  item_before_ = false;
  last_line_ = {};
}

// Writes the blocks of `row` from i on, and moves i past them.
void MarkdownWriter::WriteRow(const DataTable& table, uint32_t row, size_t& i) {
  out_->push_back('|');
  for (uint32_t column = 0; column < table.columns; ++column) {
    out_->push_back(' ');
    bool first = true;
    for (;
         i < table.end && in_.tables->place(i).row == row && in_.tables->place(i).column == column;
         ++i) {
      if (!first) out_->append("<br>");
      AppendInline(i, {.line_break = "<br>", .in_cell = true});
      first = false;
    }
    out_->append(" |");
  }
}

void MarkdownWriter::AppendInline(size_t i, const InlineContext& context) {
  spans_.Read(in_.dom, Block(i), Text(i));
  inline_.Append(Text(i), spans_, context, *out_);
}

}  // namespace tamis::document
