// Idea:   walk the leaves of the run again with the joiner that made the text (InlineRun), and
//         note after each leaf how far the text has come and which elements are open.
// Catch:  white space at the edge of an element would break emphasis ("** bold**"). It is given
//         only the formatting that both its neighbours have.

#include "document/render/inline_spans.h"

#include <algorithm>

#include "extract/blocks/tag_traits.h"

namespace tamis::document {
namespace {

namespace names = html::names;

constexpr int kMaxOuterElements = 64;   // between the run and its block-level element
constexpr int kMaxFormulaNodes = 4096;  // looked at for the TeX of a formula

uint8_t StyleOf(html::NameId tag) {
  switch (tag) {
    case names::kStrong:
    case names::kB:
      return kStrong;
    case names::kEm:
    case names::kI:
    case names::kCite:
    case names::kDfn:
    case names::kVar:
      return kEmphasis;
    case names::kS:
    case names::kStrike:
    case names::kDel:
      return kStrike;
    case names::kCode:
    case names::kKbd:
    case names::kSamp:
    case names::kTt:
      return kCode;
    default:
      return 0;
  }
}

// What two neighbours have in common, outermost first, up to where they part.
uint8_t SharedStyle(uint8_t a, uint8_t b) {
  uint8_t shared = 0;
  for (uint8_t bit = kOutermost; bit <= kInnermost && (a & bit) == (b & bit); bit <<= 1) {
    shared |= a & bit;
  }
  return shared;
}

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t'; }

}  // namespace

void InlineSpans::Read(const html::Dom* dom, const extract::PageBlock& block,
                       std::string_view text) {
  spans_.clear();
  targets_.clear();
  dom_ = dom;
  const bool walked = dom != nullptr && block.first != html::kNoNode && Walk(block);
  if (!walked || run_.text() != text) {
    spans_.assign(1, {0, static_cast<uint32_t>(text.size()), 0, 0});
    return;
  }
  AddSpan(static_cast<uint32_t>(text.size()));
  SplitWhiteSpace(text);
}

// False when `last` is not found.
bool InlineSpans::Walk(const extract::PageBlock& block) {
  run_.Reset();
  frames_.assign(1, {html::kNoNode, 0, 0});
  html::NodeId outer[kMaxOuterElements];
  int count = 0;
  for (html::NodeId up = dom_->node(block.first).parent;
       up != block.container && up != html::kNoNode && count < kMaxOuterElements;
       up = dom_->node(up).parent) {
    outer[count++] = up;
  }
  while (count > 0) Open(outer[--count]);

  html::NodeId id = block.first;
  while (true) {
    const bool descend = Enter(id);
    if (id == block.last) break;
    if (descend && dom_->node(id).first_child != html::kNoNode) {
      id = dom_->node(id).first_child;
      continue;
    }
    while (true) {
      if (frames_.back().node == id) {
        run_.MarkBoundary();
        frames_.pop_back();
      }
      const html::Node& node = dom_->node(id);
      if (node.next_sibling != html::kNoNode) {
        id = node.next_sibling;
        break;
      }
      id = node.parent;
      if (id == html::kNoNode || id == block.container) return false;
    }
  }
  run_.Finish();
  return true;
}

// Whether to visit the children. What is text and what is not is decided as in
// extract/blocks/block_builder.cc.
bool InlineSpans::Enter(html::NodeId id) {
  const html::Node& node = dom_->node(id);
  if (node.type == html::NodeType::kText) {
    const Frame& frame = frames_.back();
    run_.AppendText(dom_->text(id), false, false);
    AddSpan(static_cast<uint32_t>(run_.text().size()));
    spans_.back().style = frame.style;
    spans_.back().link = frame.link;
    return false;
  }
  if (node.type != html::NodeType::kElement) return false;
  if (node.ns == html::Namespace::kHtml) {
    if (node.name == names::kTemplate) return false;
    if (node.name == names::kNoscript && node.first_child != html::kNoNode &&
        dom_->text(node.first_child).find('<') != std::string_view::npos) {
      return false;  // raw markup, which is read as a fragment of its own
    }
    if (extract::TraitsOf(node.name).Is(extract::TagTraits::kSkip)) return false;
  } else if (node.ns != html::Namespace::kMathMl || node.name == names::kAnnotation ||
             node.name == names::kAnnotationXml) {
    return false;
  }
  Open(id);
  run_.MarkBoundary();
  if (node.ns == html::Namespace::kHtml && node.name == names::kBr && !run_.empty()) {
    run_.AddBreak();
  }
  return true;
}

void InlineSpans::Open(html::NodeId id) {
  Frame frame = frames_.back();
  frame.node = id;
  const html::Node& node = dom_->node(id);
  if (node.ns == html::Namespace::kHtml) {
    frame.style |= StyleOf(node.name);
    if (node.name == names::kA && (frame.style & kMath) == 0) {
      const std::string_view href = dom_->attribute(id, names::kHref);
      if (!href.empty()) {
        targets_.push_back({href});
        frame.link = static_cast<uint32_t>(targets_.size());
      }
    }
  } else if (node.name == names::kMath) {
    FindTex(id, frame);
  }
  frames_.push_back(frame);
}

// https://www.w3.org/TR/mathml-core/#semantics-and-presentation: the TeX that the formula was
// made from often stands beside it.
void InlineSpans::FindTex(html::NodeId math, Frame& frame) {
  int left = kMaxFormulaNodes;
  for (html::NodeId id = math; id != html::kNoNode && left > 0; id = dom_->Next(id, math), --left) {
    const html::Node& node = dom_->node(id);
    if (node.type != html::NodeType::kElement || node.name != names::kAnnotation) continue;
    const std::string_view encoding = dom_->attribute(id, names::kEncoding);
    if (encoding != "application/x-tex" && encoding != "TeX" && encoding != "LaTeX") continue;
    if (node.first_child == html::kNoNode) return;
    std::string_view tex = dom_->text(node.first_child);
    while (!tex.empty() && IsSpace(tex.front())) tex.remove_prefix(1);
    while (!tex.empty() && IsSpace(tex.back())) tex.remove_suffix(1);
    if (tex.empty() || tex.find('$') != tex.npos) return;
    targets_.push_back({tex, dom_->attribute(math, names::kDisplay) == "block"});
    frame.style = kMath;
    frame.link = static_cast<uint32_t>(targets_.size());
    return;
  }
}

// Appends a span from the end of the one before to `end`.
void InlineSpans::AddSpan(uint32_t end) {
  const uint32_t begin = spans_.empty() ? 0 : spans_.back().end;
  spans_.push_back({begin, std::max(begin, end), 0, 0});
}

void InlineSpans::SplitWhiteSpace(std::string_view text) {
  // White space at the edges of a span becomes a span of its own; empty ones go.
  scratch_.clear();
  for (const Span& span : spans_) {
    const uint32_t size = static_cast<uint32_t>(text.size());
    const uint32_t end = std::min(span.end, size);
    uint32_t first = std::min(span.begin, size), last = end;
    while (first < last && IsSpace(text[first])) ++first;
    while (last > first && IsSpace(text[last - 1])) --last;
    if (first > span.begin && first <= end) scratch_.push_back({span.begin, first, 0xFF, 0});
    if (last > first) scratch_.push_back({first, last, span.style, span.link});
    if (end > last) scratch_.push_back({last, end, 0xFF, 0});
  }
  // It takes what its neighbours share; then equal neighbours become one.
  spans_.clear();
  for (size_t i = 0; i < scratch_.size(); ++i) {
    Span span = scratch_[i];
    if (span.style == 0xFF) {
      size_t next = i + 1;
      while (next < scratch_.size() && scratch_[next].style == 0xFF) ++next;
      const bool inside = !spans_.empty() && next < scratch_.size();
      if (inside && spans_.back().link == scratch_[next].link) {
        span.style = SharedStyle(spans_.back().style, scratch_[next].style);
        span.link = spans_.back().link;
      } else {
        span.style = 0;
      }
    }
    if (!spans_.empty() && spans_.back().style == span.style && spans_.back().link == span.link) {
      spans_.back().end = span.end;
    } else {
      spans_.push_back(span);
    }
  }
}

}  // namespace tamis::document
