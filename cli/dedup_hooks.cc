#include "dedup_hooks.h"

#include <string_view>

#include "exit_codes.h"
#include "interrupt.h"
#include "messages.h"

namespace tamis::cli {

DedupHooks HooksFor(ProgressBar& bar) {
  DedupHooks hooks;
  hooks.progress = [&bar](const DedupProgress& p) {
    RunProgress progress;
    progress.bytes_done = p.bytes_done;
    progress.bytes_total = p.bytes_total;
    progress.pages = progress.documents = p.rows;
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

int FailedDedup(const Status& status) {
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
