#include "report/report_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "report/data_writer.h"
#include "tamis/version.h"

namespace tamis::report {
namespace {

constexpr int kFormatVersion = 1;
// Of tables that are no list of open length: their values come from a vocabulary or a calendar.
constexpr size_t kClosedTableRows = 2000;

struct TableRow {
  std::string key;
  Tally tally;
};

// The most frequent keys of one table, and the sums of all.
struct TopRows {
  size_t max_rows = 0;
  uint64_t distinct = 0;
  Tally total;
  std::vector<TableRow> rows;  // a heap whose front is the first to go, until Sort()

  static bool Before(const TableRow& a, const TableRow& b) {
    return a.tally.rows() != b.tally.rows() ? a.tally.rows() > b.tally.rows() : a.key < b.key;
  }

  void Add(std::string_view key, const Tally& tally) {
    ++distinct;
    total += tally;
    rows.push_back({std::string(key), tally});
    std::push_heap(rows.begin(), rows.end(), Before);
    if (rows.size() <= max_rows) return;
    std::pop_heap(rows.begin(), rows.end(), Before);
    rows.pop_back();
  }
  void Sort() { std::sort(rows.begin(), rows.end(), Before); }
};

using Tables = std::array<TopRows, kTableCount>;

constexpr std::pair<Table, const char*> kTableNames[] = {
    {Table::kReasons, "reasons"},
    {Table::kKeptBlocks, "kept_blocks"},
    {Table::kDroppedBlocks, "dropped_blocks"},
    {Table::kLanguages, "languages"},
    {Table::kSites, "sites"},
    {Table::kPageTypes, "page_types"},
    {Table::kPageStates, "page_states"},
    {Table::kStatuses, "statuses"},
    {Table::kCharsets, "charsets"},
    {Table::kMediaTypes, "media_types"},
    {Table::kFetchStatuses, "fetch_statuses"},
    {Table::kMonths, "months_published"},
};
static_assert(std::size(kTableNames) == kTableCount);

class ReportWriter : public DataWriter {
 public:
  void Run(const RunFacts& run);
  void Read(const corpus::CorpusFiles& files, const ReadFacts& read, const Aggregate& aggregate);
  void Documents(const Aggregate& aggregate);
  void Lengths(const SizeHistogram& lengths, uint64_t characters);
  void TableOf(const char* name, TopRows& rows);
  void Samples(const char* key, const SampleSet& samples);

