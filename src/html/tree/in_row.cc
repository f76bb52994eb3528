// https://html.spec.whatwg.org/#parsing-main-intr

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InRow() {
  const bool start = token_.type == TokenType::kStartTag;
  if (!start && token_.type != TokenType::kEndTag) return InTable();
  switch (token_.name) {
    case names::kTh:
    case names::kTd:
      if (!start) return Step::kDone;
      ClearBackTo(kRowContext);
      InsertElement();
      mode_ = Mode::kInCell;
      PushMarker();
      return Step::kDone;
    case names::kTr: {
      const bool closed = CloseRow();
      return start && closed ? Step::kReprocess : Step::kDone;
    }
    case names::kTable:
      if (start) return InTable();
      return CloseRow() ? Step::kReprocess : Step::kDone;
    case names::kTbody:
    case names::kTfoot:
    case names::kThead:
      if (!start && !open_.InTableScope(token_.name)) return Step::kDone;
      return CloseRow() ? Step::kReprocess : Step::kDone;
    case names::kCaption:
    case names::kCol:
    case names::kColgroup:
      return start && CloseRow() ? Step::kReprocess : Step::kDone;
    case names::kBody:
    case names::kHtml:
      return start ? InTable() : Step::kDone;
    default:
      return InTable();
  }
}

bool TreeBuilder::CloseRow() {
  if (!open_.InTableScope(names::kTr)) return false;
  ClearBackTo(kRowContext);
  if (open_.TopIs(names::kTr)) Pop();
  mode_ = Mode::kInTableBody;
  return true;
}

}  // namespace tamis::html
