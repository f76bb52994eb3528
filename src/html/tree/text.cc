// The "text" insertion mode: inside <script>, <style>, <title>, <textarea> and their kin.
// https://html.spec.whatwg.org/#parsing-main-incdata

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::Text() {
  if (token_.type == TokenType::kText) {
    InsertTokenText();
    return Step::kDone;
  }
  Pop();
  mode_ = original_mode_;
  return token_.type == TokenType::kEndOfFile ? Step::kReprocess : Step::kDone;
}

}  // namespace tamis::html
