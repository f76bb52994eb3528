// Fuzz: rows, summaries and manifests of a corpus that anyone may have written
//   (a) are counted or refused with a typed error, row by row, whatever stood before;
//   (b) give JSON that is read back, and a page whose data ends where it should;
//   (c) give the same report when the rows come in the opposite order.
// The input is lines: each a row; '/' before it: of removed/step; '#': a line of a manifest.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "json/check.h"
#include "report/aggregate.h"
#include "report/page.h"
#include "report/report_json.h"
#include "report/run_facts.h"

namespace {

using namespace tamis::report;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/report_rows: %s\n", what);
  std::abort();
}

std::string Made(const std::vector<std::string_view>& lines, const RunFacts& run, bool backwards) {
  tamis::ReportOptions options;
  options.samples = 2;
  options.table_rows = 3;
  options.memory_bytes = 1 << 20;
  Aggregate aggregate(options);
  RowFactsReader reader;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[backwards ? lines.size() - 1 - i : i];
    const bool removed = line.starts_with('/');
    if (removed) line.remove_prefix(1);
    const auto row = reader.Read(line);
    if (!row.ok()) {
      Require(!row.status().message().empty(), "an error without a message");
      continue;
    }
    Require(aggregate.Add(**row, removed ? "step" : "").ok(), "a row was not counted");
  }
  auto json = ReportJson({}, &run, {}, options, aggregate);
  Require(json.ok(), "no report");
  return std::move(json).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> rows;
  RunFacts run;
  ManifestFacts manifest;
  while (!input.empty()) {
    const std::string_view line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(input.size(), line.size() + 1));
    if (!line.starts_with('#')) {
      rows.push_back(line);
      continue;
    }
    (void)AddManifestLine(line.substr(1), manifest);
    (void)AddSummary(line.substr(1), run);
  }
  run.options = manifest.options;
  const std::string json = Made(rows, run, false);
  Require(json == Made(rows, run, true), "the order of rows changed the report");
  const auto syntax =
      tamis::json::CheckSyntax(std::string_view(json).substr(0, json.size() - 1), 64);
  Require(syntax.ok(), "the report is no JSON");
  const std::string page = FillPage("<script>@TAMIS_REPORT_DATA@</script>", json);
  Require(page.find('<', 1) == page.size() - std::string_view("</script>").size(),
          "the data ends the script");
  return 0;
}
