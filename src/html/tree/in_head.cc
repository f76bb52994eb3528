// https://html.spec.whatwg.org/#parsing-main-inhead

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InHead() {
  switch (token_.type) {
    case TokenType::kText:
      InsertText(TakeLeadingSpace());
      return TextLeft() ? InHeadOtherwise() : Step::kDone;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertComment();
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kStartTag:
      return InHeadStartTag();
    case TokenType::kEndTag:
      switch (token_.name) {
        case names::kHead:
          PopUntil(names::kHead);
          mode_ = Mode::kAfterHead;
          return Step::kDone;
        case names::kBody:
        case names::kHtml:
        case names::kBr:
          return InHeadOtherwise();
        case names::kTemplate:
          return InHeadTemplateEnd();
        default:
          return Step::kDone;
      }
    case TokenType::kEndOfFile:
      return InHeadOtherwise();
  }
  return Step::kDone;
}

Step TreeBuilder::InHeadStartTag() {
  switch (token_.name) {
    case names::kHtml:
      return InBody();
    case names::kBase:
    case names::kBasefont:
    case names::kBgsound:
    case names::kLink:
    case names::kMeta:
      InsertVoid();
      return Step::kDone;
    case names::kTitle:
      InsertRawText(ContentModel::kRcdata);
      return Step::kDone;
    case names::kNoscript:
      if (!options_.scripting) {
        InsertElement();
        mode_ = Mode::kInHeadNoscript;
        return Step::kDone;
      }
      [[fallthrough]];
    case names::kNoframes:
    case names::kStyle:
      InsertRawText(ContentModel::kRawtext);
      return Step::kDone;
    case names::kScript:
      InsertRawText(ContentModel::kScriptData);
      return Step::kDone;
    case names::kTemplate:
      return StartTemplate();
    case names::kHead:
      return Step::kDone;
    default:
      return InHeadOtherwise();
  }
}

// https://html.spec.whatwg.org/#parsing-main-inhead, an end tag whose tag name is "template"
Step TreeBuilder::InHeadTemplateEnd() {
  if (!open_.has_template()) return Step::kDone;
  GenerateAllImpliedEndTags();
  CloseTemplate(open_.FindLast(names::kTemplate));
  return Step::kDone;
}

Step TreeBuilder::InHeadOtherwise() {
  PopUntil(names::kHead);
  mode_ = Mode::kAfterHead;
  return Step::kReprocess;
}

}  // namespace tamis::html
