// The counts of a run as members of a JSON object, written and read back.

#pragma once

#include <cstdint>
#include <span>

#include "json/tree.h"
#include "json/writer.h"
#include "tamis/pipeline.h"

namespace tamis::pipeline {

// Appends "inputs", "records", ..., "removed_by_reason", "skipped_by_kind" to an open object: all
// that depends on the input and the options alone, but for the errors.
void WriteCounts(const RunSummary& summary, json::Writer& writer);

// The object nodes[object] as such counts; what it lacks is 0.
RunSummary ReadCounts(std::span<const json::Node> nodes, uint32_t object);

// The member `key` of the object nodes[object]; 0, which is never a member, when it has none.
uint32_t FindMember(std::span<const json::Node> nodes, uint32_t object, std::string_view key);

// A whole number from 0 to 2^53, else 0.
uint64_t ReadUint(std::span<const json::Node> nodes, uint32_t object, std::string_view key);

}  // namespace tamis::pipeline