 private:
  void Numbers(const Tally& tally) {
    w_.Uint(tally.documents);
    w_.Uint(tally.removed);
    w_.Uint(tally.bytes);
  }
};

void ReportWriter::Run(const RunFacts& run) {
  w_.BeginObject();
  w_.Key("finished");
  w_.Bool(run.finished);
  Uint("tasks", run.tasks);
  Uint("tasks_finished", run.tasks_finished);
  Text("version", run.version);
  Text("options_hash", run.options_hash);
  Counts("options", run.options);
  w_.Key("seconds");
  w_.Score(std::clamp(run.seconds, 0.0, 1e9));
  Uint("inputs", run.inputs);
  Uint("inputs_failed", run.inputs_failed);
  Uint("records", run.records);
  Uint("documents", run.documents);
  Uint("partial", run.partial);
  Uint("removed", run.removed);
  Uint("skipped", run.skipped);
  Uint("damaged", run.damaged);
  Uint("bytes_read", run.bytes_read);
  Uint("page_bytes", run.page_bytes);
  Counts("skipped_by_kind", run.skipped_by_kind);
  Strings("errors", run.errors);
  w_.EndObject();
}

void ReportWriter::Read(const corpus::CorpusFiles& files, const ReadFacts& read,
                        const Aggregate& aggregate) {
  w_.Key("read");
  w_.BeginObject();
  Reading(files, read, aggregate.documents().rows, aggregate.removed());
  Uint("rows_with_blocks", aggregate.rows_with_blocks());
  w_.EndObject();
}

void ReportWriter::Documents(const Aggregate& aggregate) {
  const DocumentTotals& totals = aggregate.documents();
  w_.Key("documents");
  w_.BeginObject();
  Uint("rows", totals.rows);
  Uint("text_bytes", totals.text_bytes);
  Uint("characters", totals.characters);
  Uint("words", totals.words);
  std::vector<std::pair<std::string_view, uint64_t>> filled;
  for (size_t i = 0; i < kCoverageFieldCount; ++i) {
    filled.emplace_back(kCoverageFields[i], totals.filled[i]);
  }
  Counts("filled", filled);
  Uint("with_confidence", aggregate.rows_with_confidence());
  w_.Key("confidence");
  w_.BeginArray();
  for (const uint64_t count : aggregate.confidence()) w_.Uint(count);
  w_.EndArray();
  Lengths(aggregate.lengths(), totals.characters);
  w_.EndObject();
}

// Bins [0, 16), [16, 32), [32, 64), ... up to the last that holds something.
void ReportWriter::Lengths(const SizeHistogram& lengths, uint64_t characters) {
  w_.Key("lengths");
  w_.BeginObject();
  Uint("mean", lengths.count() == 0 ? 0 : characters / lengths.count());
  Uint("p10", lengths.Quantile(0.1));
  Uint("p50", lengths.Quantile(0.5));
  Uint("p90", lengths.Quantile(0.9));
  w_.Key("bins");
  w_.BeginArray();
  uint64_t rest = lengths.count();
  for (uint64_t begin = 0; rest > 0; begin = begin == 0 ? SizeHistogram::kSubSteps : begin * 2) {
    const uint64_t count = begin == 0 ? lengths.CountOfSmall() : lengths.CountOfOctave(begin);
    rest -= count;
    w_.BeginArray();
    w_.Uint(begin);
    w_.Uint(count);
    w_.EndArray();
  }
  w_.EndArray();
  w_.EndObject();
}

void ReportWriter::TableOf(const char* name, TopRows& top) {
  top.Sort();
  Tally other = top.total;
  for (const TableRow& row : top.rows) {
    other.documents -= row.tally.documents;
    other.removed -= row.tally.removed;
    other.bytes -= row.tally.bytes;
  }
  w_.Key(name);
  w_.BeginObject();
  Uint("distinct", top.distinct);
  w_.Key("rows");
  w_.BeginArray();
  for (const TableRow& row : top.rows) {
    w_.BeginArray();
    w_.String(row.key);
    Numbers(row.tally);
    w_.EndArray();
  }
  w_.EndArray();
  w_.Key("other");
  w_.BeginArray();
  Numbers(other);
  w_.EndArray();
  w_.EndObject();
}

void ReportWriter::Samples(const char* key, const SampleSet& samples) {
  w_.Key(key);
  w_.BeginArray();
  for (const auto& [group, kept] : samples.groups()) {
    w_.BeginObject();
    Text("group", group);
    w_.Key("rows");
    w_.BeginArray();
    for (const Sample& sample : kept) w_.Raw(sample.json);
    w_.EndArray();
    w_.EndObject();
  }
  w_.EndArray();
}

bool IsOpen(Table table) { return table == Table::kSites; }

Status CollectTables(const ReportOptions& options, Aggregate& aggregate, Tables& tables) {
  for (const auto& [table, name] : kTableNames) {
    tables[static_cast<size_t>(table)].max_rows =
        IsOpen(table) ? options.table_rows : std::max<size_t>(options.table_rows, kClosedTableRows);
  }
  return aggregate.counts().ForEach([&](uint8_t table, std::string_view key, const Tally& tally) {
    tables[table].Add(key, tally);
  });
}

}  // namespace

Result<std::string> ReportJson(const corpus::CorpusFiles& files, const RunFacts* run,
                               const ReadFacts& read, const ReportOptions& options,
                               Aggregate& aggregate) {
  Tables tables;
  if (Status status = CollectTables(options, aggregate, tables); !status.ok()) return status;

  ReportWriter report;
  json::Writer& w = report.raw();
  w.BeginObject();
  w.Key("tamis_report");
  w.Int(kFormatVersion);
  report.Text("made_by", std::string("tamis ") + kVersion);
  report.Corpus(files);
  w.Key("run");
  run == nullptr ? w.Null() : report.Run(*run);
  report.Read(files, read, aggregate);
  std::vector<std::pair<std::string, uint64_t>> steps(aggregate.steps().begin(),
                                                      aggregate.steps().end());
  SortSteps(run == nullptr ? decltype(run->options)() : run->options, steps);
  report.Counts("steps", steps);
  report.Documents(aggregate);
  w.Key("tables");
  w.BeginObject();
  for (const auto& [table, name] : kTableNames) {
    report.TableOf(name, tables[static_cast<size_t>(table)]);
  }
  w.EndObject();
  report.Samples("page_samples", aggregate.page_samples());
  report.Samples("block_samples", aggregate.block_samples());
  w.EndObject();
  return report.Finish();
}

}  // namespace tamis::report
