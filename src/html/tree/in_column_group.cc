// https://html.spec.whatwg.org/#parsing-main-incolgroup

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InColumnGroup() {
  switch (token_.type) {
    case TokenType::kText:
      InsertText(TakeLeadingSpace());
      if (!TextLeft()) return Step::kDone;
      break;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertComment();
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kStartTag:
      switch (token_.name) {
        case names::kHtml:
          return InBody();
        case names::kCol:
          InsertVoid();
          return Step::kDone;
        case names::kTemplate:
          return InHead();
        default:
          break;
      }
      break;
    case TokenType::kEndTag:
      switch (token_.name) {
        case names::kColgroup:
          if (!open_.TopIs(names::kColgroup)) return Step::kDone;
          Pop();
          mode_ = Mode::kInTable;
          return Step::kDone;
        case names::kCol:
          return Step::kDone;
        case names::kTemplate:
          return InHead();
        default:
          break;
      }
      break;
    case TokenType::kEndOfFile:
      return InBody();
  }
  if (!open_.TopIs(names::kColgroup)) return Step::kDone;
  Pop();
  mode_ = Mode::kInTable;
  return Step::kReprocess;
}

}  // namespace tamis::html
