// What a document's text says about itself: language, quality signals, personal data.

#pragma once

#include "tamis/document.h"
#include "text/language.h"
#include "text/signals/signals.h"

namespace tamis::document {

class TextDescriber {
 public:
  // Fills language, quality and pii from `text` and html_lang. With `mask_pii`, personal data is
  // then masked everywhere in the document where text of the page stands.
  void Describe(bool mask_pii, Document& document);

 private:
  void Mask(Document& document);
  void MaskIn(std::string& text);

  text::LanguageIdentifier language_;
  text::SignalReader signals_;
  std::vector<PiiSpan> spans_;
};

}  // namespace tamis::document
