// The first pass of a run with --site-boilerplate: every page is parsed and its blocks are counted.
//
//   BatchReader ----> PageCounter (one a thread) ----> SiteCounter ----> site.table
//   serial            parallel                         any order         merged at the end
//
// Idea:   the pass reads the same candidates by the same reader as the run itself, and a page goes
//         the same way as far as its blocks; then only hashes remain.
//
// Measured cost: docs/site-boilerplate.md.
// Tested:        count_sites_test.cc, tests/cli/test_site.py.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/readers/input_files.h"
#include "pipeline/run/memory_plan.h"
#include "pipeline/site/site_table.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct SiteCountHooks {
  // How far it is: bytes of the inputs, as stored. Called by threads of the pass, one at a time.
  std::function<void(uint64_t bytes_done)> progress = {};
  const std::atomic<bool>* stop = nullptr;  // when true, the pass ends with kCancelled
};

struct SiteCountPaths {
  std::string table_path;     // of the table; one that is there is replaced
  std::string counting_path;  // a folder, made anew and removed at the end
};

// Counts over `files` and writes the table. What does not fit into options.site.memory_bytes waits
// in the folder `counting_path`.
//
// Damaged inputs are passed over in silence: the run itself tells of them.
// Output:  the same bytes for any order of files, any number of threads, any memory.
// Errors:  kInvalidArgument (an input that can be read only once), kCancelled, kIo.
Result<SiteTable> CountSites(const std::vector<InputFile>& files, const RunOptions& options,
                             const MemoryPlan& plan, const SiteCountPaths& paths,
                             const SiteCountHooks& hooks);

}  // namespace tamis::pipeline
