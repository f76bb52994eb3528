// https://html.spec.whatwg.org/#reset-the-insertion-mode-appropriately

#include "html/tree/builder.h"

namespace tamis::html {

void TreeBuilder::ResetMode() {
  for (uint32_t i = open_.size(); i-- > 0;) {
    const bool last = i == 0;
    TagKey key = open_[i].key;
    if (last && IsFragment()) {
      key = context_ns_ == Namespace::kHtml ? context_tag_ : context_tag_ | kForeignKey;
    }
    switch (key) {
      case names::kTd:
      case names::kTh:
        if (last) break;
        mode_ = Mode::kInCell;
        return;
      case names::kTr:
        mode_ = Mode::kInRow;
        return;
      case names::kTbody:
      case names::kThead:
      case names::kTfoot:
        mode_ = Mode::kInTableBody;
        return;
      case names::kCaption:
        mode_ = Mode::kInCaption;
        return;
      case names::kColgroup:
        mode_ = Mode::kInColumnGroup;
        return;
      case names::kTable:
        mode_ = Mode::kInTable;
        return;
      case names::kTemplate:
        mode_ = template_modes_.empty() ? Mode::kInBody : template_modes_.back();
        return;
      case names::kHead:
        if (last) break;
        mode_ = Mode::kInHead;
        return;
      case names::kBody:
        mode_ = Mode::kInBody;
        return;
      case names::kFrameset:
        mode_ = Mode::kInFrameset;
        return;
      case names::kHtml:
        mode_ = head_ == kNoNode ? Mode::kBeforeHead : Mode::kAfterHead;
        return;
      default:
        break;
    }
  }
  mode_ = Mode::kInBody;
}

}  // namespace tamis::html
