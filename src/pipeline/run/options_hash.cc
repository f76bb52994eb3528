#include "pipeline/run/options_hash.h"

#include <cstdint>
#include <utility>

#include "warc/digest.h"

namespace tamis::pipeline {

std::vector<std::pair<std::string, std::string>> RowOptionTexts(const RunSetup& setup) {
  const RunOptions& options = setup.options;
  const ExtractOptions& e = options.extract;
  const std::pair<const char*, uint64_t> values[] = {
      {"view", static_cast<uint64_t>(e.view)},
      {"input", static_cast<uint64_t>(e.input)},
      {"scripting", e.scripting},
      {"include_tables", e.include_tables},
      {"include_comments", e.include_comments},
      {"max_page_bytes", e.max_page_bytes},
      {"max_nodes", e.max_nodes},
      {"max_depth", e.max_depth},
      {"max_page_ms", e.max_page_ms},
      {"schema", static_cast<uint64_t>(options.schema)},
      {"write_blocks", options.write_blocks},
      {"write_markdown", options.write_markdown},
      {"max_record_bytes", options.max_record_bytes},
      {"mask_pii", options.mask_pii},
  };
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& [name, value] : values) texts.emplace_back(name, std::to_string(value));
  if (options.site.enabled) {
    texts.emplace_back("site_min_pages", std::to_string(options.site.min_pages));
    texts.emplace_back("site_min_share_percent", std::to_string(options.site.min_share_percent));
  }
  for (const auto& [step, rules] : setup.chain.texts()) texts.emplace_back(step, rules);
  return texts;
}

std::string OptionsHash(const RunSetup& setup) {
  std::string text;
  for (const auto& [name, value] : RowOptionTexts(setup)) {
    text.append(name).append("=").append(value).append(";");
  }
  return warc::DigestHex(warc::DigestAlgorithm::kSha256, text).substr(0, 16);
}

}  // namespace tamis::pipeline
