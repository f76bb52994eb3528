// When a run counts what repeats on sites, and when an earlier process has done that already.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/readers/input_files.h"
#include "pipeline/run/memory_plan.h"
#include "pipeline/site/site_table.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct SitePass {
  const std::vector<InputFile>& files;
  const RunOptions& options;
  const MemoryPlan& plan;
  std::string table_path;
  std::string counting_path;  // a folder for what waits to be merged; made, and removed
  // An earlier process began this very run, so a complete table is that of these inputs.
  bool goes_on = false;
  uint64_t bytes_total = 0;  // see RunProgress
};

// Sets `table` when options.site asks for it; else it stays empty.
// Errors: as of CountSites(); kCancelled when hooks.stop ended the counting.
Status CountSitesOnce(const SitePass& pass, const RunHooks& hooks, std::optional<SiteTable>& table);

}  // namespace tamis::pipeline
