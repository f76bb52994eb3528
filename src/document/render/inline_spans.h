// The inline formatting of a block, as spans over the block's text.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks/block.h"
#include "extract/blocks/inline_run.h"
#include "html/dom/dom.h"

namespace tamis::document {

// Span::style, in the order in which marks nest.
inline constexpr uint8_t kStrong = 1 << 0;
inline constexpr uint8_t kStrike = 1 << 1;
inline constexpr uint8_t kEmphasis = 1 << 2;
inline constexpr uint8_t kCode = 1 << 3;
inline constexpr uint8_t kMath = 1 << 4;  // the text stands for a formula: see InlineSpans::tex
inline constexpr uint8_t kOutermost = kStrong;
inline constexpr uint8_t kInnermost = kMath;

struct Span {
  uint32_t begin = 0;  // [begin, end) in the block's text
  uint32_t end = 0;
  uint8_t style = 0;
  uint32_t link = 0;  // 0 for none, else an index for InlineSpans::href; formulas: for tex
};

// Reused from block to block. Views are valid until the next call.
class InlineSpans {
 public:
  // Reads the spans of `block`, whose text is `text`, in order and without gaps. When the tree
  // does not give that very text (parts of the run are hidden, or it stands in a <noscript>), one
  // plain span is all there is: what is shown is always what was extracted.
  void Read(const html::Dom* dom, const extract::PageBlock& block, std::string_view text);

  std::span<const Span> spans() const { return spans_; }
  std::string_view href(uint32_t link) const { return targets_[link - 1].text; }
  // TeX of a formula, and whether it is set on a line of its own.
  std::string_view tex(uint32_t link) const { return targets_[link - 1].text; }
  bool is_display(uint32_t link) const { return targets_[link - 1].display; }

 private:
  struct Frame {
    html::NodeId node;
    uint8_t style;
    uint32_t link;
  };
  struct Target {
    std::string_view text;
    bool display = false;
  };

  bool Walk(const extract::PageBlock& block);
  bool Enter(html::NodeId id);
  void Open(html::NodeId id);
  void AddSpan(uint32_t end);
  void FindTex(html::NodeId math, Frame& frame);
  void SplitWhiteSpace(std::string_view text);

  const html::Dom* dom_ = nullptr;
  extract::InlineRun run_;
  std::vector<Frame> frames_;
  std::vector<Target> targets_;
  std::vector<Span> spans_;
  std::vector<Span> scratch_;
};

}  // namespace tamis::document
