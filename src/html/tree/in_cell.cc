// https://html.spec.whatwg.org/#parsing-main-intd

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InCell() {
  const bool start = token_.type == TokenType::kStartTag;
  if (!start && token_.type != TokenType::kEndTag) return InBody();
  switch (token_.name) {
    case names::kTd:
    case names::kTh:
      if (start) break;
      if (!open_.InTableScope(token_.name)) return Step::kDone;
      GenerateImpliedEndTags();
      PopUntil(token_.name);
      ClearToMarker();
      mode_ = Mode::kInRow;
      return Step::kDone;
    case names::kCaption:
    case names::kCol:
    case names::kColgroup:
      if (!start) return Step::kDone;
      break;
    case names::kTbody:
    case names::kTfoot:
    case names::kThead:
    case names::kTr:
      if (!start && !open_.InTableScope(token_.name)) return Step::kDone;
      break;
    case names::kTable:
      if (start) return InBody();
      if (!open_.InTableScope(token_.name)) return Step::kDone;
      break;
    case names::kBody:
    case names::kHtml:
      return start ? InBody() : Step::kDone;
    default:
      return InBody();
  }
  CloseCell();
  return Step::kReprocess;
}

// https://html.spec.whatwg.org/#close-the-cell
void TreeBuilder::CloseCell() {
  GenerateImpliedEndTags();
  const uint32_t cell = open_.FindLastWith(kCell);
  if (cell != OpenElements::kNowhere) PopTo(cell);
  ClearToMarker();
  mode_ = Mode::kInRow;
}

}  // namespace tamis::html
