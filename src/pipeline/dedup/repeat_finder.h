// The first reading of the rows for text that repeats, and what is to be cut of each.
//
//   rows -> texts -> lines -------> [RepeatedLines]      -> NextCuts(), row by row
//              \---> one file ----> [FindRepeatedSpans] --/
//
// Tested: tests/cli/test_dedup_text.py.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "dedup/lines/lines.h"
#include "dedup/lines/repeated_lines.h"
#include "dedup/substring/substring.h"
#include "io/temp_file.h"
#include "json/members.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/row_ids.h"
#include "tamis/status.h"
#include "tamis/text_cuts.h"

namespace tamis::pipeline {

// What is to be cut of a row, in order.
struct RowCuts {
  std::vector<dedup::LineCut> lines;
  std::vector<dedup::LineCut> paragraphs;
  std::vector<dedup::RepeatedSpan> spans;
};

class RepeatFinder {
 public:
  // Temporary files go into `folder`. The references must outlive the finder.
  RepeatFinder(const std::vector<corpus::Shard>& files, const TextCutOptions& options,
               const std::string& folder, Follower& follower);

  // Reads all rows. Errors: those of reading; kCancelled.
  Status Read();
  // Of all rows, once each and in order. Errors: kIo.
  Status NextCuts(RowCuts& cuts);

  // Of all rows, by number: of the bytes of the row, 0 when it is unreadable.
  const std::vector<uint64_t>& row_hashes() const { return row_hashes_; }
  // As JSON: the id of a row, FILE:LINE when it has none. Threads: any number. Errors: kIo.
  Result<std::string> IdOf(uint32_t row) const { return ids_->Of(row); }
  uint64_t with_text() const { return with_text_; }
  const dedup::RepeatedLines* lines() const { return lines_ ? &lines_->counter : nullptr; }
  const dedup::RepeatedLines* paragraphs() const {
    return paragraphs_ ? &paragraphs_->counter : nullptr;
  }

 private:
  struct Job;
  // Cuts of one kind as they come, and the one that comes next.
  struct LineCuts {
    LineCuts(const dedup::LineRules& rules, const std::string& folder, uint64_t memory_bytes)
        : counter(rules, folder, memory_bytes) {}
    Status Start();
    Status Take(uint32_t row, std::vector<dedup::LineCut>& lines);

    dedup::RepeatedLines counter;
    dedup::LineCut next;
    bool more = false;
  };

  void AppendId(const std::vector<json::Member>& members, const RowBatch& batch, uint32_t row,
                std::string& out) const;
  void Work(Job& job) const;
  Status Take(Job& job);
  Status Count();

  const std::vector<corpus::Shard>& files_;
  const TextCutOptions& options_;
  const std::string& folder_;
  Follower& follower_;
  std::optional<LineCuts> lines_;
  std::optional<LineCuts> paragraphs_;
  std::optional<RowIds> ids_;
  std::optional<io::TempFile> texts_;  // all, one behind the other
  std::vector<uint64_t> text_ends_;
  std::vector<dedup::RepeatedSpan> spans_;
  std::vector<uint64_t> row_hashes_;
  uint64_t with_text_ = 0;
  uint64_t unreadable_ = 0;
  uint32_t row_ = 0;      // of the next NextCuts()
  size_t next_span_ = 0;  // likewise
};

}  // namespace tamis::pipeline
