// https://html.spec.whatwg.org/#parsing-main-intbody

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InTableBody() {
  const bool start = token_.type == TokenType::kStartTag;
  if (!start && token_.type != TokenType::kEndTag) return InTable();
  switch (token_.name) {
    case names::kTr:
      if (!start) return Step::kDone;
      ClearBackTo(kBodyContext);
      InsertElement();
      mode_ = Mode::kInRow;
      return Step::kDone;
    case names::kTh:
    case names::kTd:
      if (!start) return Step::kDone;
      ClearBackTo(kBodyContext);
      InsertElement(names::kTr);
      mode_ = Mode::kInRow;
      return Step::kReprocess;
    case names::kTbody:
    case names::kTfoot:
    case names::kThead:
      if (start) return CloseTableBody() ? Step::kReprocess : Step::kDone;
      if (!open_.InTableScope(token_.name)) return Step::kDone;
      ClearBackTo(kBodyContext);
      if ((open_.top().traits & kTableBody) != 0) Pop();
      mode_ = Mode::kInTable;
      return Step::kDone;
    case names::kTable:
      if (start) return InTable();
      return CloseTableBody() ? Step::kReprocess : Step::kDone;
    case names::kCaption:
    case names::kCol:
    case names::kColgroup:
      return start && CloseTableBody() ? Step::kReprocess : Step::kDone;
    case names::kBody:
    case names::kHtml:
      return start ? InTable() : Step::kDone;
    default:
      return InTable();
  }
}

bool TreeBuilder::CloseTableBody() {
  if (!open_.AnyInScope(kTableBody, kTableScopeEnd)) return false;
  ClearBackTo(kBodyContext);
  if ((open_.top().traits & kTableBody) != 0) Pop();
  mode_ = Mode::kInTable;
  return true;
}

}  // namespace tamis::html
