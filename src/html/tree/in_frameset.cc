// https://html.spec.whatwg.org/#parsing-main-inframeset

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InFrameset() {
  switch (token_.type) {
    case TokenType::kText:
      InsertOnlySpace();
      return Step::kDone;
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
        case names::kFrameset:
          InsertElement();
          return Step::kDone;
        case names::kFrame:
          InsertVoid();
          return Step::kDone;
        case names::kNoframes:
          return InHead();
        default:
          return Step::kDone;
      }
    case TokenType::kEndTag:
      if (token_.name != names::kFrameset || open_.size() == 1) return Step::kDone;
      Pop();
      if (!IsFragment() && !open_.TopIs(names::kFrameset)) mode_ = Mode::kAfterFrameset;
      return Step::kDone;
    case TokenType::kEndOfFile:
      return Step::kStop;
  }
  return Step::kDone;
}

}  // namespace tamis::html
