// https://html.spec.whatwg.org/#parsing-main-intable

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InTable() {
  switch (token_.type) {
    case TokenType::kText:
      if ((open_.top().traits & (kFosters | kRedirects)) == 0) return InTableOtherwise();
      table_text_.clear();
      table_text_is_space_ = true;
      original_mode_ = mode_;
      mode_ = Mode::kInTableText;
      return Step::kReprocess;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertComment();
      return Step::kDone;
    case TokenType::kDoctype:
      return Step::kDone;
    case TokenType::kStartTag:
      return InTableStartTag();
    case TokenType::kEndTag:
      return InTableEndTag();
    case TokenType::kEndOfFile:
      return InBody();
  }
  return Step::kDone;
}

Step TreeBuilder::InTableStartTag() {
  switch (token_.name) {
    case names::kCaption:
      ClearBackTo(kTableScopeEnd);
      PushMarker();
      InsertElement();
      mode_ = Mode::kInCaption;
      return Step::kDone;
    case names::kColgroup:
      ClearBackTo(kTableScopeEnd);
      InsertElement();
      mode_ = Mode::kInColumnGroup;
      return Step::kDone;
    case names::kCol:
      ClearBackTo(kTableScopeEnd);
      InsertElement(names::kColgroup);
      mode_ = Mode::kInColumnGroup;
      return Step::kReprocess;
    case names::kTbody:
    case names::kTfoot:
    case names::kThead:
      ClearBackTo(kTableScopeEnd);
      InsertElement();
      mode_ = Mode::kInTableBody;
      return Step::kDone;
    case names::kTd:
    case names::kTh:
    case names::kTr:
      ClearBackTo(kTableScopeEnd);
      InsertElement(names::kTbody);
      mode_ = Mode::kInTableBody;
      return Step::kReprocess;
    case names::kTable:
      if (!open_.InTableScope(names::kTable)) return Step::kDone;
      PopUntil(names::kTable);
      ResetMode();
      return Step::kReprocess;
    case names::kStyle:
    case names::kScript:
    case names::kTemplate:
      return InHead();
    case names::kInput:
      if (!TokenValueIs(names::kType, "hidden")) return InTableOtherwise();
      InsertVoid();
      return Step::kDone;
    case names::kForm:
      if (open_.has_template() || form_ != kNoNode) return Step::kDone;
      form_ = InsertElement();
      Pop();
      dom().mutable_node(form_).source_end = token_.source_end;
      return Step::kDone;
    default:
      return InTableOtherwise();
  }
}

Step TreeBuilder::InTableEndTag() {
  switch (token_.name) {
    case names::kTable:
      if (!open_.InTableScope(names::kTable)) return Step::kDone;
      PopUntil(names::kTable);
      ResetMode();
      return Step::kDone;
    case names::kBody:
    case names::kCaption:
    case names::kCol:
    case names::kColgroup:
    case names::kHtml:
    case names::kTbody:
    case names::kTd:
    case names::kTfoot:
    case names::kTh:
    case names::kThead:
    case names::kTr:
      return Step::kDone;
    case names::kTemplate:
      return InHead();
    default:
      return InTableOtherwise();
  }
}

// What has no place in a table goes before it. https://html.spec.whatwg.org/#foster-parent
Step TreeBuilder::InTableOtherwise() {
  foster_parenting_ = true;
  const Step step = InBody();
  foster_parenting_ = false;
  return step;
}

}  // namespace tamis::html
