// Writes text so that CommonMark (and GFM) reads it as that text and nothing else.
//
// Source: https://spec.commonmark.org/0.31.2/#backslash-escapes and the rules of each
//         construct; GFM tables, task lists and strikethrough: https://github.github.com/gfm/.
// As few backslashes as that allows: "snake_case", "5 * 3", "a < b" and "[1]" stay readable.
// Tested: escape_test.cc, a row a construct; fuzzed by fuzz/render.cc.

#pragma once

#include <string>
#include <string_view>

namespace tamis::document {

// Writes one block, part after part, in order. Characters are judged by their neighbours in the
// whole text; a line starts where the text does and after '\n'.
class Escaper {
 public:
  // `text` must outlive the escaper. `in_cell`: of a GFM table, where '|' parts cells.
  // `inline_only`: in a cell or a heading, where no line begins a block.
  Escaper(std::string_view text, bool in_cell, bool inline_only = false);

  // Appends text[begin, end). White space at the start of a line is left out. A line break is
  // written as `line_break`. `in_link`: the part stands between the brackets of a link.
  void Append(size_t begin, size_t end, bool in_link, std::string_view line_break,
              std::string& out);
  // A mark of formatting now stands before the rest of the line, which so begins no block.
  void Cover() { mark_ = std::string_view::npos; }
  // Passes over text[begin, end), which was written in another way.
  void Skip(size_t begin, size_t end);

 private:
  bool NeedsBackslash(size_t i, size_t begin, size_t end, bool in_link) const;
  void StartLine(size_t i);

  const std::string_view text_;
  const bool in_cell_;
  const bool inline_only_;
  bool many_tildes_ = false;
  size_t line_ = 0;  // where the text of the line begins
  size_t mark_ = 0;  // the place where it would read as a block, or npos
};

// Appends `text` as a code span.
void AppendCodeSpan(std::string_view text, bool in_cell, std::string& out);

// Appends a URL as the destination of a link.
void AppendDestination(std::string_view url, std::string& out);

// The longest run of `c` in `text`.
size_t LongestRun(std::string_view text, char c);

}  // namespace tamis::document
