// https://html.spec.whatwg.org/#parsing-main-incaption

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InCaption() {
  const bool start = token_.type == TokenType::kStartTag;
  if (!start && token_.type != TokenType::kEndTag) return InBody();
  switch (token_.name) {
    case names::kCaption:
    case names::kTable:
      if (!start) {
        const bool closed = CloseCaption();
        return closed && token_.name == names::kTable ? Step::kReprocess : Step::kDone;
      }
      if (token_.name == names::kTable) return InBody();
      return CloseCaption() ? Step::kReprocess : Step::kDone;
    case names::kCol:
    case names::kColgroup:
    case names::kTbody:
    case names::kTd:
    case names::kTfoot:
    case names::kTh:
    case names::kThead:
    case names::kTr:
      return start && CloseCaption() ? Step::kReprocess : Step::kDone;
    case names::kBody:
    case names::kHtml:
      return start ? InBody() : Step::kDone;
    default:
      return InBody();
  }
}

bool TreeBuilder::CloseCaption() {
  if (!open_.InTableScope(names::kCaption)) return false;
  GenerateImpliedEndTags();
  PopUntil(names::kCaption);
  ClearToMarker();
  mode_ = Mode::kInTable;
  return true;
}

}  // namespace tamis::html
