// https://html.spec.whatwg.org/#parsing-main-inheadnoscript

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InHeadNoscript() {
  switch (token_.type) {
    case TokenType::kText:
      InsertText(TakeLeadingSpace());
      if (!TextLeft()) return Step::kDone;
      break;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      return InHead();
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kStartTag:
      switch (token_.name) {
        case names::kHtml:
          return InBody();
        case names::kBasefont:
        case names::kBgsound:
        case names::kLink:
        case names::kMeta:
        case names::kNoframes:
        case names::kStyle:
          return InHead();
        case names::kHead:
        case names::kNoscript:
          return Step::kDone;
        default:
          break;
      }
      break;
    case TokenType::kEndTag:
      if (token_.name == names::kNoscript) {
        PopUntil(names::kNoscript);
        mode_ = Mode::kInHead;
        return Step::kDone;
      }
      if (token_.name != names::kBr) return Step::kDone;
      break;
    case TokenType::kEndOfFile:
      break;
  }
  PopUntil(names::kNoscript);
  mode_ = Mode::kInHead;
  return Step::kReprocess;
}

}  // namespace tamis::html
