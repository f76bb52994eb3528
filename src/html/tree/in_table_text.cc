// White space in a table stays there; text with anything else in it goes before the table, as a
// whole. https://html.spec.whatwg.org/#parsing-main-intabletext

#include "html/tree/builder.h"

namespace tamis::html {

Step TreeBuilder::InTableText() {
  if (token_.type == TokenType::kText) {
    if (token_.is_null || token_.text.empty()) return Step::kDone;
    table_text_.push_back(TokenPiece());
    table_text_is_space_ = table_text_is_space_ && token_.is_blank;
    return Step::kDone;
  }
  if (!table_text_is_space_) {
    foster_parenting_ = true;
    Reconstruct();
    frameset_ok_ = false;
  }
  for (const Piece& piece : table_text_) InsertText(piece);
  foster_parenting_ = false;
  table_text_.clear();
  mode_ = original_mode_;
  return Step::kReprocess;
}

}  // namespace tamis::html
