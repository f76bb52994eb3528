#include "hooks.h"

#include <string_view>

#include "exit_codes.h"
#include "interrupt.h"
#include "messages.h"

namespace tamis::cli {
namespace {

// `documents`: those of a progress.
template <typename Hooks, typename Progress, typename Documents>
Hooks HooksFor(ProgressBar& bar, Documents Progress::* documents) {
  Hooks hooks;
  hooks.progress = [&bar, documents](const Progress& p) {
    RunProgress progress;
    progress.bytes_done = p.bytes_done;
    progress.bytes_total = p.bytes_total;
    progress.pages = p.rows;
    progress.documents = p.*documents;
    progress.seconds = p.seconds;
    bar.Show(progress);
  };
  hooks.problem = [&bar](std::string_view sentence) {
    bar.Clear();
    PrintWarning(sentence);
  };
  hooks.stop = &StopOnInterrupt();
  return hooks;
}

}  // namespace

DedupHooks DedupHooksFor(ProgressBar& bar) {
  return HooksFor<DedupHooks>(bar, &DedupProgress::rows);
}

ReportHooks ReportHooksFor(ProgressBar& bar) {
  return HooksFor<ReportHooks>(bar, &ReportProgress::documents);
}

int Failed(const Status& status) {
  PrintError(status.message());
  switch (status.code()) {
    case StatusCode::kInvalidArgument:
    case StatusCode::kNotFound:
      return kExitUsage;
    case StatusCode::kCancelled:
      return kExitInterrupted;
    default:
      return kExitSomeFailed;
  }
}

}  // namespace tamis::cli
