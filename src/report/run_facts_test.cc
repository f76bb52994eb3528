#include "report/run_facts.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace tamis::report {
namespace {

TEST(RunFacts, SummariesAddUp) {
  RunFacts facts;
  const std::string summary =
      R"({"engine":{"version":"1","options_hash":"h"},"records":5,"documents":3,"removed":-1,)"
      R"("skipped":"x","skipped_by_kind":{"request":2,"bad":null},"errors":["e",7]})";
  ASSERT_TRUE(AddSummary(summary, facts).ok());
  ASSERT_TRUE(AddSummary(summary, facts).ok());
  EXPECT_EQ(facts.records, 10u);
  EXPECT_EQ(facts.documents, 6u);
  EXPECT_EQ(facts.removed, 0u);
  EXPECT_EQ(facts.version, "1");
  EXPECT_EQ(facts.skipped_by_kind.at("request"), 4u);
  EXPECT_EQ(facts.skipped_by_kind.size(), 1u);
  EXPECT_EQ(facts.errors, (std::vector<std::string>{"e", "e"}));
  for (const std::string_view bad : {"", "[]", "{", "null"}) {
    EXPECT_EQ(AddSummary(bad, facts).code(), StatusCode::kMalformed) << bad;
  }
}

TEST(RunFacts, TheLastCheckpointCounts) {
  ManifestFacts manifest;
  for (const std::string_view line :
       {R"({"event":"run","engine":"1","options":{"view":"0","tasks":"3","odd":1}})",
        R"({"event":"begin"})", R"({"event":"problem","message":"p"})",
        R"({"event":"checkpoint","counts":{"records":5}})",
        R"({"event":"checkpoint","counts":{"records":7,"documents":2}})",
        R"({"event":"of the future"})", R"({"event":"end","seconds":1.5})"}) {
    ASSERT_TRUE(AddManifestLine(line, manifest).ok()) << line;
  }
  EXPECT_EQ(manifest.tasks, 3u);
  EXPECT_EQ(manifest.at_checkpoint.records, 7u);
  EXPECT_EQ(manifest.at_checkpoint.errors.size(), 1u);
  EXPECT_EQ(manifest.seconds, 1.5);
  EXPECT_EQ(manifest.options.size(), 2u);
  EXPECT_FALSE(AddManifestLine("{\"event\":\"ru", manifest).ok());
}

TEST(SortSteps, AsTheRunAskedThem) {
  using Steps = std::vector<std::pair<std::string, uint64_t>>;
  const Steps steps = {{"c4", 1}, {"extract", 1}, {"fetch", 1}, {"gopher_rep", 1}, {"odd", 1}};
  const auto names = [](const Steps& sorted) {
    std::string out;
    for (const auto& [name, count] : sorted) out += name + " ";
    return out;
  };
  Steps usual = steps;
  SortSteps({}, usual);
  EXPECT_EQ(names(usual), "fetch extract gopher_rep c4 odd ");
  Steps own = steps;
  SortSteps({{"view", "0"}, {"filter_1", "c4 min_sentences=5"}, {"filter_2", "gopher_rep"}}, own);
  EXPECT_EQ(names(own), "fetch extract c4 gopher_rep odd ");
}

}  // namespace
}  // namespace tamis::report
