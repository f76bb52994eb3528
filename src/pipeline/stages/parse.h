// UTF-8 -> tree.

#pragma once

#include <string_view>

#include "html/tree/parser.h"
#include "tamis/options.h"

namespace tamis::pipeline {

// Lifetime: dom() is valid until the next Parse(), and while the page lives.
class ParseStage {
 public:
  // The status is ok, or what limit made the tree partial.
  Status Parse(std::string_view utf8, const ExtractOptions& options);
  const html::Dom& dom() const { return parser_.dom(); }

 private:
  html::Parser parser_;
};

}  // namespace tamis::pipeline
