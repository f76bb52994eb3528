#include "report/run_facts.h"

#include <simdjson.h>

#include <filesystem>
#include <system_error>

#include "io/file.h"

namespace tamis::report {
namespace {

namespace dom = simdjson::dom;

constexpr uint64_t kMaxBytes = 64u << 20;

std::string StringOf(simdjson::simdjson_result<dom::element> value) {
  std::string_view text;
  return value.get_string().get(text) ? std::string() : std::string(text);
}

void TakeCounts(simdjson::simdjson_result<dom::element> value,
                std::vector<std::pair<std::string, uint64_t>>& out) {
  dom::object object;
  if (value.get_object().get(object)) return;
  for (const dom::key_value_pair member : object) {
    uint64_t count = 0;
    if (!member.value.get_uint64().get(count)) out.emplace_back(member.key, count);
  }
}

}  // namespace

Result<RunFacts> ParseRunFacts(std::string_view json) {
  dom::parser parser;
  dom::object root;
  const simdjson::padded_string padded(json);
  if (parser.parse(padded).get_object().get(root)) {
    return Status(StatusCode::kMalformed, "summary.json is no JSON object");
  }
  RunFacts facts;
  const std::pair<const char*, uint64_t RunFacts::*> counts[] = {
      {"inputs", &RunFacts::inputs},         {"inputs_failed", &RunFacts::inputs_failed},
      {"records", &RunFacts::records},       {"documents", &RunFacts::documents},
      {"partial", &RunFacts::partial},       {"removed", &RunFacts::removed},
      {"skipped", &RunFacts::skipped},       {"damaged", &RunFacts::damaged},
      {"bytes_read", &RunFacts::bytes_read}, {"page_bytes", &RunFacts::page_bytes},
  };
  for (const auto& [name, field] : counts) {
    uint64_t count = 0;
    if (!root[name].get_uint64().get(count)) facts.*field = count;
  }
  if (root["complete"].get_bool().get(facts.complete)) facts.complete = false;
  facts.version = StringOf(root["engine"]["version"]);
  facts.options_hash = StringOf(root["engine"]["options_hash"]);
  TakeCounts(root["removed_by_reason"], facts.removed_by_reason);
  TakeCounts(root["skipped_by_kind"], facts.skipped_by_kind);
  dom::array errors;
  if (!root["errors"].get_array().get(errors)) {
    for (const dom::element error : errors) {
      std::string_view text;
      if (!error.get_string().get(text)) facts.errors.emplace_back(text);
    }
  }
  return facts;
}

Result<std::optional<RunFacts>> ReadRunFacts(const std::string& folder) {
  const std::string path = folder + "/summary.json";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::optional<RunFacts>();
  Result<std::string> json = io::ReadSmallFile(path, kMaxBytes);
  if (!json.ok()) return json.status();
  Result<RunFacts> facts = ParseRunFacts(*json);
  if (!facts.ok()) return facts.status();
  return std::optional<RunFacts>(std::move(facts).value());
}

}  // namespace tamis::report
