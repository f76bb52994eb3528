// After </body> and after </html> of a page with a body.
// https://html.spec.whatwg.org/#parsing-main-afterbody
// https://html.spec.whatwg.org/#the-after-after-body-insertion-mode

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::AfterBody() {
  switch (token_.type) {
    case TokenType::kText: {
      const Piece space = TakeLeadingSpace();
      if (!space.text.empty()) {
        Reconstruct();
        InsertText(space);
      }
      if (!TextLeft()) return Step::kDone;
      break;
    }
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertCommentAt(open_[0].node);
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kStartTag:
      if (token_.name == names::kHtml) return InBody();
      break;
    case TokenType::kEndTag:
      if (token_.name != names::kHtml) break;
      if (IsFragment()) return Step::kDone;
      html_end_ = token_.source_end;
      mode_ = Mode::kAfterAfterBody;
      return Step::kDone;
    case TokenType::kEndOfFile:
      return Step::kStop;
  }
  body_end_ = html_end_ = 0;
  mode_ = Mode::kInBody;
  return Step::kReprocess;
}

Step TreeBuilder::AfterAfterBody() {
  switch (token_.type) {
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertCommentAt(kDocumentNode);
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kText: {
      const Piece space = TakeLeadingSpace();
      if (!space.text.empty()) {
        Reconstruct();
        InsertText(space);
      }
      if (!TextLeft()) return Step::kDone;
      break;
    }
    case TokenType::kStartTag:
      if (token_.name == names::kHtml) return InBody();
      break;
    case TokenType::kEndTag:
      break;
    case TokenType::kEndOfFile:
      return Step::kStop;
  }
  body_end_ = html_end_ = 0;
  mode_ = Mode::kInBody;
  return Step::kReprocess;
}

}  // namespace tamis::html
