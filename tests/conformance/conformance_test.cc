// The suites from outside must give what the ledgers in known_failures/ say.
//
// Data: TAMIS_SHARED or ../shared beside the repository. Without it the tests are skipped; where
// CI is set and the folder is there, a missing suite is a failure.

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/conformance/ledger.h"

namespace tamis::conformance {
namespace {

namespace fs = std::filesystem;

fs::path SharedFolder() {
  const char* set = std::getenv("TAMIS_SHARED");
  return set != nullptr && *set != '\0' ? fs::path(set)
                                        : fs::path(TAMIS_SOURCE_DIR).parent_path() / "shared";
}

class ConformanceTest : public testing::TestWithParam<Suite> {};

TEST_P(ConformanceTest, GivesWhatTheLedgerSays) {
  const Suite& suite = GetParam();
  const fs::path dir = SharedFolder() / "data/html5lib-tests";
  if (!fs::exists(dir)) {
    const bool must_be_there = std::getenv("CI") != nullptr && fs::exists(SharedFolder() / "data");
    ASSERT_FALSE(must_be_there) << dir << " is missing";
    GTEST_SKIP() << "html5lib-tests not found at " << dir << ": set TAMIS_SHARED";
  }
  const SuiteResult result = suite.run(dir);
  RecordProperty("passed", static_cast<int>(result.passed));
  const fs::path ledger = fs::path(TAMIS_SOURCE_DIR) / "tests/conformance/known_failures" /
                          (std::string(suite.name) + ".txt");
  for (const std::string& problem : Compare(result, ReadLedger(ledger))) {
    ADD_FAILURE() << suite.name << ": " << problem;
  }
}

INSTANTIATE_TEST_SUITE_P(Suites, ConformanceTest, testing::ValuesIn(kSuites),
                         [](const testing::TestParamInfo<Suite>& suite) {
                           return std::string(suite.param.name);
                         });

}  // namespace
}  // namespace tamis::conformance
