#include "pipeline/stages/compose.h"

namespace tamis::pipeline {

void ComposeStage::SetSource(const DecodedInput& input, Document& document) {
  document.charset = input.charset;
  document.charset_source = input.charset_source;
  document.content_mime_detected = input.mime;
}

}  // namespace tamis::pipeline
