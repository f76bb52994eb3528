// https://html.spec.whatwg.org/#the-after-head-insertion-mode

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::AfterHead() {
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
        case names::kBody:
          InsertElement();
          frameset_ok_ = false;
          mode_ = Mode::kInBody;
          return Step::kDone;
        case names::kFrameset:
          InsertElement();
          mode_ = Mode::kInFrameset;
          return Step::kDone;
        case names::kBase:
        case names::kBasefont:
        case names::kBgsound:
        case names::kLink:
        case names::kMeta:
        case names::kNoframes:
        case names::kScript:
        case names::kStyle:
        case names::kTemplate:
        case names::kTitle: {
          // What belongs into the head goes there, late: the head is opened for this token.
          const uint32_t head_end = dom().node(head_).source_end;
          PushHtml(head_, names::kHead);
          const Step step = InHead();
          const uint32_t head = open_.FindNode(head_);
          if (head != OpenElements::kNowhere) RemoveFromOpen(head);
          dom().mutable_node(head_).source_end = head_end;
          return step;
        }
        case names::kHead:
          return Step::kDone;
        default:
          break;
      }
      break;
    case TokenType::kEndTag:
      if (token_.name == names::kTemplate) return InHead();
      if (token_.name != names::kBody && token_.name != names::kHtml && token_.name != names::kBr) {
        return Step::kDone;
      }
      break;
    case TokenType::kEndOfFile:
      break;
  }
  InsertElement(names::kBody);
  mode_ = Mode::kInBody;
  return Step::kReprocess;
}

}  // namespace tamis::html
