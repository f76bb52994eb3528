#include "pipeline/writers/counts.h"

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

namespace tamis::pipeline {
namespace {

struct Count {
  std::string_view name;
  uint64_t RunSummary::* value;
};
constexpr std::array<Count, 11> kCounts = {{
    {"inputs", &RunSummary::inputs},
    {"inputs_failed", &RunSummary::inputs_failed},
    {"records", &RunSummary::records},
    {"documents", &RunSummary::documents},
    {"partial", &RunSummary::partial},
    {"removed", &RunSummary::removed},
    {"skipped", &RunSummary::skipped},
    {"damaged", &RunSummary::damaged},
    {"bytes_read", &RunSummary::bytes_read},
    {"page_bytes", &RunSummary::page_bytes},
    {"text_bytes", &RunSummary::text_bytes},
}};

using CountsByName = std::map<std::string, uint64_t>;

struct NamedCounts {
  std::string_view name;
  CountsByName RunSummary::* value;
};
constexpr std::array<NamedCounts, 2> kNamedCounts = {{
    {"removed_by_reason", &RunSummary::removed_by_reason},
    {"skipped_by_kind", &RunSummary::skipped_by_kind},
}};

uint64_t ToUint(const json::Node& node) {
  constexpr double kMax = 9007199254740992;  // 2^53: above, a double may be another number
  const bool whole = node.kind == json::Kind::kNumber && node.number >= 0 && node.number <= kMax &&
                     std::floor(node.number) == node.number;
  return whole ? static_cast<uint64_t>(node.number) : 0;
}

}  // namespace

void WriteCounts(const RunSummary& summary, json::Writer& writer) {
  for (const Count& count : kCounts) {
    writer.Key(count.name);
    writer.Uint(summary.*count.value);
  }
  for (const NamedCounts& counts : kNamedCounts) {
    writer.Key(counts.name);
    writer.BeginObject();
    for (const auto& [name, count] : summary.*counts.value) {
      writer.EscapedKey(name);
      writer.Uint(count);
    }
    writer.EndObject();
  }
}

uint32_t FindMember(std::span<const json::Node> nodes, uint32_t object, std::string_view key) {
  if (object >= nodes.size() || nodes[object].kind != json::Kind::kObject) return 0;
  for (uint32_t i = object + 1; i < nodes[object].end; i = nodes[i].end) {
    if (nodes[i].key == key) return i;
  }
  return 0;
}

uint64_t ReadUint(std::span<const json::Node> nodes, uint32_t object, std::string_view key) {
  const uint32_t member = FindMember(nodes, object, key);
  return member == 0 ? 0 : ToUint(nodes[member]);
}

RunSummary ReadCounts(std::span<const json::Node> nodes, uint32_t object) {
  RunSummary summary;
  for (const Count& count : kCounts) summary.*count.value = ReadUint(nodes, object, count.name);
  for (const NamedCounts& counts : kNamedCounts) {
    const uint32_t list = FindMember(nodes, object, counts.name);
    if (list == 0 || nodes[list].kind != json::Kind::kObject) continue;
    for (uint32_t i = list + 1; i < nodes[list].end; i = nodes[i].end) {
      (summary.*counts.value)[std::string(nodes[i].key)] = ToUint(nodes[i]);
    }
  }
  return summary;
}

}  // namespace tamis::pipeline
