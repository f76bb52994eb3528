// The tokens that make up a body, by few steps each: text, the end tag of the element that was
// opened last, start tags.
//
// The idea: most tokens ask for one thing alone, a node at the end of the current one, or an
// element less on the stack. A few tests tell them, and what dispatcher, mode and algorithms of the
// standard would decide along the way is not asked at all.
//
// The catch: it must do what the mode "in body" does. Whatever else there is to do (text to join,
// formatting to reconstruct, foreign content) is left to it, before anything has been done.
//
// Tested: common_tokens_test.cc and fuzz/html_parse.cc, against parsing with errors collected,
// which never comes here; the conformance suite.

#include <array>

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

// How an end tag closes the current node of the same name.
enum Closing : uint8_t { kByMode, kAtOnce, kWithFormatting };

consteval std::array<uint8_t, names::kTagEnd> MakeClosings() {
  using namespace names;
  std::array<uint8_t, names::kTagEnd> closings{};
  closings.fill(kAtOnce);
  for (const Name tag :
       {kForm, kBody, kHtml, kApplet, kMarquee, kObject, kBr, kTemplate, kOption, kSelect}) {
    closings[tag] = kByMode;
  }
  for (const Name tag :
       {kA, kB, kBig, kCode, kEm, kFont, kI, kNobr, kS, kSmall, kStrike, kStrong, kTt, kU}) {
    closings[tag] = kWithFormatting;
  }
  return closings;
}
constexpr std::array<uint8_t, names::kTagEnd> kClosings = MakeClosings();

}  // namespace

// Takes one after another. True: token_ is one that the mode has to process. False: the next token
// has not been read.
bool TreeBuilder::TakeCommonTokens() {
  Tokenizer& tokenizer = *parts_.tokenizer;
  while (tokenizer.AtCommonToken() && !MayReachLimit()) {
    ++tokens_;
    if (!tokenizer.AtLessThan()) {
      if (!tokenizer.TakeText(token_)) return false;
      if (!TakeCommonText()) return true;
    } else if (!CloseCurrent()) {
      if (!tokenizer.TakeTag(token_)) return false;
      if (token_.type == TokenType::kEndTag) return true;
      if (InBodyStartTag() != Step::kDone) return true;
      if (AmongCommonTokens()) continue;
      if (open_.has_foreign()) UpdateCdata();
      return false;
    }
  }
  return false;
}

inline bool TreeBuilder::TakeCommonText() {
  const OpenElement& top = open_.top();
  const NodeId previous = dom().node(top.node).last_child;
  if ((top.traits & kRedirects) != 0 || HasClosedFormatting() ||
      (previous != kNoNode && dom().node(previous).type == NodeType::kText)) {
    return false;
  }
  frameset_ok_ = frameset_ok_ && token_.is_blank;
  const NodeId id = dom().CreateText({token_.text.begin, token_.text.size}, token_.is_blank);
  Node& n = dom().mutable_node(id);
  n.source_begin = token_.source_begin;
  n.source_end = token_.source_end;
  dom().Append(top.node, id);
  return true;
}

// Whether the end tag of the current node comes and closes it, and nothing else.
inline bool TreeBuilder::CloseCurrent() {
  Tokenizer& tokenizer = *parts_.tokenizer;
  const OpenElement& top = open_.top();
  if (top.key >= names::kTagEnd) return false;
  const uint32_t size = tokenizer.SizeOfEndTag(top.key);
  if (size == 0) return false;
  const uint8_t closing = kClosings[top.key];
  Node& n = dom().mutable_node(top.node);
  if (closing != kAtOnce) {
    if (closing == kByMode) return false;
    if ((n.flags & kNodeFormatting) != 0) {
      if (formatting_[formatting_.size() - 1] != top.node) return false;
      formatting_.Pop();
    }
  }
  tokenizer.Skip(size);
  n.flags &= static_cast<uint16_t>(~(kNodeOpen | kNodeFormatting));
  n.source_end = tokenizer.position();
  open_.Pop();
  return true;
}

}  // namespace tamis::html
