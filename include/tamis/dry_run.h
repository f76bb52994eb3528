// What a run would remove, and why, before anything is written.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis {

struct DryRunReason {
  std::string reason = {};                 // filter_reason
  uint64_t pages = 0;                      // that the step removes for it
  uint64_t alone = 0;                      // that it would remove for it if it stood alone
  uint64_t text_bytes = 0;                 // of main text, in `pages`
  std::vector<std::string> examples = {};  // URLs of the first of `pages`, at most three
};

struct DryRunStep {
  std::string name = {};  // folder below removed/
  uint64_t pages = 0;     // sums over the reasons
  uint64_t alone = 0;
  uint64_t text_bytes = 0;
  std::vector<DryRunReason> reasons = {};  // most pages first
};

struct DryRunReport {
  RunSummary summary = {};             // the counts that the run would have
  std::vector<DryRunStep> steps = {};  // fetch, decode, extract, then those of the chain
};

// Does what Run() would do over `inputs`, but writes nothing; options about the output do not
// matter. Every page is parsed, since each step is also asked about the pages that another one
// removes before it. RunOptions::site must not be enabled: counting
// what repeats needs a folder.
//
// Output:  the same for any number of threads.
// Errors:  kNotFound, kInvalidArgument as of Run(); those of the lists of the filters.
Result<DryRunReport> DryRun(const std::vector<std::string>& inputs, const RunOptions& options,
                            const RunHooks& hooks = {});

// Appends the report as one JSON object without a newline; keys are the names of the fields.
void AppendJson(const DryRunReport& report, std::string& out);

}  // namespace tamis
