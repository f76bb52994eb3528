// Reads the shards of a folder for a report: what is damaged or no row is told and passed over.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/corpus_files.h"
#include "tamis/report.h"
#include "tamis/status.h"

namespace tamis::report {

// How reading went.
struct ReadFacts {
  uint64_t shards = 0;    // that were opened
  uint64_t bad_rows = 0;  // lines that are no row
  uint64_t problem_count = 0;
  std::vector<std::string> problems;  // one sentence each, at most kMaxProblems

  static constexpr size_t kMaxProblems = 100;
};

// What is done with the rows.
struct RowVisitor {
  std::function<Status(std::string_view line)> read;  // not ok: the line is no row
  std::function<Status()> take;                       // the row that was read; not ok: ends all
};

class ShardWalk {
 public:
  // Of Parquet only `columns` are read.
  ShardWalk(const corpus::CorpusFiles& files, std::vector<std::string> columns,
            const ReportHooks& hooks)
      : files_(files), columns_(std::move(columns)), hooks_(hooks) {}

  // Errors: of `take`; kCancelled.
  Status Read(const corpus::Shard& shard, const RowVisitor& visitor);
  void Problem(std::string sentence);
  // The counts of the run against those of its rows: of `what`.
  void Compare(const char* what, uint64_t told, uint64_t found);

  const ReadFacts& facts() const { return facts_; }

 private:
  using Clock = std::chrono::steady_clock;

  Status ReadRow(const corpus::Shard& shard, std::string_view line, const RowVisitor& visitor);
  void ShowProgress(uint64_t bytes);

  const corpus::CorpusFiles& files_;
  const std::vector<std::string> columns_;
  const ReportHooks& hooks_;
  ReadFacts facts_;
  uint64_t rows_ = 0;
  uint64_t documents_ = 0;   // of these
  uint64_t bad_rows_ = 0;    // of the shard that is being read
  uint64_t line_ = 0;        // of that shard, from 1
  uint64_t done_bytes_ = 0;  // of the shards before it
  const Clock::time_point start_ = Clock::now();
  double shown_ = 0;  // seconds after the start
};

}  // namespace tamis::report
