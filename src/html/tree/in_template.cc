// https://html.spec.whatwg.org/#parsing-main-intemplate

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InTemplate() {
  Mode mode = Mode::kInBody;
  switch (token_.type) {
    case TokenType::kText:
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
    case TokenType::kDoctype:
      return InBody();
    case TokenType::kStartTag:
      switch (token_.name) {
        case names::kBase:
        case names::kBasefont:
        case names::kBgsound:
        case names::kLink:
        case names::kMeta:
        case names::kNoframes:
        case names::kScript:
        case names::kStyle:
        case names::kTemplate:
        case names::kTitle:
          return InHead();
        case names::kCaption:
        case names::kColgroup:
        case names::kTbody:
        case names::kTfoot:
        case names::kThead:
          mode = Mode::kInTable;
          break;
        case names::kCol:
          mode = Mode::kInColumnGroup;
          break;
        case names::kTr:
          mode = Mode::kInTableBody;
          break;
        case names::kTd:
        case names::kTh:
          mode = Mode::kInRow;
          break;
        default:
          break;
      }
      break;
    case TokenType::kEndTag:
      return token_.name == names::kTemplate ? InHead() : Step::kDone;
    case TokenType::kEndOfFile:
      if (!open_.has_template()) return Step::kStop;
      CloseTemplate(open_.FindLast(names::kTemplate));
      return Step::kReprocess;
  }
  if (!template_modes_.empty()) template_modes_.back() = mode;
  mode_ = mode;
  return Step::kReprocess;
}

}  // namespace tamis::html
