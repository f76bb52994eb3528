// The "in body" insertion mode: text, comments and the end of the page. Start tags are in
// in_body_start.cc, end tags in in_body_end.cc.
// https://html.spec.whatwg.org/#parsing-main-inbody

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InBody() {
  switch (token_.type) {
    case TokenType::kText:
      if (token_.is_null || token_.text.empty()) return Step::kDone;
      Reconstruct();
      frameset_ok_ = frameset_ok_ && token_.is_blank;
      InsertTokenText();
      return Step::kDone;
    case TokenType::kStartTag:
      return InBodyStartTag();
    case TokenType::kEndTag:
      return InBodyEndTag();
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertComment();
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kEndOfFile:
      return template_modes_.empty() ? Step::kStop : InTemplate();
  }
  return Step::kDone;
}

}  // namespace tamis::html
