#include "pipeline/writers/journal.h"

#include <algorithm>
#include <span>

#include "json/tree.h"
#include "json/writer.h"
#include "pipeline/writers/counts.h"
#include "tamis/version.h"

namespace tamis::pipeline {
namespace {

constexpr uint64_t kVersionOfFormat = 1;
constexpr json::TreeLimits kLineLimits = {
    .max_bytes = 16u << 20, .max_depth = 8, .max_nodes = 1u << 20};

using Nodes = std::span<const json::Node>;

// One event as a line.
class Line {
 public:
  explicit Line(std::string_view event) {
    writer.Reset(&text_);
    writer.BeginObject();
    Text("event", event);
  }
  void Text(std::string_view key, std::string_view value) {
    writer.Key(key);
    writer.String(value);
  }
  void Uint(std::string_view key, uint64_t value) {
    writer.Key(key);
    writer.Uint(value);
  }
  std::string Finish() {
    writer.EndObject();
    return std::move(text_) + "\n";
  }

  json::Writer writer;

 private:
  std::string text_;
};

std::string_view ReadText(Nodes nodes, uint32_t object, std::string_view key) {
  const uint32_t member = FindMember(nodes, object, key);
  return member == 0 ? std::string_view() : nodes[member].text;
}

bool ReadBool(Nodes nodes, uint32_t object, std::string_view key) {
  const uint32_t member = FindMember(nodes, object, key);
  return member != 0 && nodes[member].kind == json::Kind::kBool && nodes[member].number != 0;
}

std::string RunLine(const RunIdentity& identity) {
  Line line("run");
  line.Text("format", "tamis-manifest");
  line.Uint("version", kVersionOfFormat);
  line.Text("engine", identity.engine);
  line.writer.Key("options");
  line.writer.BeginObject();
  for (const auto& [name, value] : identity.options) {
    line.writer.EscapedKey(name);
    line.writer.String(value);
  }
  line.writer.EndObject();
  line.Uint("inputs", identity.inputs.size());
  return line.Finish();
}

void ReadRun(Nodes nodes, RunIdentity& identity) {
  identity.engine = ReadText(nodes, 0, "engine");
  const uint32_t options = FindMember(nodes, 0, "options");
  if (options == 0 || nodes[options].kind != json::Kind::kObject) return;
  for (uint32_t i = options + 1; i < nodes[options].end; i = nodes[i].end) {
    identity.options.emplace_back(nodes[i].key, nodes[i].text);
  }
}

std::string InputLine(const std::string& path, uint64_t bytes) {
  Line line("input");
  line.Text("path", path);
  line.Uint("bytes", bytes);
  return line.Finish();
}

void WritePlace(const InputPlace& place, Line& line) {
  line.writer.Key("input");
  line.writer.BeginObject();
  line.Uint("file", place.file);
  line.Uint("steps", place.in_file.steps);
  if (place.in_file.direct) {
    line.Uint("file_offset", place.in_file.file_offset);
    line.Uint("stream_offset", place.in_file.stream_offset);
  }
  line.Uint("closed_bytes", place.closed_bytes);
  line.Uint("passed", place.passed);
  line.Uint("taken", place.taken);
  line.writer.EndObject();
}

InputPlace ReadPlace(Nodes nodes, uint32_t object) {
  InputPlace place;
  place.file = static_cast<uint32_t>(ReadUint(nodes, object, "file"));
  place.in_file.steps = ReadUint(nodes, object, "steps");
  place.in_file.direct = FindMember(nodes, object, "file_offset") != 0;
  place.in_file.file_offset = ReadUint(nodes, object, "file_offset");
  place.in_file.stream_offset = ReadUint(nodes, object, "stream_offset");
  place.closed_bytes = ReadUint(nodes, object, "closed_bytes");
  place.passed = ReadUint(nodes, object, "passed");
  place.taken = ReadUint(nodes, object, "taken");
  return place;
}

std::string CheckpointLine(const Checkpoint& checkpoint) {
  Line line("checkpoint");
  line.writer.Key("done");
  line.writer.Bool(checkpoint.done);
  WritePlace(checkpoint.input, line);
  line.writer.Key("series");
  line.writer.BeginArray();
  for (const SeriesState& series : checkpoint.series) {
    line.writer.BeginObject();
    line.Text("folder", series.folder);
    line.Uint("shards", series.shards);
    line.Uint("stored", series.stored);
    line.Uint("row_bytes", series.row_bytes);
    line.writer.EndObject();
  }
  line.writer.EndArray();
  line.writer.Key("counts");
  line.writer.BeginObject();
  WriteCounts(checkpoint.counts, line.writer);
  line.writer.EndObject();
  return line.Finish();
}

Checkpoint ReadCheckpoint(Nodes nodes) {
  Checkpoint checkpoint;
  checkpoint.done = ReadBool(nodes, 0, "done");
  checkpoint.input = ReadPlace(nodes, FindMember(nodes, 0, "input"));
  checkpoint.counts = ReadCounts(nodes, FindMember(nodes, 0, "counts"));
  const uint32_t list = FindMember(nodes, 0, "series");
  if (list == 0) return checkpoint;
  for (uint32_t i = list + 1; i < nodes[list].end; i = nodes[i].end) {
    checkpoint.series.push_back({.folder = std::string(ReadText(nodes, i, "folder")),
                                 .shards = static_cast<uint32_t>(ReadUint(nodes, i, "shards")),
                                 .stored = ReadUint(nodes, i, "stored"),
                                 .row_bytes = ReadUint(nodes, i, "row_bytes")});
  }
  return checkpoint;
}

// Takes the lines of a manifest one after another.
class ManifestReader {
 public:
  // False when the line is not what can follow.
  Result<bool> Take(std::string_view line, uint64_t end) {
    const Result<Nodes> nodes = tree_.Read(line);
    if (!nodes.ok() || (*nodes)[0].kind != json::Kind::kObject) return false;
    const std::string_view event = ReadText(*nodes, 0, "event");
    if (!described_) return TakeDescription(event, *nodes, end);
    if (event == "problem") {
      pending_problems_.emplace_back(ReadText(*nodes, 0, "message"));
    } else if (event == "checkpoint") {
      manifest_.checkpoint = ReadCheckpoint(*nodes);
      for (std::string& problem : pending_problems_) {
        manifest_.problems.push_back(std::move(problem));
      }
      pending_problems_.clear();
      manifest_.bytes = end;
    } else if (event == "end") {
      manifest_.ended = true;
    } else {
      return false;
    }
    return true;
  }

