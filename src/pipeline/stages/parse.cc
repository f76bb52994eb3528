#include "pipeline/stages/parse.h"

namespace tamis::pipeline {

Status ParseStage::Parse(std::string_view utf8, const ExtractOptions& options) {
  html::ParseOptions parse;
  parse.scripting = options.scripting;
  parse.max_bytes = options.max_page_bytes;
  parse.max_nodes = options.max_nodes;
  parse.max_depth = options.max_depth;
  parse.max_ms = options.max_page_ms;
  return parser_.Parse(utf8, parse).status;
}

}  // namespace tamis::pipeline
