#include "pipeline/run/site_pass.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "pipeline/run/monitor.h"
#include "pipeline/site/count_sites.h"

namespace tamis::pipeline {
namespace {

// Of RunOptions::memory_bytes, when that is limited, a quarter at most is for counting: what a
// worker saves in this pass, which scores nothing and makes no rows.
constexpr uint64_t kShareOfMemory = 4;

RunOptions WithinMemory(const RunOptions& options) {
  RunOptions bounded = options;
  if (options.memory_bytes != 0) {
    bounded.site.memory_bytes =
        std::min(options.site.memory_bytes, options.memory_bytes / kShareOfMemory);
  }
  return bounded;
}

}  // namespace

Status CountSitesOnce(const SitePass& pass, const RunHooks& hooks,
                      std::optional<SiteTable>& table) {
  if (!pass.options.site.enabled) return {};
  if (pass.goes_on) {
    Result<SiteTable> earlier = SiteTable::Open(pass.table_path);
    if (earlier.ok()) {
      std::error_code ignored;  // left when the process died right after the table was complete
      std::filesystem::remove_all(pass.counting_path, ignored);
      table.emplace(std::move(*earlier));
      return {};
    }
    // Not there yet, or damaged: it is made again.
  }
  RunHooks counting;
  if (hooks.progress) {
    counting.progress = [&hooks](RunProgress progress) {
      progress.counting_sites = true;
      hooks.progress(progress);
    };
  }
  Monitor monitor(counting, pass.bytes_total);
  const RunOptions options = WithinMemory(pass.options);
  const auto advance = [&monitor](uint64_t bytes_done) {
    RunSummary so_far;
    so_far.bytes_read = bytes_done;
    monitor.Advance(so_far);
  };
  Result<SiteTable> counted =
      CountSites(pass.files, options, pass.plan,
                 {.table_path = pass.table_path, .counting_path = pass.counting_path},
                 {.progress = advance, .stop = hooks.stop});
  if (!counted.ok()) return counted.status();
  table.emplace(std::move(*counted));
  return {};
}

}  // namespace tamis::pipeline
