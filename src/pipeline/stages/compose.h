// Decisions and metadata -> Document.

#pragma once

#include <string>

#include "document/compose.h"
#include "extract/extract.h"
#include "html/dom/dom.h"
#include "metadata/metadata.h"
#include "pipeline/stages/decode.h"
#include "tamis/document.h"
#include "tamis/extract.h"

namespace tamis::pipeline {

class ComposeStage {
 public:
  // `dom` is null for flattened text. Fills every field of `document`.
  void Compose(const extract::Extraction& extraction, const metadata::Metadata& metadata,
               const html::Dom* dom, Wanted wanted, Document& document) {
    composer_.Compose(extraction, metadata, dom, wanted, document);
  }

  // The fields that decoding decides; also those of a page that nothing can be made of.
  static void SetSource(const DecodedInput& input, Document& document);

 private:
  document::Composer composer_;
};

}  // namespace tamis::pipeline
