// Pages as the tools of training get them, and what the engine makes of them before it decides.

#pragma once

#include <string>
#include <utility>

#include "extract/blocks/block_builder.h"
#include "extract/features/features.h"
#include "metadata/metadata.h"
#include "pipeline/stages/decode.h"
#include "pipeline/stages/parse.h"

namespace tamis::training {

struct PageRequest {
  std::string url;
  std::string content_type;
  std::string html;
  std::string gold;  // the text that is wanted; may be empty

  PageContext context() const { return {.url = url, .content_type = content_type}; }
};

// Reads the next page of standard input: a line "URL_BYTES CONTENT_TYPE_BYTES HTML_BYTES
// GOLD_BYTES", and then those four. False at the end.
bool ReadRequest(PageRequest& request);

// A page up to its features, by the engine's own stages. Reused from page to page.
class PageReader {
 public:
  void Read(const std::string& html, const PageContext& context);

  const html::Dom& dom() const { return parse_.dom(); }
  const extract::PageBlocks& page() const { return page_; }
  const extract::FeatureExtractor& features() const { return features_; }

 private:
  const ExtractOptions options_;
  pipeline::DecodeStage decode_;
  pipeline::ParseStage parse_;
  metadata::MetadataReader metadata_;
  extract::BlockBuilder builder_;
  extract::PageBlocks page_;
  extract::FeatureExtractor features_;
};

}  // namespace tamis::training
