// The second reading of the rows: each is written to where it belongs.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus_files.h"
#include "dedup/deduper.h"
#include "pipeline/dedup/attributes.h"
#include "pipeline/dedup/first_pass.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/row_output.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Of all rows, by number.
struct Clusters {
  // Of a row that goes for a document of the index, `kept` is the row itself.
  std::vector<dedup::Verdict> verdicts = {};
  std::vector<uint32_t> sizes = {};   // of the row that stays: rows of its cluster
  std::vector<int64_t> numbers = {};  // of the row that stays: from 0, best first; -1: alone
  uint64_t count = 0;                 // of two rows or more
};

// `ranked` as from RankRows().
Clusters CountClusters(std::vector<dedup::Verdict> verdicts, const std::vector<uint32_t>& ranked);

// "url_dup", "exact_dup", "near_dup": the folder below removed/, and the filter_reason. Empty for
// kKept.
std::string_view StepName(dedup::CopyKind kind);

// Where the rows go.
struct RowTarget {
  std::string output;
  RowFormat format = {};
  std::vector<AttributeFolder> attributes = {};  // that go along
};

// Writes OUT/documents, OUT/removed and OUT/attributes.
// Errors: those of reading and writing; kInvalidArgument: a file has changed since the first pass;
//         kCancelled.
Status WriteRows(const std::vector<corpus::Shard>& files, const RowTarget& target,
                 const DedupOptions& options, const RowTable& table, const Clusters& clusters,
                 Follower& follower);

}  // namespace tamis::pipeline
