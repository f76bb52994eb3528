#include "tamis/report.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus_files.h"
#include "corpus/shard_reader.h"
#include "io/file.h"
#include "report/aggregate.h"
#include "report/page.h"
#include "report/report_json.h"
#include "report/row_facts.h"
#include "report/run_facts.h"

namespace tamis {
namespace {

using Clock = std::chrono::steady_clock;

// Rows that are no rows are told one by one up to this many in a shard.
constexpr uint64_t kToldRows = 3;

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

// One pass over all shards.
class CorpusReader {
 public:
  CorpusReader(const corpus::CorpusFiles& files, const ReportOptions& options,
               const ReportHooks& hooks)
      : files_(files), hooks_(hooks), aggregate_(options) {}

  Status ReadAll();
  void Problem(std::string sentence);
  void Compare(const report::RunFacts& run);

  report::Aggregate& aggregate() { return aggregate_; }
  const report::ReadFacts& facts() const { return facts_; }

 private:
  Status ReadOne(const corpus::Shard& shard);
  Status AddRow(const corpus::Shard& shard, std::string_view line);
  bool Stopped() const { return hooks_.stop != nullptr && hooks_.stop->load(); }
  void ShowProgress(uint64_t bytes);

  const corpus::CorpusFiles& files_;
  const ReportHooks& hooks_;
  const std::vector<std::string> columns_{std::begin(kColumns), std::end(kColumns)};
  report::Aggregate aggregate_;
  report::RowFactsReader rows_;
  report::ReadFacts facts_;
  uint64_t bad_rows_ = 0;    // of the shard that is being read
  uint64_t line_ = 0;        // of that shard, from 1
  uint64_t done_bytes_ = 0;  // of the shards before it
  const Clock::time_point start_ = Clock::now();
  double shown_ = 0;  // seconds after the start
};

void CorpusReader::Problem(std::string sentence) {
  if (hooks_.problem) hooks_.problem(sentence);
  ++facts_.problem_count;
  if (facts_.problems.size() < report::ReadFacts::kMaxProblems) {
    facts_.problems.push_back(std::move(sentence));
  }
}

void CorpusReader::ShowProgress(uint64_t bytes) {
  if (!hooks_.progress) return;
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  if (seconds - shown_ < 0.1) return;
  shown_ = seconds;
  hooks_.progress({.bytes_done = done_bytes_ + bytes,
                   .bytes_total = files_.bytes,
                   .rows = aggregate_.documents().rows + aggregate_.removed(),
                   .documents = aggregate_.documents().rows,
                   .seconds = seconds});
}

Status CorpusReader::AddRow(const corpus::Shard& shard, std::string_view line) {
  if (Stopped()) return Status(StatusCode::kCancelled, "interrupted; no report was written");
  ++line_;
  const Result<const report::RowFacts*> row = rows_.Read(line);
  if (row.ok()) return aggregate_.Add(**row, shard.step);
  ++facts_.bad_rows;
  if (++bad_rows_ <= kToldRows) {
    Problem(shard.path + ": row " + std::to_string(line_) + ": " + row.status().message());
  }
  return {};
}

// Only what is wrong with the counting itself, or the user, ends the whole.
Status CorpusReader::ReadOne(const corpus::Shard& shard) {
  bad_rows_ = line_ = 0;
  Status fatal;
  const corpus::ShardVisitor visitor = {
      .row =
          [&](std::string_view line) {
            fatal = AddRow(shard, line);
            return fatal;
          },
      .damage = [&](const Status& damage) { Problem(shard.path + ": " + damage.ToString()); },
      .progress = [&](uint64_t bytes) { ShowProgress(bytes); },
  };
  const Status status = corpus::ReadShard(shard, columns_, visitor);
  if (!fatal.ok()) return fatal;
  if (!status.ok()) Problem(shard.path + ": " + status.message());
  if (bad_rows_ > kToldRows) {
    Problem(shard.path + ": " + std::to_string(bad_rows_) + " rows in all are none");
  }
  if (status.ok() || line_ > 0) ++facts_.shards;
  done_bytes_ += shard.bytes;
  return {};
}

Status CorpusReader::ReadAll() {
  for (const corpus::Shard& shard : files_.shards) {
    if (Status status = ReadOne(shard); !status.ok()) return status;
  }
  return {};
}

// The counts of the run against those of its rows.
void CorpusReader::Compare(const report::RunFacts& run) {
  const std::pair<const char*, std::pair<uint64_t, uint64_t>> pairs[] = {
      {"documents", {run.documents, aggregate_.documents().rows}},
      {"removed rows", {run.removed, aggregate_.removed()}},
  };
  for (const auto& [name, counts] : pairs) {
    if (counts.first == counts.second) continue;
    Problem("the run counted " + std::to_string(counts.first) + " " + name + ", the shards hold " +
            std::to_string(counts.second));
  }
}

}  // namespace

bool HasReportPage() { return !report::PageTemplate().empty(); }

Result<Report> MakeReport(const std::string& corpus, const ReportOptions& options,
                          const ReportHooks& hooks) {
  if (options.format == ReportFormat::kHtml && !HasReportPage()) return NoPage();
  const Result<corpus::CorpusFiles> files = corpus::FindCorpus(corpus);
  if (!files.ok()) return files.status();

  CorpusReader reader(*files, options, hooks);
  Result<std::optional<report::RunFacts>> run = report::ReadRunFacts(corpus);
  if (!run.ok()) {
    reader.Problem(run.status().message());
    run = std::optional<report::RunFacts>();
  }
  if (Status status = reader.ReadAll(); !status.ok()) return status;
  if (hooks.block_text) reader.aggregate().FindBlockTexts(hooks.block_text);
  if (run->has_value() && (*run)->finished) reader.Compare(**run);

  Result<std::string> json = report::ReportJson(*files, run->has_value() ? &**run : nullptr,
                                                reader.facts(), options, reader.aggregate());
  if (!json.ok()) return json.status();
  Report report;
  report.documents = reader.aggregate().documents().rows;
  report.removed = reader.aggregate().removed();
  report.problems = reader.facts().problem_count;
  report.content = options.format == ReportFormat::kJson
                       ? std::move(json).value()
                       : report::FillPage(report::PageTemplate(), *json);
  return report;
}

Status WriteReport(const Report& report, const std::string& path) {
  Result<io::AtomicFile> file = io::AtomicFile::Create(path);
  if (!file.ok()) return file.status();
  if (Status status = file->Append(report.content); !status.ok()) return status;
  return file->Commit();
}

}  // namespace tamis
