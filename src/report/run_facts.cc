#include "report/run_facts.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "io/file.h"
#include "io/line_reader.h"

namespace tamis::report {
namespace {

namespace dom = simdjson::dom;
namespace fs = std::filesystem;

constexpr uint64_t kMaxBytes = 64u << 20;

// Of the steps that run before any filter, and of the filters of `tamis run` in their order.
constexpr std::string_view kUsualSteps[] = {
    "fetch",    "decode", "extract",    "url",         "rights", "page_state",
    "language", "length", "gopher_rep", "gopher_qual", "c4",     "fineweb_qual"};
constexpr size_t kOwnSteps = 3;  // of these

std::string StringOf(simdjson::simdjson_result<dom::element> value) {
  std::string_view text;
  return value.get_string().get(text) ? std::string() : std::string(text);
}

void TakeCounts(dom::object root, RunFacts& facts) {
  const std::pair<const char*, uint64_t RunFacts::*> counts[] = {
      {"inputs", &RunFacts::inputs},         {"inputs_failed", &RunFacts::inputs_failed},
      {"records", &RunFacts::records},       {"documents", &RunFacts::documents},
      {"partial", &RunFacts::partial},       {"removed", &RunFacts::removed},
      {"skipped", &RunFacts::skipped},       {"damaged", &RunFacts::damaged},
      {"bytes_read", &RunFacts::bytes_read}, {"page_bytes", &RunFacts::page_bytes},
  };
  for (const auto& [name, field] : counts) {
    uint64_t count = 0;
    if (!root[name].get_uint64().get(count)) facts.*field += count;
  }
  dom::object kinds;
  if (root["skipped_by_kind"].get_object().get(kinds)) return;
  for (const dom::key_value_pair kind : kinds) {
    uint64_t count = 0;
    if (!kind.value.get_uint64().get(count)) facts.skipped_by_kind[std::string(kind.key)] += count;
  }
}

void AddError(std::string error, RunFacts& facts) {
  if (facts.errors.size() < RunFacts::kMaxErrors) facts.errors.push_back(std::move(error));
}

// The counts of a task, summary or checkpoint, into those of the run.
void AddTask(const ManifestFacts& manifest, bool finished, RunFacts& facts) {
  if (facts.options.empty()) facts.options = manifest.options;
  if (facts.version.empty()) facts.version = manifest.version;
  facts.seconds += manifest.seconds;
  facts.tasks = std::max(facts.tasks, manifest.tasks);
  facts.tasks_finished += finished ? 1 : 0;
  if (finished) return;  // AddSummary() has its counts
  const RunFacts& counts = manifest.at_checkpoint;
  facts.inputs += counts.inputs;
  facts.inputs_failed += counts.inputs_failed;
  facts.records += counts.records;
  facts.documents += counts.documents;
  facts.partial += counts.partial;
  facts.removed += counts.removed;
  facts.skipped += counts.skipped;
  facts.damaged += counts.damaged;
  facts.bytes_read += counts.bytes_read;
  facts.page_bytes += counts.page_bytes;
  for (const auto& [kind, count] : counts.skipped_by_kind) facts.skipped_by_kind[kind] += count;
  for (const std::string& error : counts.errors) AddError(error, facts);
}

// A line that is not whole, or is none, ends the manifest: what stands before it counts.
Status ReadManifest(const std::string& path, ManifestFacts& manifest) {
  Result<std::unique_ptr<io::ByteSource>> source = io::OpenSource(path);
  if (!source.ok()) return source.status();
  io::DecodedStream stream(**source);
  io::LineReader lines(stream, {.max_line_bytes = kMaxBytes});
  for (;;) {
    const Result<io::Line> line = lines.Next();
    if (!line.ok()) return line.status().code() == StatusCode::kIo ? line.status() : Status();
    if (!AddManifestLine(line->text, manifest).ok()) return {};
  }
}

// Adds the run (or task) whose files stand in `folder`. False when there are none.
Result<bool> AddFolder(const fs::path& folder, RunFacts& facts) {
  std::error_code error;
  const fs::path summary = folder / "summary.json", manifest_path = folder / "manifest.jsonl";
  const bool finished = fs::exists(summary, error);
  const bool has_manifest = fs::exists(manifest_path, error);
  if (!finished && !has_manifest) return false;
  ManifestFacts manifest;
  if (has_manifest) {
    if (Status status = ReadManifest(manifest_path.string(), manifest); !status.ok()) return status;
  }
  if (finished) {
    const Result<std::string> json = io::ReadSmallFile(summary.string(), kMaxBytes);
    if (!json.ok()) return json.status();
    if (Status status = AddSummary(*json, facts); !status.ok()) {
      return Status(status.code(), summary.string() + ": " + status.message());
    }
  }
  AddTask(manifest, finished, facts);
  return true;
}

size_t PlaceOfStep(const std::vector<std::string>& order, const std::string& step) {
  return static_cast<size_t>(std::find(order.begin(), order.end(), step) - order.begin());
}

}  // namespace

Status AddSummary(std::string_view json, RunFacts& facts) {
  dom::parser parser;
  dom::object root;
  const simdjson::padded_string padded(json);
  if (parser.parse(padded).get_object().get(root)) {
    return Status(StatusCode::kMalformed, "the summary is no JSON object");
  }
  TakeCounts(root, facts);
  if (facts.version.empty()) facts.version = StringOf(root["engine"]["version"]);
  if (facts.options_hash.empty()) facts.options_hash = StringOf(root["engine"]["options_hash"]);
  dom::array errors;
  if (!root["errors"].get_array().get(errors)) {
    for (const dom::element error : errors) {
      std::string_view text;
      if (!error.get_string().get(text)) AddError(std::string(text), facts);
    }
  }
  return {};
}

Status AddManifestLine(std::string_view line, ManifestFacts& manifest) {
  dom::parser parser;
  dom::object root;
  const simdjson::padded_string padded(line);
  if (parser.parse(padded).get_object().get(root)) {
    return Status(StatusCode::kMalformed, "a line of the manifest is no JSON object");
  }
  const std::string event = StringOf(root["event"]);
  if (event == "run") {
    manifest.version = StringOf(root["engine"]);
    dom::object options;
    if (root["options"].get_object().get(options)) return {};
    for (const dom::key_value_pair option : options) {
      std::string_view value;
      if (!option.value.get_string().get(value)) {
        manifest.options.emplace_back(option.key, value);
      }
      if (option.key == "tasks")
        manifest.tasks = std::strtoull(std::string(value).c_str(), nullptr, 10);
    }
  } else if (event == "checkpoint") {
    std::vector<std::string> errors = std::move(manifest.at_checkpoint.errors);
    manifest.at_checkpoint = RunFacts();
    manifest.at_checkpoint.errors = std::move(errors);
    dom::object counts;
    if (!root["counts"].get_object().get(counts)) TakeCounts(counts, manifest.at_checkpoint);
  } else if (event == "problem") {
    AddError(StringOf(root["message"]), manifest.at_checkpoint);
  } else if (event == "end") {
    double seconds = 0;
    if (!root["seconds"].get_double().get(seconds)) manifest.seconds = seconds;
  }
  return {};
}

Result<std::optional<RunFacts>> ReadRunFacts(const std::string& folder) {
  RunFacts facts;
  Result<bool> found = AddFolder(folder, facts);
  if (!found.ok()) return found.status();
  bool any = *found;
  std::error_code error;
  std::vector<fs::path> tasks;
  fs::directory_iterator entries(fs::path(folder) / "tasks", error);
  for (const fs::directory_iterator end; !error && entries != end; entries.increment(error)) {
    tasks.push_back(entries->path());
  }
  std::sort(tasks.begin(), tasks.end());
  for (const fs::path& task : tasks) {
    found = AddFolder(task, facts);
    if (!found.ok()) return found.status();
    any |= *found;
  }
  if (!any) return std::optional<RunFacts>();
  facts.finished = facts.tasks_finished > 0 && facts.tasks_finished >= facts.tasks;
  return std::optional<RunFacts>(std::move(facts));
}

void SortSteps(const std::vector<std::pair<std::string, std::string>>& options,
               std::vector<std::pair<std::string, uint64_t>>& steps) {
  std::vector<std::string> order(std::begin(kUsualSteps), std::begin(kUsualSteps) + kOwnSteps);
  for (const auto& [name, value] : options) {  // "filter_1": "gopher_rep max_...=..."
    if (name.starts_with("filter_")) order.push_back(value.substr(0, value.find(' ')));
  }
  if (order.size() == kOwnSteps) {
    order.insert(order.end(), std::begin(kUsualSteps) + kOwnSteps, std::end(kUsualSteps));
  }
  std::sort(steps.begin(), steps.end(), [&](const auto& a, const auto& b) {
    const size_t place_a = PlaceOfStep(order, a.first), place_b = PlaceOfStep(order, b.first);
    return place_a != place_b ? place_a < place_b : a.first < b.first;
  });
}

}  // namespace tamis::report
