// tamis_conformance DIR [--list]: runs html5lib-tests in DIR and prints
//
//   tree P/N
//   tokenizer P/N
//   encoding P/N
//
// Exit 1 when a result differs from the ledgers in known_failures/ (the reasons go to stderr),
// 2 for wrong arguments. --list: the failures in full.

#include <cstdio>
#include <cstring>

#include "tests/conformance/ledger.h"

int main(int argc, char** argv) {
  using namespace tamis::conformance;
  const bool list = argc == 3 && std::strcmp(argv[2], "--list") == 0;
  if (argc != 2 && !list) {
    std::fprintf(stderr, "usage: tamis_conformance DIR [--list]\n");
    return 2;
  }
  const std::filesystem::path ledgers =
      std::filesystem::path(TAMIS_SOURCE_DIR) / "tests/conformance/known_failures";
  bool clean = true;
  for (const Suite& suite : kSuites) {
    const SuiteResult result = suite.run(argv[1]);
    std::printf("%s %zu/%zu\n", suite.name, result.passed, result.total);
    if (list) {
      for (size_t i = 0; i < result.failed.size(); ++i) {
        std::printf("--- %s\n%s\n", result.failed[i].c_str(), result.details[i].c_str());
      }
    }
    const auto ledger = ReadLedger(ledgers / (std::string(suite.name) + ".txt"));
    for (const std::string& problem : Compare(result, ledger)) {
      std::fprintf(stderr, "%s: %s\n", suite.name, problem.c_str());
      clean = false;
    }
  }
  return clean ? 0 : 1;
}
