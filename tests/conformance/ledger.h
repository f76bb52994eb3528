// The ledgers of known failures: known_failures/{tree,tokenizer,encoding}.txt, one name a line,
// '#' begins a comment. A ledger may only shrink: a failure that it does not name is an error,
// and so is a name that passes.

#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/conformance/suite.h"

namespace tamis::conformance {

struct Suite {
  const char* name;
  SuiteResult (*run)(const std::filesystem::path& dir);
};

inline constexpr Suite kSuites[] = {
    {"tree", RunTreeSuite}, {"tokenizer", RunTokenizerSuite}, {"encoding", RunEncodingSuite}};

inline std::set<std::string> ReadLedger(const std::filesystem::path& path) {
  std::set<std::string> names;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    line.resize(std::min(line.find('#'), line.size()));
    while (line.ends_with(' ')) line.pop_back();
    if (!line.empty()) names.insert(line);
  }
  return names;
}

// What speaks against the result, a line each; empty when all is as the ledger says.
inline std::vector<std::string> Compare(const SuiteResult& result,
                                        const std::set<std::string>& ledger) {
  std::vector<std::string> problems;
  if (result.total == 0) problems.push_back("no cases found");
  std::set<std::string> failed;
  for (size_t i = 0; i < result.failed.size(); ++i) {
    failed.insert(result.failed[i]);
    if (!ledger.contains(result.failed[i])) {
      problems.push_back("fails: " + result.failed[i] + "\n" + result.details[i]);
    }
  }
  for (const std::string& name : ledger) {
    if (!failed.contains(name)) problems.push_back("passes or is gone, strike it out: " + name);
  }
  return problems;
}

}  // namespace tamis::conformance
