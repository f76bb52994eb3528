// Tree, or flattened text -> blocks and decisions.

#pragma once

#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "metadata/metadata.h"
#include "tamis/attributes.h"
#include "tamis/extract.h"
#include "tamis/options.h"

namespace tamis::pipeline {

// Lifetime: a result is valid until the next call.
class ExtractStage {
 public:
  // What the page says about itself helps to find its title and kind.
  const extract::Extraction& FromHtml(const html::Dom& dom, const metadata::Metadata& metadata,
                                      const PageContext& context,
                                      const ExtractOptions& options) TAMIS_LIFETIME_BOUND;
  const extract::Extraction& FromText(std::string_view utf8, const PageContext& context,
                                      const ExtractOptions& options) TAMIS_LIFETIME_BOUND;

 private:
  extract::PageExtractor extractor_;
  std::vector<std::string_view> titles_;
};

}  // namespace tamis::pipeline
