#include "dedup_command.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "dedup_flags.h"
#include "exit_codes.h"
#include "flags.h"
#include "hooks.h"
#include "messages.h"
#include "progress_bar.h"
#include "tamis/report.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis dedup docs.jsonl -o OUT --threads 8
  tamis dedup corpus -o OUT                   the documents of what `tamis run -o corpus` wrote
  tamis dedup a.jsonl b.jsonl -o OUT --text-field content --id-field doc_id
  tamis dedup corpus -o OUT --keep newest     of several captures the last one
  tamis dedup corpus -o OUT --preset fineweb   5 words, 14 bands of 8 rows, threshold 0.75
  tamis dedup corpus -o OUT --format parquet   as Parquet; of Parquet that is the default
  tamis dedup corpus --preview                what would go, by site; nothing is written
  tamis dedup corpus -o OUT --report          with OUT/report.html: clusters side by side, sites
  tamis dedup docs.jsonl -o OUT --index seen   against all that earlier runs kept; `tamis index`
  tamis dedup b.jsonl -o OUT --against a.jsonl   what a.jsonl does not have
  tamis dedup corpus -o OUT --history         when each URL was first seen, and last changed

Kept rows go to OUT/documents/, the others to OUT/removed/exact_dup/, near_dup/ (url_dup/), with
`duplicate_of` and `similarity`. Every row gets `minhash_cluster_id` (-1: alone) and
`minhash_cluster_size`; all its other bytes stay. The input is read twice and never changed.
Exit codes: 0 ok, 1 some rows were unreadable or writing failed, 2 wrong usage, 130 interrupted.)";

std::string Percent(uint64_t part, uint64_t whole) {
  char text[32];
  const double share = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(text, sizeof text, "%.1f%%", share * 100);
  return text;
}

// How likely rows of a similarity are compared.
void PrintCurve(const DedupMethod& method) {
  std::string line = "  Jaccard ";
  for (const double s : {0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95}) {
    char text[32];
    std::snprintf(text, sizeof text, "%8.2f", s);
    line += text;
  }
  line += "\n  found   ";
  for (const double s : {0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95}) {
    char text[32];
    std::snprintf(text, sizeof text, "%8.4f", DedupDetection(method, s));
    line += text;
  }
  line += '\n';
  std::fputs(line.c_str(), stdout);
}

std::string Reasons(const DedupSummary& summary) {
  std::string text = HumanCount(summary.same_text) + " the same text, " + HumanCount(summary.near) +
                     " near duplicates";
  if (summary.same_url > 0) text += ", " + HumanCount(summary.same_url) + " the same URL";
  return text;
}

// "12.3%", or with a sample "12.3% (11.9 to 12.7%)".
std::string Estimate(uint64_t part, uint64_t judged, const DedupPreview& preview) {
  std::string text = Percent(part, judged);
  if (!preview.sampled) return text;
  const DedupInterval interval = DedupShareInterval(part, judged, preview.rows);
  char range[64];
  std::snprintf(range, sizeof range, " (%.1f to %.1f%%)", interval.low * 100, interval.high * 100);
  return text + range;
}

std::string PreviewText(const DedupPreview& preview) {
  constexpr size_t kSites = 20;
  const DedupSummary& judged = preview.judged;
  std::string text;
  for (size_t i = 0; i < std::min(judged.sites.size(), kSites); ++i) {
    const DedupSource& site = judged.sites[i];
    text += "  " + HumanCount(site.removed()) + " of " + HumanCount(site.rows) + ", " +
            Estimate(site.removed(), site.rows, preview) + "  " +
            (site.name.empty() ? "(no host)" : site.name) + "\n";
  }
  text += "  " + HumanCount(preview.rows) + " rows: ";
  if (preview.sampled) text += "of " + HumanCount(judged.rows) + " drawn, ";
  text += HumanCount(judged.removed()) + " would go, " +
          Estimate(judged.removed(), judged.rows, preview) + ": " + Reasons(judged) + "\n";
  if (preview.recall >= 0) {
    char recall[96];
    std::snprintf(recall, sizeof recall,
                  "  of the near duplicates that there are, %.4f \u00b1 %.4f would be found\n",
                  preview.recall, preview.recall_error);
    text += recall;
  }
  return text;
}

