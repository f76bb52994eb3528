// The first reading of the rows: signatures, and what decides which row stays.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "dedup/deduper.h"
#include "dedup/index/finder.h"
#include "io/temp_file.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/host_names.h"
#include "pipeline/dedup/row_facts.h"
#include "pipeline/dedup/row_ids.h"
#include "pipeline/dedup/url_histories.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Of all rows, by number.
struct RowTable {
  struct Row {
    uint64_t rank;
    uint64_t hash;  // of the row as it stands; 0: unreadable
    uint32_t text_bytes;
    uint32_t host;  // in `hosts`
  };
  // A row that goes for a document of `index`.
  struct OldMatch {
    uint32_t row;
    dedup::IndexMatch match;
  };
  RowTable(io::TempFile id_file, io::TempFile host_file)
      : ids(std::move(id_file)), hosts(std::move(host_file)) {}

  std::vector<Row> rows = {};
  RowIds ids;
  HostNames hosts;
  std::vector<uint32_t> file_rows = {};  // of `rows`, by file
  uint64_t rows_read = 0;                // those that were not wanted, too; of these:
  uint64_t with_text = 0;
  uint64_t unreadable = 0;

  const dedup::Index* index = nullptr;  // what rows are compared with besides each other; or null
  std::vector<OldMatch> old = {};       // by row
  uint64_t old_verified = 0;            // pairs of a row and one of its documents
  uint64_t old_full_buckets = 0;
  std::optional<UrlHistories> histories = {};  // when they are asked for

  // The id of the document that a row goes for, as JSON. REQUIRES: a match with `index`
  Result<std::string> IdOfOld(const dedup::IndexMatch& match) const;
  // The id of a row, as JSON. REQUIRES: ids were flushed.
  Result<std::string> IdOf(uint32_t row) const { return ids.Of(row); }
  // Null when the row does not go for a document of the index.
  const dedup::IndexMatch* OldOf(uint32_t row) const;
};

// Whether a row, by its number, is one to take up. Called in order.
using WantedRow = std::function<bool(uint32_t number, const RowFacts& facts)>;

// Reads the rows into `deduper` and `table`: all when `wanted` is null.
// Errors: those of reading; kCancelled.
Status ReadSignatures(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                      Follower& follower, const WantedRow& wanted, dedup::Deduper& deduper,
                      RowTable& table);

// The rows, best first: by policy, length of text, content, and all bytes.
std::vector<uint32_t> RankRows(const RowTable& table, const dedup::Deduper& deduper);

}  // namespace tamis::pipeline
