// Main text of a page that another tool flattened to lines.
//
//   text -> flat/paragraphs -> [flat] -> document
//
// Tested:  flat_extractor_test.cc, tests/golden; fuzzed by fuzz/extract.cc.

#pragma once

#include <string_view>

#include "extract/extract.h"
#include "extract/flat/paragraphs.h"

namespace tamis::extract {

class FlatExtractor {
 public:
  void Extract(std::string_view utf8, const ExtractOptions& options, Extraction& out);

 private:
  ParagraphCutter cutter_;
  FlatText flat_;
};

}  // namespace tamis::extract
