// Writes the spans of a block as Markdown.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/render/escape.h"
#include "document/render/inline_spans.h"
#include "url/url.h"

namespace tamis::document {

// How a block is to be written.
struct InlineContext {
  std::string_view line_break;  // what a line break becomes, with the prefix of the next line
  bool in_cell = false;
  bool in_heading = false;  // no emphasis around the whole, for it has its own
  // The part of the text to write: [begin, end), and the first span that reaches into it.
  size_t begin = 0;
  size_t end = std::string_view::npos;
  size_t first_span = 0;
};

// Reused from block to block; a page begins with Reset().
class InlineWriter {
 public:
  // Links resolve against `base_url`; without one they stay as the page has them. At most
  // `link_budget` bytes of targets are written; beyond that links are plain text.
  void Reset(std::string_view base_url, size_t link_budget);

  // `spans` are those of the whole text.
  void Append(std::string_view text, const InlineSpans& spans, const InlineContext& context,
              std::string& out);

 private:
  void TakeSpans(std::span<const Span> spans, const InlineContext& context);
  void DropUnmarkable(std::string_view text);
  void OpenTo(uint8_t style, std::string& out);
  void CloseTo(uint8_t style, std::string& out);
  void SettleLinks(const InlineSpans& spans);
  bool AppendTarget(std::string_view href);

  url::Url base_;
  url::Url resolved_;
  size_t link_budget_ = 0;
  std::vector<Span> spans_;
  uint8_t open_ = 0;
  // Of the links that are written: Span::link, and where the destination begins in targets_.
  struct Link {
    uint32_t link;
    uint32_t begin;
  };
  std::vector<Link> links_;
  std::string targets_;
};

}  // namespace tamis::document
