// End tags "in body". https://html.spec.whatwg.org/#parsing-main-inbody

#include <array>

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

enum Kind : uint8_t {
  kOrdinary,
  kBlock,
  kFormattingElement,
  kParagraph,
  kListItem,
  kDefinition,
  kHeadingBlock,
  kFormElement,
  kBodyElement,
  kHtmlElement,
  kMarkerElement,
  kLineBreak,
  kTemplateElement,
};

struct KindRule {
  Kind kind;
  std::initializer_list<names::Name> tags;
};

consteval std::array<uint8_t, names::kTagEnd> MakeKinds() {
  namespace n = names;
  const KindRule rules[] = {
      {kBlock, {n::kAddress,    n::kArticle, n::kAside,   n::kBlockquote, n::kButton, n::kCenter,
                n::kDetails,    n::kDialog,  n::kDir,     n::kDiv,        n::kDl,     n::kFieldset,
                n::kFigcaption, n::kFigure,  n::kFooter,  n::kHeader,     n::kHgroup, n::kListing,
                n::kMain,       n::kMenu,    n::kNav,     n::kOl,         n::kPre,    n::kSearch,
                n::kSection,    n::kSelect,  n::kSummary, n::kUl}},
      {kFormattingElement,
       {n::kA, n::kB, n::kBig, n::kCode, n::kEm, n::kFont, n::kI, n::kNobr, n::kS, n::kSmall,
        n::kStrike, n::kStrong, n::kTt, n::kU}},
      {kParagraph, {n::kP}},
      {kListItem, {n::kLi}},
      {kDefinition, {n::kDd, n::kDt}},
      {kHeadingBlock, {n::kH1, n::kH2, n::kH3, n::kH4, n::kH5, n::kH6}},
      {kFormElement, {n::kForm}},
      {kBodyElement, {n::kBody}},
      {kHtmlElement, {n::kHtml}},
      {kMarkerElement, {n::kApplet, n::kMarquee, n::kObject}},
      {kLineBreak, {n::kBr}},
      {kTemplateElement, {n::kTemplate}},
  };
  std::array<uint8_t, names::kTagEnd> kinds{};
  for (const KindRule& rule : rules) {
    for (const names::Name tag : rule.tags) kinds[tag] = rule.kind;
  }
  return kinds;
}

constexpr std::array<uint8_t, names::kTagEnd> kKinds = MakeKinds();

}  // namespace

Step TreeBuilder::InBodyEndTag() {
  const NameId tag = token_.name;
  const uint8_t kind = tag < names::kTagEnd ? kKinds[tag] : uint8_t{kOrdinary};
  switch (kind) {
    case kOrdinary:
      return InBodyAnyOtherEnd();
    case kBlock:
      if (open_.TopIs(tag)) {
        Pop();
      } else if (open_.InScope(tag)) {
        GenerateImpliedEndTags();
        PopUntil(tag);
      }
      return Step::kDone;
    case kFormattingElement:
      return AdoptionAgency() ? Step::kDone : InBodyAnyOtherEnd();
    case kParagraph:
      if (!open_.ParagraphInButtonScope()) InsertElement(names::kP);
      CloseParagraph();
      return Step::kDone;
    case kListItem:
      if (!open_.InListScope(tag)) return Step::kDone;
      GenerateImpliedEndTagsExcept(tag);
      PopUntil(tag);
      return Step::kDone;
    case kDefinition:
      if (!open_.InScope(tag)) return Step::kDone;
      GenerateImpliedEndTagsExcept(tag);
      PopUntil(tag);
      return Step::kDone;
    case kHeadingBlock:
      if (!open_.AnyInScope(kHeading, kScopeEnd)) return Step::kDone;
      GenerateImpliedEndTags();
      PopTo(open_.FindLastWith(kHeading));
      return Step::kDone;
    case kFormElement:
      return InBodyFormEnd();
    case kBodyElement:
      if (LeaveBody()) body_end_ = token_.source_end;
      return Step::kDone;
    case kHtmlElement:
      return LeaveBody() ? Step::kReprocess : Step::kDone;
    case kMarkerElement:
      if (!open_.InScope(tag)) return Step::kDone;
      GenerateImpliedEndTags();
      PopUntil(tag);
      ClearToMarker();
      return Step::kDone;
    case kLineBreak:  // as if it were a start tag without attributes
      Reconstruct();
      InsertElement(names::kBr);
      dom().mutable_node(open_.top().node).open_tag_end = token_.source_end;
      Pop();
      frameset_ok_ = false;
      return Step::kDone;
    default:
      return InHeadTemplateEnd();
  }
}

Step TreeBuilder::InBodyFormEnd() {
  if (open_.has_template()) {
    if (!open_.InScope(names::kForm)) return Step::kDone;
    GenerateImpliedEndTags();
    PopUntil(names::kForm);
    return Step::kDone;
  }
  const NodeId form = form_;
  form_ = kNoNode;
  if (form == kNoNode || !open_.NodeInScope(form)) return Step::kDone;
  GenerateImpliedEndTags();
  RemoveFromOpen(open_.FindNode(form));
  return Step::kDone;
}

bool TreeBuilder::LeaveBody() {
  if (!open_.InScope(names::kBody)) return false;
  mode_ = Mode::kAfterBody;
  return true;
}

Step TreeBuilder::InBodyAnyOtherEnd() {
  const NameId tag = token_.name;
  for (uint32_t i = open_.size(); i-- > 0;) {
    if (open_[i].key == tag) {
      const NodeId node = open_[i].node;
      GenerateImpliedEndTagsExcept(tag);
      if (IsOpen(node)) PopTo(open_.FindNode(node));
      return Step::kDone;
    }
    if ((open_[i].traits & kSpecial) != 0) return Step::kDone;
  }
  return Step::kDone;
}

}  // namespace tamis::html