  bool described() const { return described_; }
  Manifest TakeManifest() { return std::move(manifest_); }

 private:
  Result<bool> TakeDescription(std::string_view event, Nodes nodes, uint64_t end) {
    if (!seen_run_) {
      if (event != "run" || ReadText(nodes, 0, "format") != "tamis-manifest") return false;
      if (ReadUint(nodes, 0, "version") != kVersionOfFormat) {
        return Status(StatusCode::kUnsupported, "the manifest was written by another tamis");
      }
      ReadRun(nodes, manifest_.identity);
      seen_run_ = true;
    } else if (event == "input") {
      manifest_.identity.inputs.emplace_back(ReadText(nodes, 0, "path"),
                                             ReadUint(nodes, 0, "bytes"));
    } else if (event == "begin") {
      described_ = true;
      manifest_.bytes = end;
    } else {
      return false;
    }
    return true;
  }

  json::TreeReader tree_{kLineLimits};
  Manifest manifest_;
  std::vector<std::string> pending_problems_;
  bool seen_run_ = false;
  bool described_ = false;
};

// "`a` was 1, is 2".
std::string Changed(const std::string& name, const std::string& before, const std::string& now) {
  return "`" + name + "` was " + before + ", is " + now;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

const std::string* Find(const Pairs& pairs, const std::string& name) {
  const auto found = std::find_if(pairs.begin(), pairs.end(),
                                  [&name](const auto& pair) { return pair.first == name; });
  return found == pairs.end() ? nullptr : &found->second;
}

void CompareOptions(const Pairs& before, const Pairs& now, std::vector<std::string>& changes) {
  for (const auto& [name, value] : before) {
    const std::string* other = Find(now, name);
    if (other == nullptr || *other != value) {
      changes.push_back(Changed(name, value, other == nullptr ? "not set" : *other));
    }
  }
  for (const auto& [name, value] : now) {
    if (Find(before, name) == nullptr) changes.push_back(Changed(name, "not set", value));
  }
}

void CompareInputs(const RunIdentity& before, const RunIdentity& now,
                   std::vector<std::string>& changes) {
  const size_t both = std::min(before.inputs.size(), now.inputs.size());
  for (size_t i = 0; i < both; ++i) {
    const auto& [path, bytes] = before.inputs[i];
    const auto& [path_now, bytes_now] = now.inputs[i];
    if (path != path_now) {
      changes.push_back("input " + std::to_string(i + 1) + " was " + path + ", is " + path_now);
      return;
    }
    if (bytes != bytes_now) {
      changes.push_back("input " + path + " had " + std::to_string(bytes) + " bytes, has " +
                        std::to_string(bytes_now));
      return;
    }
  }
  if (before.inputs.size() != now.inputs.size()) {
    changes.push_back("there were " + std::to_string(before.inputs.size()) +
                      " input files, there are " + std::to_string(now.inputs.size()));
  }
}

}  // namespace

std::string Difference(const RunIdentity& before, const RunIdentity& now) {
  std::vector<std::string> changes;
  if (before.engine != now.engine) {
    changes.push_back(Changed("tamis --version", before.engine, now.engine));
  }
  CompareOptions(before.options, now.options, changes);
  CompareInputs(before, now, changes);
  std::string sentence;
  for (const std::string& change : changes) {
    sentence.append(sentence.empty() ? "" : "; ").append(change);
  }
  return sentence;
}

Result<Manifest> ReadManifest(std::string_view bytes) {
  ManifestReader reader;
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t end = bytes.find('\n', begin);
    if (end == std::string_view::npos) break;
    const Result<bool> taken = reader.Take(bytes.substr(begin, end - begin), end + 1);
    if (!taken.ok()) return taken.status();
    if (!*taken) break;
    begin = end + 1;
  }
  if (!reader.described()) {
    return Status(StatusCode::kTruncated, "the manifest does not describe a run");
  }
  return reader.TakeManifest();
}

Result<Journal> Journal::Create(const std::string& path, const RunIdentity& identity) {
  Result<io::GrowingFile> file = io::GrowingFile::Open(path, 0);
  if (!file.ok()) return file.status();
  std::string text = RunLine(identity);
  for (const auto& [input, bytes] : identity.inputs) text += InputLine(input, bytes);
  text += Line("begin").Finish();
  if (Status status = file->Append(text); !status.ok()) return status;
  if (Status status = file->Sync(); !status.ok()) return status;
  const size_t slash = path.rfind('/');
  if (Status status = io::SyncFolder(slash == std::string::npos ? "." : path.substr(0, slash));
      !status.ok()) {
    return status;
  }
  return Journal(std::move(*file));
}

Result<Journal> Journal::Continue(const std::string& path, uint64_t bytes) {
  Result<io::GrowingFile> file = io::GrowingFile::Open(path, bytes);
  if (!file.ok()) return file.status();
  return Journal(std::move(*file));
}

Status Journal::AddProblem(std::string_view sentence) {
  Line line("problem");
  line.Text("message", sentence);
  return file_.Append(line.Finish());
}

Status Journal::AddCheckpoint(const Checkpoint& checkpoint) {
  if (Status status = file_.Append(CheckpointLine(checkpoint)); !status.ok()) return status;
  return file_.Sync();
}

Status Journal::AddEnd(double seconds, uint64_t peak_memory_bytes) {
  Line line("end");
  line.writer.Key("seconds");
  line.writer.Score(seconds);
  line.Uint("peak_memory_bytes", peak_memory_bytes);
  if (Status status = file_.Append(line.Finish()); !status.ok()) return status;
  return file_.Sync();
}

}  // namespace tamis::pipeline
