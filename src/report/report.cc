#include "tamis/report.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus_files.h"
#include "io/file.h"
#include "report/aggregate.h"
#include "report/dedup_report.h"
#include "report/page.h"
#include "report/report_json.h"
#include "report/row_facts.h"
#include "report/run_facts.h"
#include "report/shard_walk.h"

namespace tamis {
namespace {

// Top-level columns that hold what RowFacts takes up, in any of the schemas; the blocks and texts
// of comments, Markdown and the like stay unread.
const char* const kColumns[] = {"id",
                                "warc_record_id",
                                "url",
                                "source",
                                "hostname",
                                "source-hostname",
                                "url_host_name",
                                "title",
                                "text",
                                "filter_reason",
                                "language",
                                "content_languages",
                                "page_type",
                                "pagetype",
                                "page_state",
                                "status",
                                "content_charset",
                                "content_mime_detected",
                                "date_published",
                                "date",
                                "warc_filename",
                                "warc_record_offset",
                                "warc_record_length",
                                "confidence",
                                "fetch_status",
                                "quality",
                                "blocks",
                                "metadata",
                                "authors",
                                "author",
                                "date_modified",
                                "description",
                                "excerpt",
                                "sitename",
                                "image",
                                "categories",
                                "tags",
                                "license",
                                "canonical_url",
                                "translations",
                                "comments",
                                "posts",
                                "pii"};

Status NoPage() {
  return Status(StatusCode::kUnsupported,
                "this tamis was built without the page of the report, because node or npm was not "
                "there; install them (scripts/deps.sh), build again, or take the data: --json");
}

// Counts all rows.
Status CountRows(const corpus::CorpusFiles& files, report::ShardWalk& walk,
                 report::Aggregate& aggregate) {
  report::RowFactsReader reader;
  for (const corpus::Shard& shard : files.shards) {
    const report::RowFacts* row = nullptr;
    const Status status =
        walk.Read(shard, {.read =
                              [&](std::string_view line) {
                                const auto read = reader.Read(line);
                                if (read.ok()) row = *read;
                                return read.status();
                              },
                          .take = [&] { return aggregate.Add(*row, shard.step); }});
    if (!status.ok()) return status;
  }
  return {};
}

std::string ContentOf(std::string json, const ReportOptions& options) {
  return options.format == ReportFormat::kJson ? std::move(json)
                                               : report::FillPage(report::PageTemplate(), json);
}

Result<Report> MakeDedupReport(const corpus::CorpusFiles& files, const report::DedupRunFacts& run,
                               const ReportOptions& options, const ReportHooks& hooks) {
  report::ShardWalk walk(
      files,
      {run.fields.id, run.fields.url, run.fields.text, "title", "filter_reason", "duplicate_of",
       "duplicate_in", "similarity", "minhash_cluster_id", "minhash_cluster_size"},
      hooks);
  report::PairPicker picker(4 * options.samples, 2 * options.samples);
  if (Status status = report::PickPairs(files, run.fields, walk, picker); !status.ok()) {
    return status;
  }
  walk.Compare("documents", run.documents, picker.kept());
  walk.Compare("removed rows", run.removed, picker.removed());
  Report report;
  report.documents = picker.kept();
  report.removed = picker.removed();
  report.problems = walk.facts().problem_count;
  report.content = ContentOf(report::DedupReportJson(files, run, walk.facts(), picker), options);
  return report;
}

}  // namespace

bool HasReportPage() { return !report::PageTemplate().empty(); }

Result<Report> MakeReport(const std::string& corpus, const ReportOptions& options,
                          const ReportHooks& hooks) {
  if (options.format == ReportFormat::kHtml && !HasReportPage()) return NoPage();
  Result<corpus::CorpusFiles> files = corpus::FindCorpus(corpus);
  if (!files.ok()) return files.status();

  if (const auto dedup = report::ReadDedupRun(corpus)) {
    report::KeepDedupShards(*files);
    return MakeDedupReport(*files, *dedup, options, hooks);
  }
  report::ShardWalk walk(*files, {std::begin(kColumns), std::end(kColumns)}, hooks);
  report::Aggregate aggregate(options);
  Result<std::optional<report::RunFacts>> run = report::ReadRunFacts(corpus);
  if (!run.ok()) {
    walk.Problem(run.status().message());
    run = std::optional<report::RunFacts>();
  }
  if (Status status = CountRows(*files, walk, aggregate); !status.ok()) return status;
  if (hooks.block_text) aggregate.FindBlockTexts(hooks.block_text);
  if (run->has_value() && (*run)->finished) {
    walk.Compare("documents", (*run)->documents, aggregate.documents().rows);
    walk.Compare("removed rows", (*run)->removed, aggregate.removed());
  }

  Result<std::string> json = report::ReportJson(*files, run->has_value() ? &**run : nullptr,
                                                walk.facts(), options, aggregate);
  if (!json.ok()) return json.status();
  Report report;
  report.documents = aggregate.documents().rows;
  report.removed = aggregate.removed();
  report.problems = walk.facts().problem_count;
  report.content = ContentOf(std::move(*json), options);
  return report;
}

Status WriteReport(const Report& report, const std::string& path) {
  Result<io::AtomicFile> file = io::AtomicFile::Create(path);
  if (!file.ok()) return file.status();
  if (Status status = file->Append(report.content); !status.ok()) return status;
  return file->Commit();
}

}  // namespace tamis
