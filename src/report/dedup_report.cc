#include "report/dedup_report.h"

#include <simdjson.h>

#include <string_view>
#include <utility>

#include "io/file.h"
#include "report/data_writer.h"
#include "report/word_diff.h"
#include "tamis/version.h"

namespace tamis::report {
namespace {

namespace dom = simdjson::dom;

constexpr int kFormatVersion = 1;
constexpr uint64_t kMaxSummaryBytes = 4u << 20;

// The folders below removed/ that a deduplication writes. Others were there before.
bool IsDedupStep(std::string_view step) {
  return step == "exact_dup" || step == "near_dup" || step == "url_dup";
}

class DedupWriter : public DataWriter {
 public:
  template <typename Pairs>
  void PairList(const char* key, const Pairs& pairs, const PairPicker& picker) {
    w_.Key(key);
    w_.BeginArray();
    for (const auto& [order, gone] : pairs) {
      w_.BeginObject();
      Pair(gone, picker.KeptFor(gone.row));
      w_.EndObject();
    }
    w_.EndArray();
  }
  void Clusters(const PairPicker& picker);
  void Bins(const PairPicker& picker);

 private:
  void Row(const DedupRow& row);
  void Member(const char* key, const DedupMember& member);
  void Pair(const DedupMember& gone, const DedupMember* kept);
  void Part(const DiffPart& part);
  void IfAny(const char* key, uint64_t count) {
    if (count > 0) Uint(key, count);
  }
};

void DedupWriter::Row(const DedupRow& row) {
  const std::pair<const char*, const std::string*> texts[] = {
      {"id", &row.id}, {"url", &row.url}, {"title", &row.title}, {"reason", &row.reason}};
  for (const auto& [key, text] : texts) {
    if (!text->empty()) Text(key, *text);
  }
  if (row.similarity < 0) return;
  w_.Key("similarity");
  w_.Score(row.similarity);
}

void DedupWriter::Member(const char* key, const DedupMember& member) {
  w_.Key(key);
  w_.BeginObject();
  Row(member.row);
  Uint("text_bytes", member.text_bytes);
  if (member.text.size() < member.text_bytes) Uint("compared_bytes", member.text.size());
  w_.EndObject();
}

void DedupWriter::Part(const DiffPart& part) {
  w_.BeginObject();
  switch (part.kind) {
    case DiffPart::Kind::kSame:
      Text("same", part.kept);
      break;
    case DiffPart::Kind::kLeftOut:
      Uint("left_out", part.words);
      break;
    case DiffPart::Kind::kChanged:
      Text("kept", part.kept);
      Text("gone", part.gone);
      IfAny("kept_left_out", part.kept_left_out);
      IfAny("gone_left_out", part.gone_left_out);
      break;
  }
  w_.EndObject();
}

void DedupWriter::Pair(const DedupMember& gone, const DedupMember* kept) {
  Member("gone", gone);
  Text("duplicate_of", gone.row.duplicate_of);
  if (!gone.row.duplicate_in.empty()) Text("duplicate_in", gone.row.duplicate_in);
  if (kept == nullptr) return;
  Member("kept", *kept);
  const WordDiff diff = DiffWords(kept->text, gone.text);
  Uint("words_kept", diff.words_kept);
  Uint("words_gone", diff.words_gone);
  Uint("words_same", diff.words_same);
  IfAny("changes_left_out", diff.changes_left_out);
  w_.Key("parts");
  w_.BeginArray();
  for (const DiffPart& part : diff.parts) Part(part);
  w_.EndArray();
}

void DedupWriter::Clusters(const PairPicker& picker) {
  w_.Key("largest");
  w_.BeginArray();
  for (const auto& [key, cluster] : picker.largest()) {
    w_.BeginObject();
    Uint("size", cluster.size);
    Pair(cluster.gone, picker.KeptFor(cluster.gone.row));
    w_.Key("others");
    w_.BeginArray();
    for (const DedupRow& row : cluster.others) {
      w_.BeginObject();
      Row(row);
      w_.EndObject();
    }
    w_.EndArray();
    w_.EndObject();
  }
  w_.EndArray();
}

void DedupWriter::Bins(const PairPicker& picker) {
  w_.Key("similarities");
  w_.BeginArray();
  for (const uint64_t count : picker.similarities()) w_.Uint(count);
  w_.EndArray();
  std::vector<std::pair<uint64_t, uint64_t>> sizes;
  for (size_t i = 0; i < picker.sizes().size(); ++i) {
    if (picker.sizes()[i] > 0) sizes.emplace_back(uint64_t{2} << i, picker.sizes()[i]);
  }
  Counts("cluster_sizes", sizes);
}

}  // namespace

void KeepDedupShards(corpus::CorpusFiles& files) {
  std::erase_if(files.shards, [&](const corpus::Shard& shard) {
    if (shard.step.empty() || IsDedupStep(shard.step)) return false;
    files.bytes -= shard.bytes;
    return true;
  });
}

std::optional<DedupRunFacts> ReadDedupRun(const std::string& folder) {
  Result<std::string> json = io::ReadSmallFile(folder + "/summary.json", kMaxSummaryBytes);
  if (!json.ok()) return std::nullopt;
  dom::parser parser;
  dom::object root, method;
  uint64_t bands = 0;
  DedupRunFacts run;
  if (parser.parse(*json).get_object().get(root) || root["method"].get_object().get(method) ||
      method["bands"].get_uint64().get(bands) ||
      root["documents"].get_uint64().get(run.documents) ||
      root["removed"].get_uint64().get(run.removed)) {
    return std::nullopt;
  }
  dom::object fields;
  if (!root["fields"].get_object().get(fields)) {
    for (const auto& [name, field] :
         {std::pair("text", &run.fields.text), std::pair("id", &run.fields.id),
          std::pair("url", &run.fields.url)}) {
      std::string_view value;
      if (!fields[name].get_string().get(value)) *field = value;
    }
  }
  run.json = simdjson::minify(root);
  return run;
}

Status PickPairs(const corpus::CorpusFiles& files, const DedupFields& fields, ShardWalk& walk,
                 PairPicker& picker) {
  DedupRowReader reader(fields);
  for (const bool documents : {false, true}) {
    for (const corpus::Shard& shard : files.shards) {
      if (shard.step.empty() != documents) continue;
      const Status status =
          walk.Read(shard, {.read = [&](std::string_view line) { return reader.Read(line); },
                            .take =
                                [&] {
                                  documents ? picker.AddKept(reader) : picker.AddRemoved(reader);
                                  return Status();
                                }});
      if (!status.ok()) return status;
    }
  }
  return {};
}

std::string DedupReportJson(const corpus::CorpusFiles& files, const DedupRunFacts& run,
                            const ReadFacts& read, const PairPicker& picker) {
  DedupWriter report;
  json::Writer& w = report.raw();
  w.BeginObject();
  w.Key("tamis_dedup_report");
  w.Int(kFormatVersion);
  report.Text("made_by", std::string("tamis ") + kVersion);
  report.Corpus(files);
  w.Key("summary");
  w.Raw(run.json);
  w.Key("read");
  w.BeginObject();
  report.Reading(files, read, picker.kept(), picker.removed());
  w.EndObject();
  report.Bins(picker);
  report.Clusters(picker);
  report.PairList("nearest", picker.nearest(), picker);
  report.PairList("drawn", picker.drawn(), picker);
  w.EndObject();
  return report.Finish();
}

}  // namespace tamis::report
