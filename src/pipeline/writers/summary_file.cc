#include "pipeline/writers/summary_file.h"

#include <map>
#include <utility>

#include "io/file.h"
#include "json/writer.h"
#include "tamis/version.h"

namespace tamis::pipeline {
namespace {

void WriteCounts(const char* key, const std::map<std::string, uint64_t>& counts,
                 json::Writer& writer) {
  writer.Key(key);
  writer.BeginObject();
  for (const auto& [name, count] : counts) {
    writer.Key(name);
    writer.Uint(count);
  }
  writer.EndObject();
}

}  // namespace

std::string SummaryJson(const RunSummary& s, const std::string& options_hash) {
  std::string out;
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginObject();
  writer.Key("engine");
  writer.BeginObject();
  writer.Key("version");
  writer.String(kVersion);
  writer.Key("options_hash");
  writer.String(options_hash);
  writer.EndObject();
  writer.Key("complete");
  writer.Bool(!s.stopped);
  const std::pair<const char*, uint64_t> counts[] = {
      {"inputs", s.inputs},         {"inputs_failed", s.inputs_failed},
      {"records", s.records},       {"documents", s.documents},
      {"partial", s.partial},       {"removed", s.removed},
      {"skipped", s.skipped},       {"damaged", s.damaged},
      {"bytes_read", s.bytes_read}, {"page_bytes", s.page_bytes},
      {"text_bytes", s.text_bytes},
  };
  for (const auto& [name, count] : counts) {
    writer.Key(name);
    writer.Uint(count);
  }
  WriteCounts("removed_by_reason", s.removed_by_reason, writer);
  WriteCounts("skipped_by_kind", s.skipped_by_kind, writer);
  writer.Key("seconds");
  writer.Score(s.seconds);
  writer.Key("peak_memory_bytes");
  writer.Uint(s.peak_memory_bytes);
  writer.Key("errors");
  writer.BeginArray();
  for (const std::string& error : s.errors) writer.String(error);
  writer.EndArray();
  writer.EndObject();
  out += '\n';
  return out;
}

Status WriteSummary(const std::string& folder, const std::string& json) {
  Result<io::AtomicFile> file = io::AtomicFile::Create(folder + "/summary.json");
  if (!file.ok()) return file.status();
  if (Status status = file->Append(json); !status.ok()) return status;
  return file->Commit();
}

}  // namespace tamis::pipeline