// Sources that lose more than they should.
void PrintAlarms(const DedupSummary& summary) {
  constexpr size_t kTold = 5;
  std::vector<std::string> sentences;
  for (const auto& [kind, sources] :
       {std::pair("input", &summary.alarm_inputs), std::pair("site", &summary.alarm_sites)}) {
    for (const DedupSource& source : *sources) {
      sentences.push_back(std::string("the ") + kind + " " + source.name + " loses " +
                          HumanCount(source.removed()) + " of " + HumanCount(source.rows) +
                          " rows (" + Percent(source.removed(), source.rows) + ")");
    }
  }
  const size_t told = std::min(sentences.size(), kTold);
  for (size_t i = 0; i < told; ++i) PrintWarning(sentences[i]);
  if (summary.alarms > told) {
    PrintWarning(HumanCount(summary.alarms - told) +
                 " more inputs and sites lose over 60% of their rows: see summary.json");
  }
}

}  // namespace

DedupCommand::DedupCommand(CLI::App& root)
    : app_(*root.add_subcommand("dedup", "Copies and near copies: which row stays for which")) {
  app_.footer(kExamples);
  app_.add_option("INPUT", inputs_, "Files of rows (.jsonl, .gz, .zst, .parquet), or folders")
      ->configurable(false)
      ->type_name("");
  app_.add_option("-o,--output", output_, "Folder for the result, made when missing")
      ->type_name("DIR");
  AddThreadsFlag(app_, flags_);
  app_.add_flag("--overwrite", options_.overwrite, "Replace what an earlier run left in DIR");
  app_.add_flag("--preview", preview_,
                "Write nothing: show what would be found and what would go, by site");
  app_.add_option("--preview-sample", options_.preview_sample,
                  "Rows that --preview judges, against all others; 0: all rows")
      ->check(CLI::Range(0u, 100'000'000u).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_flag("--report", report_,
                "Also write DIR/report.html: clusters side by side, sites; as `tamis report DIR`");
  app_.add_flag("--pairs", options_.pairs, "Also write all similar pairs to DIR/pairs.jsonl");
  app_.add_option("--format", options_.format,
                  "Of the output: jsonl, or parquet, the default where all input is Parquet")
      ->transform(
          OneOf<ShardFormat>({{"jsonl", ShardFormat::kJsonl}, {"parquet", ShardFormat::kParquet}}))
      ->type_name("FORMAT");
  app_.add_option("--compression", options_.compression, "Of JSONL: gzip, zstd or none")
      ->transform(OneOf<Compression>({{"gzip", Compression::kGzip},
                                      {"zstd", Compression::kZstd},
                                      {"none", Compression::kNone}}))
      ->type_name("KIND=gzip");
  app_.add_option("--shard-bytes", options_.shard_bytes, "Of rows in a file of the output")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE")
      ->capture_default_str();
  app_.add_flag("-q,--quiet", quiet_, "Print errors only");
  AddMethodFlags();
  AddIndexFlags();
  AddRowFlags();
}

void DedupCommand::AddMethodFlags() {
  AddShingleFlags(app_, flags_);
  app_.add_option("--threshold", threshold_, "Least Jaccard similarity of near duplicates")
      ->check(CLI::Range(0.01, 1.0).description(""))
      ->type_name("S")
      ->group(kMethodGroup);
  app_.add_flag("--no-verify", no_verify_,
                "Take rows that share a band for similar, without comparing them")
      ->group(kMethodGroup);
}

void DedupCommand::AddIndexFlags() {
  const std::string group = "Other rows to compare with";
  app_.add_option("--index", options_.index,
                  "Folder of an index: rows that it has go, those that stay are added")
      ->type_name("DIR")
      ->group(group);
  app_.add_flag("--index-read-only", options_.index_read_only, "Compare with it, add nothing")
      ->group(group);
  AddIndexMemoryFlag(app_, flags_);
  app_.get_option("--index-memory")->group(group);
  app_.add_option("--against", options_.against,
                  "Files or folders whose rows do as the index does; may be repeated")
      ->type_name("INPUT")
      ->group(group);
}

void DedupCommand::AddRowFlags() {
  app_.add_option("--keep", options_.keep,
                  "Which row stays: longest, oldest, newest, best-quality, preferred-host")
      ->transform(OneOf<KeepPolicy>({{"longest", KeepPolicy::kLongest},
                                     {"oldest", KeepPolicy::kOldest},
                                     {"newest", KeepPolicy::kNewest},
                                     {"best-quality", KeepPolicy::kBestQuality},
                                     {"preferred-host", KeepPolicy::kPreferredHost}}))
      ->type_name("POLICY=longest")
      ->group(kRowsGroup);
  app_.add_option("--prefer-host", options_.preferred_hosts,
                  "For --keep preferred-host; may be repeated, best first")
      ->type_name("HOST")
      ->group(kRowsGroup);
  app_.add_flag("--same-url", options_.same_url,
                "Of rows with the same URL keep one, whatever their texts")
      ->group(kRowsGroup);
  app_.add_flag("--history", options_.history,
                "Add when a row's URL was first seen, when its text changed, and how often it came")
      ->group(kRowsGroup);
  AddFieldFlags(
      app_, {{"--text-field", &options_.text_field, "The text that is compared"},
             {"--id-field", &options_.id_field, "What duplicate_of names"},
             {"--url-field", &options_.url_field,
              "For --same-url, --history, --keep preferred-host, and sites"},
             {"--date-field", &options_.date_field, "For --keep oldest, newest, --history"},
             {"--quality-field", &options_.quality_field, "For --keep best-quality: a number"}});
}

// What is wrong with the flags; empty when nothing is.
std::string DedupCommand::ApplyFlags() {
  if (inputs_.empty()) return "no input; name files of rows, or a folder";
  if (output_.empty() && !preview_) return "no output folder; name it with -o";
  if (report_ && preview_) return "--preview writes nothing: there is no --report of it";
  if (report_ && !HasReportPage()) return "this tamis was built without the page of the report";
  if (const std::string wrong = flags_.Apply(); !wrong.empty()) return wrong;
  if (threshold_ != 0) options_.method.threshold = threshold_;
  options_.method.verify = !no_verify_;
  return "";
}

void DedupCommand::Print(const DedupSummary& summary) const {
  std::string text = "  " + HumanCount(summary.rows) +
                     " rows: " + HumanCount(summary.rows - summary.removed()) + " kept, " +
                     HumanCount(summary.removed()) + " removed (" +
                     Percent(summary.removed(), summary.rows) + "): " + Reasons(summary);
  text += "; clusters: " + HumanCount(summary.clusters);
  if (summary.clusters > 0) text += ", the largest of " + HumanCount(summary.largest_cluster);
  text += "\n";
  if (options_.index.empty() && options_.against.empty()) {
    std::fputs(text.c_str(), stderr);
    return;
  }
  text += "  " + HumanCount(summary.known) + " of those removed for documents of " +
          (options_.index.empty() ? "the other files" : "the index");
  if (!options_.index.empty()) {
    text += "; added to it: " + HumanCount(summary.index_added) + ", it has " +
            HumanCount(summary.index_documents);
  }
  text += "\n";
  std::fputs(text.c_str(), stderr);
}

int DedupCommand::RunPreview() {
  PrintCurve(options_.method);
  ProgressBar bar(quiet_ ? ProgressKind::kNone : ProgressKind::kBar);
  const Result<DedupPreview> preview = PreviewDedup(inputs_, options_, DedupHooksFor(bar));
  bar.Clear();
  if (!preview.ok()) return Failed(preview.status());
  const std::string text = PreviewText(*preview);
  std::fputs(text.c_str(), stdout);
  PrintAlarms(preview->judged);
  return preview->judged.problems + preview->judged.unreadable == 0 ? kExitOk : kExitSomeFailed;
}

int DedupCommand::Run() {
  if (const std::string wrong = ApplyFlags(); !wrong.empty()) return UsageError(app_, wrong);
  if (preview_) return RunPreview();

  ProgressBar bar(quiet_ ? ProgressKind::kNone : ProgressKind::kBar);
  const Result<DedupSummary> summary = Dedup(inputs_, output_, options_, DedupHooksFor(bar));
  bar.Clear();
  if (!summary.ok()) return Failed(summary.status());
  if (!quiet_) Print(*summary);
  PrintAlarms(*summary);
  const int reported = report_ ? MakeReportOfRun() : kExitOk;
  return summary->problems + summary->unreadable == 0 ? reported : kExitSomeFailed;
}

// Its exit code.
int DedupCommand::MakeReportOfRun() const {
  ProgressBar bar(quiet_ ? ProgressKind::kNone : ProgressKind::kBar);
  const Result<Report> report = MakeReport(output_, {}, ReportHooksFor(bar));
  bar.Clear();
  if (!report.ok()) return Failed(report.status());
  const std::string path = output_ + "/report.html";
  if (const Status written = WriteReport(*report, path); !written.ok()) {
    return Failed(written);
  }
  if (!quiet_) std::fputs(("  report: " + path + "\n").c_str(), stderr);
  return report->problems == 0 ? kExitOk : kExitSomeFailed;
}

}  // namespace tamis::cli
