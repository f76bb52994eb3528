// Joins the text of inline elements into the text of one block.
//
// White space is collapsed to one space (U+00A0 too); byte order marks vanish, soft hyphens stay.
// Between inline elements nothing is added, except a space where a lower-case letter or digit
// meets an upper-case letter or a currency sign ("Price<b>$5</b>"), since there the page parts
// the words by style alone. No space stays before closing punctuation that an element brings.
//
// Most runs are one piece of one text node: until a second one comes, the piece is not copied.
//
// Tested:  inline_run_test.cc, block_builder_test.cc.

#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"
#include "html/dom/dom.h"

namespace tamis::extract {

class InlineRun {
 public:
  InlineRun();
  void Reset();

  // Text of one text node, which must live until Reset(). `preformatted`: as in <pre>. `readable`:
  // memory around it, if any is known.
  void AppendText(std::string_view text, bool in_link, bool preformatted,
                  simd::Readable readable = {});
  // White space outside <pre>; at the beginning it is nothing.
  void AddSpace() { space_ = !text_.empty(); }
  // An element starts or ends; likewise.
  void MarkBoundary() { boundary_ = !text_.empty(); }
  // A line of preformatted text ends, if it has begun.
  void EndLine();
  // <br>: a newline between two pieces of text. Returns how many now stand in a row.
  uint32_t AddBreak() { return ++breaks_; }
  // Notes the leaf's place in the page.
  void AddLeaf(html::NodeId node, uint32_t source_begin, uint32_t source_end);

  // Ends the text: no white space at its end, none but indentation at its start. Counts the words
  // of links, but where all is one link.
  void Finish() {
    if (text_.empty()) return;
    all_is_link_ = links_.size() == 1 && links_[0].begin == 0 && links_[0].end == text_.size();
    if (!all_is_link_ && !links_.empty()) CountLinkWords();
    if (static_cast<unsigned char>(text_.back()) <= ' ' ||
        static_cast<unsigned char>(text_.front()) <= ' ') {
      Trim();
    }
  }

  bool empty() const { return text_.empty(); }
  // Nothing has come since Reset().
  bool untouched() const { return text_.empty() && source_end_ == 0; }
  std::string_view text() const { return text_; }
  // How many of its words, of which it has `words`, stand in links. Ask behind Finish().
  uint32_t LinkWords(uint32_t words) const {
    if (all_is_link_) return words;
    return links_.empty() ? 0 : std::min(words, link_words_);
  }
  html::NodeId first() const { return first_; }
  html::NodeId last() const { return last_; }
  uint32_t source_begin() const { return source_begin_; }
  uint32_t source_end() const { return source_end_; }

 private:
  void AppendPreformatted(std::string_view text);
  void AppendCollapsed(std::string_view text, simd::Readable readable);
  void AppendPiece(std::string_view piece);
  std::string& Joined();
  void CountLinkWords();
  void Trim();

  struct Range {
    uint32_t begin = 0;
    uint32_t end = 0;
  };

  size_t (*find_gap_)(std::string_view text, size_t at, simd::Readable readable);  // by machine
  std::string_view text_;  // one piece, or joined_
  std::string joined_;
  std::vector<Range> links_;  // of text_
  bool all_is_link_ = false;  // links_ is one range, the whole text
  uint32_t link_words_ = 0;   // of links_, else
  uint32_t breaks_ = 0;       // <br> since the last text
  bool space_ = false;        // white space since the last text
  bool boundary_ = false;     // an element started or ended since the last text
  html::NodeId first_ = html::kNoNode;
  html::NodeId last_ = html::kNoNode;
  uint32_t source_begin_ = 0;
  uint32_t source_end_ = 0;
};

}  // namespace tamis::extract
