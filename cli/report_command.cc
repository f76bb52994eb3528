#include "report_command.h"

#include "block_texts.h"
#include "exit_codes.h"
#include "flags.h"
#include "hooks.h"
#include "messages.h"
#include "progress_bar.h"
#include "text_output.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis report corpus                       writes corpus/report.html
  tamis report corpus -o report.html
  tamis report corpus --samples 20          more of what each reason removed
  tamis report corpus --archives            with the text of dropped blocks, taken from the crawl
  tamis report corpus --json                the data of the page, to stdout
  tamis report OUT                          of what `tamis dedup -o OUT` wrote: clusters and pairs
                                            side by side, sites, alarms

One HTML file that needs no network: how many records became documents and which step took the
others, with samples of each reason; languages, sites, page types and states, confidence, lengths,
dates, encodings; blocks by reason; problems. A corpus whose run has not ended is told as far as
its shards are finished.
Exit codes: 0 ok, 1 a shard was damaged or the report could not be written, 2 wrong usage,
130 interrupted.)";

}  // namespace

ReportCommand::ReportCommand(CLI::App& root)
    : app_(*root.add_subcommand("report",
                                "A corpus on one page: what was removed, why, what is left")) {
  app_.footer(kExamples);
  app_.add_option("DIR", corpus_, "Folder of the corpus")->configurable(false)->type_name("");
  app_.add_option("-o,--output", output_, "Where to write; -: stdout. Default: DIR/report.html")
      ->type_name("FILE");
  app_.add_flag("--json", json_,
                "Write the data of the page as JSON, to stdout unless -o is given");
  app_.add_option("--samples", options_.samples, "Samples of each reason; 0: none")
      ->check(CLI::Range(0u, 1000u).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--sample-bytes", options_.sample_bytes, "Of the text of a sample")
      ->check(CLI::Range(0u, 1u << 20).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--table-rows", options_.table_rows, "Rows of the table of sites")
      ->check(CLI::Range(1u, 100'000u).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--memory", options_.memory_bytes,
                  "For counting; what needs more is counted in a temporary file")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE")
      ->capture_default_str();
  app_.add_flag("--archives", archives_,
                "Look up the text of sampled blocks in the archives that the rows name");
  app_.add_flag("-q,--quiet", quiet_, "Print errors only");
}

int ReportCommand::Run() {
  if (corpus_.empty())
    return UsageError(app_, "no corpus; name the folder that `tamis run -o` wrote");
  options_.format = json_ ? ReportFormat::kJson : ReportFormat::kHtml;
  if (output_.empty()) output_ = json_ ? "-" : corpus_ + "/report.html";

  ProgressBar bar(quiet_ ? ProgressKind::kNone : ProgressKind::kBar);
  ReportHooks hooks = ReportHooksFor(bar);
  BlockTexts texts;
  if (archives_) {
    hooks.block_text = [&texts](const BlockPlace& place, std::string& text) {
      return texts.Find(place, text);
    };
  }
  const Result<Report> report = MakeReport(corpus_, options_, hooks);
  bar.Clear();

  return report.ok() ? Write(*report) : Failed(report.status());
}

int ReportCommand::Write(const Report& report) const {
  if (output_ == "-") {
    TextOutput out("");
    if (!out.Write(report.content) || !out.Close()) return kExitSomeFailed;
  } else {
    if (const Status status = WriteReport(report, output_); !status.ok()) {
      PrintError(status.message());
      return kExitSomeFailed;
    }
    if (!quiet_) {
      const std::string line = "  " + HumanCount(report.documents) + " documents and " +
                               HumanCount(report.removed) + " removed pages, told in " + output_ +
                               "\n";
      std::fputs(line.c_str(), stderr);
    }
  }
  return report.problems == 0 ? kExitOk : kExitSomeFailed;
}

}  // namespace tamis::cli
