// https://html.spec.whatwg.org/#the-before-head-insertion-mode

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::BeforeHead() {
  switch (token_.type) {
    case TokenType::kText:
      TakeLeadingSpace();
      if (!TextLeft()) return Step::kDone;
      break;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertComment();
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kStartTag:
      if (token_.name == names::kHtml) return InBody();
      if (token_.name == names::kHead) {
        head_ = InsertElement();
        mode_ = Mode::kInHead;
        return Step::kDone;
      }
      break;
    case TokenType::kEndTag:
      if (token_.name != names::kHead && token_.name != names::kBody &&
          token_.name != names::kHtml && token_.name != names::kBr) {
        return Step::kDone;
      }
      break;
    case TokenType::kEndOfFile:
      break;
  }
  head_ = InsertElement(names::kHead);
  mode_ = Mode::kInHead;
  return Step::kReprocess;
}

}  // namespace tamis::html
