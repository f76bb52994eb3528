// https://html.spec.whatwg.org/#the-before-html-insertion-mode

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::BeforeHtml() {
  switch (token_.type) {
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertCommentAt(kDocumentNode);
      return Step::kDone;
    case TokenType::kText:
      TakeLeadingSpace();
      if (!TextLeft()) return Step::kDone;
      break;
    case TokenType::kStartTag:
      if (token_.name == names::kHtml) {
        const NodeId html = CreateForToken(names::kHtml, Namespace::kHtml);
        dom().Append(kDocumentNode, html);
        PushHtml(html, names::kHtml);
        mode_ = Mode::kBeforeHead;
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
  const NodeId html = CreateImplied(names::kHtml);
  dom().Append(kDocumentNode, html);
  PushHtml(html, names::kHtml);
  mode_ = Mode::kBeforeHead;
  return Step::kReprocess;
}

}  // namespace tamis::html
