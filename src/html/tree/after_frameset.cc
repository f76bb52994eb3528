// After </frameset>, and after </html> of a page with a frameset.
// https://html.spec.whatwg.org/#parsing-main-afterframeset
// https://html.spec.whatwg.org/#the-after-after-frameset-insertion-mode

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::AfterFrameset() {
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
      if (token_.name == names::kHtml) return InBody();
      if (token_.name == names::kNoframes) return InHead();
      return Step::kDone;
    case TokenType::kEndTag:
      if (token_.name != names::kHtml) return Step::kDone;
      html_end_ = token_.source_end;
      mode_ = Mode::kAfterAfterFrameset;
      return Step::kDone;
    case TokenType::kEndOfFile:
      return Step::kStop;
  }
  return Step::kDone;
}

Step TreeBuilder::AfterAfterFrameset() {
  switch (token_.type) {
    case TokenType::kText:
      Reconstruct();
      InsertOnlySpace();
      return Step::kDone;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertCommentAt(kDocumentNode);
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kStartTag:
      if (token_.name == names::kHtml) return InBody();
      if (token_.name == names::kNoframes) return InHead();
      return Step::kDone;
    case TokenType::kEndTag:
      return Step::kDone;
    case TokenType::kEndOfFile:
      return Step::kStop;
  }
  return Step::kDone;
}

}  // namespace tamis::html
