// Popping elements off the stack of open elements, and where they end in the page.
//
// An element that the current token closes ends where that token begins; one that its own end
// tag closes ends with that tag.

#include <algorithm>

#include "html/tree/builder.h"

namespace tamis::html {

void TreeBuilder::Pop() {
  const OpenElement e = open_.Pop();
  Node& n = dom().mutable_node(e.node);
  n.flags &= static_cast<uint16_t>(~kNodeOpen);
  n.source_end = std::max(n.source_begin, EndOf(e));
  if ((e.traits & kPopHook) != 0) [[unlikely]]
    PopHook(e);
}

void TreeBuilder::PopHook(const OpenElement& e) {
  switch (e.key) {
    case names::kOption:
      OptionPopped(e.node);
      break;
    case names::kSelect:
      if (!selects_.empty() && selects_.back().select == e.node) selects_.pop_back();
      break;
    case names::kTemplate:
      FinishPatch(e.node);
      break;
    default:
      break;
  }
}

void TreeBuilder::PopTo(uint32_t index) {
  while (open_.size() > index) Pop();
}

void TreeBuilder::PopUntil(TagKey key) {
  const uint32_t i = open_.FindLast(key);
  if (i != OpenElements::kNowhere) PopTo(i);
}

// https://html.spec.whatwg.org/#clear-the-stack-back-to-a-table-context and its kin. Where the
// context was lost to max_depth the stack stays as it is: the root would be all that is left.
void TreeBuilder::ClearBackTo(TagTraits context) {
  const uint32_t i = open_.FindLastWith(context);
  if (i == OpenElements::kNowhere || (i == 0 && depth_reached_)) return;
  PopTo(i + 1);
}

// https://html.spec.whatwg.org/#generate-implied-end-tags
void TreeBuilder::GenerateImpliedEndTags() {
  while ((open_.top().traits & kImpliedEnd) != 0) Pop();
}

void TreeBuilder::GenerateImpliedEndTagsExcept(NameId tag) {
  while ((open_.top().traits & kImpliedEnd) != 0 && open_.top().key != tag) Pop();
}

void TreeBuilder::GenerateAllImpliedEndTags() {
  while ((open_.top().traits & kThoroughlyImpliedEnd) != 0) Pop();
}

// https://html.spec.whatwg.org/#close-a-p-element
void TreeBuilder::CloseParagraph() {
  GenerateImpliedEndTagsExcept(names::kP);
  PopUntil(names::kP);
}

void TreeBuilder::RemoveFromOpen(uint32_t index) {
  Node& n = dom().mutable_node(open_[index].node);
  n.flags &= static_cast<uint16_t>(~kNodeOpen);
  n.source_end = std::max(n.source_begin, EndOf(open_[index]));
  open_.Erase(index);
}

}  // namespace tamis::html
