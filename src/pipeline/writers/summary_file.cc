#include "pipeline/writers/summary_file.h"

#include "io/file.h"
#include "json/writer.h"
#include "pipeline/writers/counts.h"
#include "tamis/version.h"

namespace tamis::pipeline {
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
  WriteCounts(s, writer);
  writer.Key("errors");
  writer.BeginArray();
  for (const std::string& error : s.errors) writer.String(error);
  writer.EndArray();
  writer.EndObject();
  out += '\n';
  return out;
}

Status WriteSummary(const std::string& path, const std::string& json) {
  Result<io::AtomicFile> file = io::AtomicFile::Create(path);
  if (!file.ok()) return file.status();
  if (Status status = file->Append(json); !status.ok()) return status;
  return file->Commit();
}

}  // namespace tamis::pipeline
