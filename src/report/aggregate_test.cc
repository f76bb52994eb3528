#include "report/aggregate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "report/report_json.h"

namespace tamis::report {
namespace {

using Row = std::pair<std::string, std::string>;  // step, JSON

std::string Made(const std::vector<Row>& rows, const ReportOptions& options = {}) {
  Aggregate aggregate(options);
  RowFactsReader reader;
  for (const auto& [step, json] : rows) {
    const auto facts = reader.Read(json);
    EXPECT_TRUE(facts.ok()) << json;
    EXPECT_TRUE(aggregate.Add(**facts, step).ok());
  }
  const Result<std::string> json = ReportJson({}, nullptr, {}, options, aggregate);
  EXPECT_TRUE(json.ok());
  return *json;
}

std::vector<Row> ManyRows() {
  std::vector<Row> rows;
  for (int i = 0; i < 600; ++i) {
    const std::string n = std::to_string(i);
    const bool removed = i % 3 == 0;
    std::string json = R"({"id":")" + n + R"(","url":"https://h)" + std::to_string(i % 97) +
                       R"(.example/","language":"l)" + std::to_string(i % 5) +
                       R"(","confidence":0.)" + std::to_string(i % 10) + R"(,"text":")" +
                       std::string(static_cast<size_t>(i), 'x') + R"(","date_published":"20)" +
                       std::to_string(10 + i % 9) + R"(-03-04","filter_reason":"r)" +
                       std::to_string(i % 4) + R"(","blocks":[{"reason":"form","html_start":1,)" +
                       R"("html_end":)" + n + R"(,"keep":false}]})";
    rows.emplace_back(removed ? "step" + std::to_string(i % 2) : "", std::move(json));
  }
  return rows;
}

bool Has(const std::string& json, std::string_view part) {
  return json.find(part) != std::string::npos;
}

TEST(Aggregate, OrderAndMemoryChangeNothing) {
  std::vector<Row> rows = ManyRows();
  const std::string want = Made(rows);
  EXPECT_TRUE(Has(want, R"("steps":[["step0",100],["step1",100]])"));
  std::mt19937 random(1);
  for (const uint64_t memory : {uint64_t{1} << 12, uint64_t{1} << 30}) {
    std::shuffle(rows.begin(), rows.end(), random);
    EXPECT_EQ(Made(rows, {.memory_bytes = memory}), want);
  }
}

TEST(Aggregate, Counts) {
  const std::string json = Made({
      {"", R"({"id":"1","text":"héllo","language":"de","hostname":"a","confidence":1,)"
           R"("date_published":"2021-03-04","quality":{"words":1},)"
           R"("blocks":[{"reason":"form","html_start":0,"html_end":5},)"
           R"({"reason":"main_text","keep":true,"html_start":5,"html_end":25}]})"},
      {"", R"({"id":"2","text":"abc","hostname":"a","confidence":0,"date_published":"2021"})"},
      {"c4", R"({"id":"3","text":"gone","hostname":"b","filter_reason":"lorem_ipsum",)"
             R"("blocks":[{"reason":"form","html_start":0,"html_end":3}]})"},
  });
  for (
      const std::string_view part : {
          R"("documents":2,"removed":1,)",
          R"("rows":2,"text_bytes":9,"characters":8,"words":1,)",
          R"("steps":[["c4",1]])",
          R"("reasons":{"distinct":1,"rows":[["c4/lorem_ipsum",0,1,4]])",
          R"("kept_blocks":{"distinct":1,"rows":[["main_text",1,0,20]])",
          R"("dropped_blocks":{"distinct":1,"rows":[["form",1,1,8]])",
          R"("languages":{"distinct":2,"rows":[["",1,1,3],["de",1,0,6]])",
          R"("sites":{"distinct":2,"rows":[["a",2,0,9],["b",0,1,0]])",
          R"("months_published":{"distinct":3,"rows":[["",0,1,0],["2021",1,0,3],["2021-03",1,0,6]])",
          R"("confidence":[1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1])",
          R"("lengths":{"mean":4,"p10":3,"p50":3,"p90":3,"bins":[[0,2]]})",
      }) {
    EXPECT_TRUE(Has(json, part)) << part << "\nnot in " << json;
  }
}

TEST(Aggregate, TablesOfSitesAreCutAndTheRestIsTold) {
  const std::string json = Made({{"", R"({"hostname":"a"})"},
                                 {"", R"({"hostname":"a"})"},
                                 {"x", R"({"hostname":"b"})"},
                                 {"", R"({"hostname":"c","text":"abc"})"}},
                                {.table_rows = 1});
  EXPECT_TRUE(Has(json, R"("sites":{"distinct":3,"rows":[["a",2,0,0]],"other":[1,1,3]})")) << json;
}

TEST(Aggregate, SamplesAreCutAtACharacter) {
  const std::string json =
      Made({{"s", R"({"id":"1","url":"u","title":"t","text":"aéb","filter_reason":"r"})"}},
           {.sample_bytes = 2});
  EXPECT_TRUE(Has(json, R"({"group":"s/r","rows":[{"id":"1","url":"u","title":"t","text":"a",)"
                        R"("text_bytes":4}]})"))
      << json;
  EXPECT_TRUE(Has(Made({{"s", "{}"}}, {.samples = 0}), R"("page_samples":[])"));
}

}  // namespace
}  // namespace tamis::report
