#include "report_hooks.h"

#include <string_view>

#include "interrupt.h"
#include "messages.h"

namespace tamis::cli {

ReportHooks ReportHooksFor(ProgressBar& bar) {
  ReportHooks hooks;
  hooks.progress = [&bar](const ReportProgress& p) {
    RunProgress progress;
    progress.bytes_done = p.bytes_done;
    progress.bytes_total = p.bytes_total;
    progress.pages = p.rows;
    progress.documents = p.documents;
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

}  // namespace tamis::cli
