// Everything the report says of the rows of a corpus, taken up one row at a time.
//
// The result does not depend on the order of the rows. Tested: aggregate_test.cc.

#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/histogram.h"
#include "report/key_counts.h"
#include "report/row_facts.h"
#include "report/samples.h"
#include "tamis/report.h"
#include "tamis/status.h"

namespace tamis::report {

// What is counted by its value. Tally::bytes is of the text of documents unless said otherwise.
enum class Table : uint8_t {
  kReasons,        // "step/filter_reason" of removed rows; bytes of their text
  kKeptBlocks,     // reason of kept blocks; bytes of the page
  kDroppedBlocks,  // reason of dropped blocks; bytes of the page
  kLanguages,
  kSites,
  kPageTypes,
  kPageStates,
  kStatuses,
  kCharsets,
  kMediaTypes,
  kFetchStatuses,
  kMonths,  // of publication: "2021-03", "2021" where the month is not known
};
inline constexpr size_t kTableCount = 12;

// Sums over all documents.
struct DocumentTotals {
  uint64_t rows = 0;
  uint64_t text_bytes = 0;
  uint64_t characters = 0;
  uint64_t words = 0;
  std::array<uint64_t, kCoverageFieldCount> filled = {};
};

inline constexpr size_t kConfidenceSteps = 20;  // of 0.05; the last one holds 1, too

// Memory:  that of ReportOptions::memory_bytes and its samples.
// Threads: one at a time.
class Aggregate {
 public:
  explicit Aggregate(const ReportOptions& options);

  // Takes up a row of documents/ (`step` is empty) or of removed/`step`.
  // Errors: kIo, as KeyCounts.
  Status Add(const RowFacts& row, std::string_view step);

  // Asks `find` for the texts of sampled blocks whose rows do not hold them.
  void FindBlockTexts(const std::function<bool(const BlockPlace&, std::string&)>& find);

  // Read by the writer of the report.
  KeyCounts& counts() { return counts_; }
  const DocumentTotals& documents() const { return documents_; }
  uint64_t removed() const { return removed_; }
  uint64_t rows_with_blocks() const { return rows_with_blocks_; }
  uint64_t rows_with_confidence() const { return rows_with_confidence_; }
  const std::array<uint64_t, kConfidenceSteps>& confidence() const { return confidence_; }
  const SizeHistogram& lengths() const { return lengths_; }  // characters of documents
  const std::map<std::string, uint64_t, std::less<>>& steps() const { return steps_; }
  // Groups: "step/reason"; "/" for documents.
  const SampleSet& page_samples() const { return page_samples_; }
  // Groups: reasons of dropped blocks.
  const SampleSet& block_samples() const { return block_samples_; }

 private:
  struct BlockTally {
    std::string_view reason;
    bool keep = false;
    Tally tally;
  };

  Status Count(Table table, std::string_view key, const Tally& tally);
  Status AddDocument(const RowFacts& row);
  Status AddBlocks(const RowFacts& row, bool removed);
  void SamplePage(const RowFacts& row, std::string_view group);
  void SampleBlocks(const RowFacts& row);

  const ReportOptions options_;
  KeyCounts counts_;
  DocumentTotals documents_;
  uint64_t removed_ = 0;
  uint64_t rows_with_blocks_ = 0;
  uint64_t rows_with_confidence_ = 0;
  std::array<uint64_t, kConfidenceSteps> confidence_ = {};
  SizeHistogram lengths_;
  std::map<std::string, uint64_t, std::less<>> steps_;  // rows of removed/STEP
  SampleSet page_samples_;
  SampleSet block_samples_;
  std::string buffer_;
  std::vector<BlockTally> block_tallies_;  // of one row
};

}  // namespace tamis::report
