// What the page worker makes of a batch.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/filters/tally.h"
#include "tamis/stage_times.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Rows for one series of shards.
struct RowStream {
  std::string rows;    // JSON, a LF after each
  std::string member;  // the same as a gzip member or zstd frame, if they are to be compressed
  uint64_t count = 0;

  // What a shard holds of them.
  std::string_view stored() const { return member.empty() ? rows : member; }

  void Clear() {
    rows.clear();
    member.clear();
    count = 0;
  }
};

struct BatchResult {
  RowStream documents;
  // A row for each row of `documents`, by document::SidecarNames(). Their shards end where those
  // of `documents` end, whatever their own size.
  std::vector<RowStream> sidecars;
  std::vector<RowStream> removed;  // by the steps of the run, see StepNames()

  std::map<std::string_view, uint64_t> removed_by_reason;  // names in static storage
  std::map<std::string, uint64_t, std::less<>> skipped_by_kind;
  uint64_t skipped = 0;
  uint64_t partial = 0;
  uint64_t damaged = 0;
  uint64_t inputs_failed = 0;
  uint64_t page_bytes = 0;
  uint64_t text_bytes = 0;
  Tally tally;  // of a dry run, which has no rows
  StageTimes times;
  std::vector<std::string> problems;
  Status failure;  // when not ok, the result is not what was asked for, and the run must end

  uint64_t removed_count() const {
    uint64_t count = 0;
    for (const RowStream& stream : removed) count += stream.count;
    return count;
  }
  void Skip(std::string_view kind) {
    ++skipped;
    const auto found = skipped_by_kind.find(kind);
    if (found != skipped_by_kind.end()) {
      ++found->second;
    } else {
      skipped_by_kind.emplace(kind, 1);
    }
  }

  // Keeps the memory.
  void Clear() {
    documents.Clear();
    for (RowStream& stream : sidecars) stream.Clear();
    for (RowStream& stream : removed) stream.Clear();
    removed_by_reason.clear();
    skipped_by_kind.clear();
    skipped = partial = damaged = inputs_failed = page_bytes = text_bytes = 0;
    problems.clear();
    failure = {};
  }
};

}  // namespace tamis::pipeline
