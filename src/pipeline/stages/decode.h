// Bytes of a page -> UTF-8, with what they are.

#pragma once

#include <string>
#include <string_view>

#include "tamis/attributes.h"
#include "tamis/extract.h"
#include "tamis/options.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct DecodedInput {
  std::string_view utf8;     // of the page or the stage's buffer
  std::string_view charset;  // as Document has them
  std::string_view charset_source;
  std::string_view mime;  // static
  bool markup = true;     // false: flattened text
  Status status;          // kTooLarge: cut off; kNotHtml: all but mime is empty
};

// Lifetime: a result is valid until the next call, and while the page lives.
class DecodeStage {
 public:
  const DecodedInput& Decode(std::string_view bytes, const PageContext& context,
                             const ExtractOptions& options) TAMIS_LIFETIME_BOUND;

 private:
  DecodedInput result_;
  std::string buffer_;
};

}  // namespace tamis::pipeline
