// What the run said of itself: summary.json. Source: docs/formats/corpus.md.
//
// Tested:  run_facts_test.cc; fuzzed by fuzz/report_rows.cc.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tamis/status.h"

namespace tamis::report {

// A count that the summary does not have is 0.
struct RunFacts {
  bool complete = false;  // false: the run was interrupted
  std::string version;    // of tamis
  std::string options_hash;
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
  std::vector<std::pair<std::string, uint64_t>> removed_by_reason;  // in the order of the file
  std::vector<std::pair<std::string, uint64_t>> skipped_by_kind;
  std::vector<std::string> errors;
};

// Errors: kMalformed.
Result<RunFacts> ParseRunFacts(std::string_view json);

// The facts of the corpus in `folder`; nullopt when it has no summary.json, since the run has
// not ended.
// Errors: kIo, kMalformed, kTooLarge (more than 64 MiB).
Result<std::optional<RunFacts>> ReadRunFacts(const std::string& folder);

}  // namespace tamis::report
