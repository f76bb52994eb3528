#include "pipeline/dedup/summary.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "json/writer.h"
#include "pipeline/dedup/sources.h"
#include "tamis/version.h"

namespace tamis::pipeline {
namespace {

std::string_view PolicyName(KeepPolicy policy) {
  switch (policy) {
    case KeepPolicy::kLongest:
      return "longest";
    case KeepPolicy::kOldest:
      return "oldest";
    case KeepPolicy::kNewest:
      return "newest";
    case KeepPolicy::kBestQuality:
      return "best-quality";
    case KeepPolicy::kPreferredHost:
      return "preferred-host";
  }
  return "";
}

void WriteSources(const char* name, const std::vector<DedupSource>& sources, json::Writer& writer) {
  writer.Key(name);
  writer.BeginArray();
  for (const DedupSource& source : sources) {
    writer.BeginObject();
    writer.Key("name");
    writer.String(source.name);
    const std::pair<const char*, uint64_t> counts[] = {{"rows", source.rows},
                                                       {"url_dup", source.same_url},
                                                       {"exact_dup", source.same_text},
                                                       {"near_dup", source.near}};
    for (const auto& [key, count] : counts) {
      writer.Key(key);
      writer.Uint(count);
    }
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteMethod(const DedupOptions& options, json::Writer& writer) {
  const DedupMethod& method = options.method;
  writer.Key("method");
  writer.BeginObject();
  writer.Key("shingle_unit");
  writer.String(method.characters ? "characters" : "words");
  writer.Key("shingle");
  writer.Uint(method.shingle);
  writer.Key("bands");
  writer.Uint(method.bands);
  writer.Key("rows");
  writer.Uint(method.rows);
  writer.Key("threshold");
  writer.Score(method.threshold);
  writer.Key("verify");
  writer.Bool(method.verify);
  writer.Key("seed");
  writer.Uint(options.seed);
  writer.Key("keep");
  writer.String(PolicyName(options.keep));
  writer.Key("same_url");
  writer.Bool(options.same_url);
  writer.EndObject();
}

// What a reader of the rows has to know of them.
void WriteFields(const DedupOptions& options, json::Writer& writer) {
  writer.Key("fields");
  writer.BeginObject();
  const std::pair<const char*, const std::string*> fields[] = {
      {"text", &options.text_field}, {"id", &options.id_field}, {"url", &options.url_field}};
  for (const auto& [name, field] : fields) {
    writer.Key(name);
    writer.String(*field);
  }
  writer.EndObject();
}

}  // namespace

DedupSummary Summarize(const Judgement& judgement, const std::vector<bool>* counted) {
  const auto& [table, deduper, clusters] = judgement;
  DedupSource all;
  DedupSummary summary;
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row].hash == 0 || (counted != nullptr && !(*counted)[row])) continue;
    CountRow(clusters.verdicts[row].kind, all);
    summary.known += table.OldOf(row) != nullptr;
    summary.without_text += !deduper.has_words(row);
  }
  summary.rows = all.rows;
  summary.same_url = all.same_url;
  summary.same_text = all.same_text;
  summary.near = all.near;
  summary.unreadable = table.unreadable;
  if (counted != nullptr) return summary;
  summary.clusters = clusters.count;
  for (const uint32_t size : clusters.sizes) {
    summary.largest_cluster = std::max<uint64_t>(summary.largest_cluster, size);
  }
  summary.verified_pairs = deduper.counts().verified + table.old_verified;
  summary.full_buckets = deduper.counts().full_buckets + table.old_full_buckets;
  return summary;
}

std::string DedupSummaryJson(const DedupSummary& summary, const DedupOptions& options) {
  std::string out;
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginObject();
  writer.Key("engine");
  writer.BeginObject();
  writer.Key("version");
  writer.String(kVersion);
  writer.EndObject();
  WriteMethod(options, writer);
  WriteFields(options, writer);
  const std::pair<const char*, uint64_t> counts[] = {
      {"rows", summary.rows},
      {"documents", summary.rows - summary.removed()},
      {"removed", summary.removed()},
      {"url_dup", summary.same_url},
      {"exact_dup", summary.same_text},
      {"near_dup", summary.near},
      {"known", summary.known},
      {"without_text", summary.without_text},
      {"clusters", summary.clusters},
      {"largest_cluster", summary.largest_cluster},
      {"verified_pairs", summary.verified_pairs},
      {"full_buckets", summary.full_buckets},
      {"unreadable", summary.unreadable},
      {"problems", summary.problems},
      {"hosts", summary.hosts},
      {"alarms", summary.alarms},
  };
  for (const auto& [name, count] : counts) {
    writer.Key(name);
    writer.Uint(count);
  }
  if (!options.index.empty()) {
    writer.Key("index");
    writer.BeginObject();
    writer.Key("run");
    summary.index_run.empty() ? writer.Null() : writer.String(summary.index_run);
    writer.Key("added");
    writer.Uint(summary.index_added);
    writer.Key("documents");
    writer.Uint(summary.index_documents);
    writer.Key("generation");
    writer.Uint(summary.index_generation);
    writer.EndObject();
  }
  WriteSources("alarm_sites", summary.alarm_sites, writer);
  WriteSources("alarm_inputs", summary.alarm_inputs, writer);
  WriteSources("sites", summary.sites, writer);
  WriteSources("inputs", summary.inputs, writer);
  writer.EndObject();
  out += '\n';
  return out;
}

std::string PairJson(std::string_view better, std::string_view other, double similarity) {
  std::string out;
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginObject();
  writer.Key("id");
  writer.Raw(better);
  writer.Key("other_id");
  writer.Raw(other);
  writer.Key("similarity");
  writer.Score(similarity);
  writer.EndObject();
  out += '\n';
  return out;
}

}  // namespace tamis::pipeline
