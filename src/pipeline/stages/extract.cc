#include "pipeline/stages/extract.h"

namespace tamis::pipeline {

const extract::Extraction& ExtractStage::FromHtml(const html::Dom& dom,
                                                  const metadata::Metadata& metadata,
                                                  const PageContext& context,
                                                  const ExtractOptions& options) {
  titles_.assign(metadata.titles.begin(), metadata.titles.end());
  return extractor_.ExtractHtml(dom, options,
                                {.titles = titles_,
                                 .og_type = metadata.og_type,
                                 .url = context.url,
                                 .site = context.site});
}

const extract::Extraction& ExtractStage::FromText(std::string_view utf8, const PageContext& context,
                                                  const ExtractOptions& options) {
  return extractor_.ExtractText(utf8, options, context.site);
}

}  // namespace tamis::pipeline
