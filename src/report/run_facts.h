// What the run said of itself: summary.json, and manifest.jsonl for what the summary leaves out or
// while there is none. A run of several tasks has one of each for every task; they are added up.
//
// Source:  docs/formats/corpus.md, docs/formats/manifest.md.
// Tested:  run_facts_test.cc; fuzzed by fuzz/report_rows.cc.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tamis/status.h"

namespace tamis::report {

// A count that the files do not have is 0.
struct RunFacts {
  bool finished = false;  // all tasks have ended; else counts are those of the last checkpoints
  uint64_t tasks = 0;
  uint64_t tasks_finished = 0;
  std::string version;  // of tamis; of the first task
  std::string options_hash;
  std::vector<std::pair<std::string, std::string>>
      options;  // of the first task, as in its manifest
  uint64_t inputs = 0;
  uint64_t inputs_failed = 0;
  uint64_t records = 0;
  uint64_t documents = 0;
  uint64_t partial = 0;
  uint64_t removed = 0;
  uint64_t skipped = 0;
  uint64_t damaged = 0;
  uint64_t bytes_read = 0;
  uint64_t page_bytes = 0;
  double seconds = 0;  // all tasks together; 0: not told
  std::map<std::string, uint64_t> skipped_by_kind;
  std::vector<std::string> errors;  // at most kMaxErrors

  static constexpr size_t kMaxErrors = 100;
};

// Adds what a summary says; `facts` keeps what it had. Errors: kMalformed.
Status AddSummary(std::string_view json, RunFacts& facts);

// What one line of a manifest adds. Counts of a checkpoint replace those of the one before.
struct ManifestFacts {
  uint64_t tasks = 1;
  std::string version;
  std::vector<std::pair<std::string, std::string>> options;
  RunFacts at_checkpoint;
  double seconds = 0;
};
// Errors: kMalformed.
Status AddManifestLine(std::string_view line, ManifestFacts& manifest);

// The facts of the corpus in `folder`; nullopt when it has neither summary nor manifest.
// Errors: kIo, kMalformed, kTooLarge.
Result<std::optional<RunFacts>> ReadRunFacts(const std::string& folder);

// `steps` in the order in which the run asked them: its own first, then its filters as its options
// list them; without a manifest as `tamis run --filter` does.
void SortSteps(const std::vector<std::pair<std::string, std::string>>& options,
               std::vector<std::pair<std::string, uint64_t>>& steps);

}  // namespace tamis::report
