// A corpus told on one page: what was read, what was removed and why, what is left. Of a corpus
// that `tamis dedup` wrote: what went for what, side by side.
//
//   DIR/documents/*, DIR/removed/STEP/*, DIR/summary.json -> report.html (or the same as JSON)

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/status.h"

namespace tamis {

enum class ReportFormat : uint8_t {
  kHtml,  // one file, read without network
  kJson,  // the data of that page: docs/report.md
};

struct ReportOptions {
  ReportFormat format = ReportFormat::kHtml;
  // Rows shown for each reason; 0: none. Of a deduplication four times as many clusters, and twice
  // as many pairs near the threshold and at random; what follows is for corpora of runs.
  uint32_t samples = 5;
  uint32_t sample_bytes = 1500;  // of the text of a sample, cut at the end of a character
  uint32_t table_rows = 200;     // of each table, the most frequent values; the rest are one row

  // For counting; when more is needed, counts go to a temporary file. Does not change the result.
  uint64_t memory_bytes = 64u << 20;
};

struct ReportProgress {
  uint64_t bytes_done = 0;   // of shards, as stored
  uint64_t bytes_total = 0;  //
  uint64_t rows = 0;
  uint64_t documents = 0;
  double seconds = 0;
};

// A block of a page in an archive, as its row tells.
struct BlockPlace {
  std::string warc_filename;
  uint64_t warc_record_offset = 0;  // bytes of that file
  uint64_t warc_record_length = 0;  // 0: not told
  uint64_t html_start = 0;          // [start, end) in the page as UTF-8
  uint64_t html_end = 0;

  auto operator<=>(const BlockPlace&) const = default;
};

// How the caller follows the work and stops it. Calls come from the calling thread.
struct ReportHooks {
  std::function<void(const ReportProgress&)> progress = {};     // about ten times a second
  std::function<void(std::string_view sentence)> problem = {};  // each problem, as it is met
  const std::atomic<bool>* stop = nullptr;                      // when true: kCancelled
  // Gives the text of a dropped block that is shown as a sample, where its row does not hold it;
  // false when it is not to be had. Rows can name any file: ask nobody's but your own.
  std::function<bool(const BlockPlace& place, std::string& text)> block_text = {};
};

struct Report {
  std::string content;     // HTML or JSON, UTF-8, with a LF at its end
  uint64_t documents = 0;  // rows that were read
  uint64_t removed = 0;    //
  uint64_t problems = 0;   // damaged shards, rows that are none, counts that do not agree; told in
                           // the content
};

// Whether this build holds the page; without it only kJson can be made.
bool HasReportPage();

// Reads the shards of the corpus in the folder `corpus` once.
//
// Output:  the same bytes whatever the names and order of the shards, as long as nothing is
//          damaged; no time of day in it.
// Memory:  options.memory_bytes, a row, and the samples.
// Errors:  kNotFound         no such folder.
//          kInvalidArgument  the folder holds no corpus.
//          kUnsupported      kHtml, and HasReportPage() is false.
//          kIo               no temporary file can be written.
//          kCancelled        hooks.stop.
//          Damaged and unreadable shards are problems, not errors.
Result<Report> MakeReport(const std::string& corpus, const ReportOptions& options,
                          const ReportHooks& hooks = {});

// Writes the content of a report to `path`: whole or not at all.
// Errors: kIo, kNotFound (the folder is missing).
Status WriteReport(const Report& report, const std::string& path);

}  // namespace tamis
