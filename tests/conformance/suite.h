// The suites from outside (html5lib-tests), each run by one function: the tests and
// scripts/conformance.sh call the same ones.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace tamis::conformance {

struct SuiteResult {
  size_t total = 0;
  size_t passed = 0;
  std::vector<std::string> failed;   // names, stable across runs: "tests1.dat:12 script-on"
  std::vector<std::string> details;  // one per failed: input, wanted, got
};

// `dir` is the root of html5lib-tests. Each fails loudly (total 0) when its folder is missing.
SuiteResult RunTreeSuite(const std::filesystem::path& dir);
SuiteResult RunTokenizerSuite(const std::filesystem::path& dir);
SuiteResult RunEncodingSuite(const std::filesystem::path& dir);

}  // namespace tamis::conformance
