// What the rows of a run, and the runs before, say about their URLs over time:
// dedup/index/history.h.
//
//   rows -> captures, sorted by URL on disk -> + those of the index -> a history for every row
//
// Tested: tests/dedup/test_index.py.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dedup/index/adder.h"
#include "dedup/index/history.h"
#include "dedup/index/index.h"
#include "io/external_sort.h"
#include "io/temp_file.h"
#include "json/members.h"
#include "pipeline/dedup/row_facts.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Memory: 64 MB, 4 bytes a row, 24 a URL.
// Errors: of TempFile, and of reading the index.
class UrlHistories {
 public:
  // `folder` is for temporary files.
  static Result<UrlHistories> Create(const std::string& folder);

  // A row, in order.
  Status Add(uint32_t row, const RowFacts& facts);
  // Works out all histories, with the captures that `index` has; null: without.
  Status Finish(uint32_t rows, const dedup::Index* index);
  // Null when the row has no absolute URL. REQUIRES: Finish()
  const dedup::UrlHistory* Of(uint32_t row) const;
  // The captures that the index does not have yet. Once.
  Status AddTo(dedup::IndexAdder& adder);

 private:
  struct RowCapture {
    uint64_t url;
    dedup::Capture capture;
    uint32_t row;
    auto operator<=>(const RowCapture&) const = default;
  };

  explicit UrlHistories(std::string folder, io::TempFile changed)
      : captures_(std::move(folder), 64u << 20), changed_(std::move(changed)) {}
  Status FinishUrl(uint64_t url, const std::vector<dedup::Capture>& fresh,
                   const dedup::Index* index);

  io::ExternalSorter<RowCapture> captures_;
  std::vector<dedup::UrlHistory> histories_;  // by URL
  std::vector<uint32_t> numbers_;             // by row: 1 + a place in histories_; 0: none
  io::TempFile changed_;                      // URL, size, captures as in the index, by URL
  std::vector<dedup::Capture> all_;
  std::string bytes_;
};

// The fields of a row as JSON values.
struct HistoryFields {
  explicit HistoryFields(const dedup::UrlHistory& history);
  void AppendTo(std::vector<json::Change>& changes) const;

  std::string first_seen, last_changed, captures;
};

}  // namespace tamis::pipeline
