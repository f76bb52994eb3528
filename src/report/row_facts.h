// What the report wants to know of a row, whichever of the schemas it is written in.
//
//   a line of JSON -> [RowFactsReader] -> RowFacts -> Aggregate
//
// Source:  docs/formats/row.md and the other schemas of docs/formats.
// Tested:  row_facts_test.cc; fuzzed by fuzz/report_rows.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "tamis/attributes.h"
#include "tamis/status.h"

namespace tamis::report {

struct BlockFacts {
  std::string_view kind;
  std::string_view reason;
  std::string_view text;  // the block's own; else its range of the row's text; else empty
  bool has_text = false;  // the row tells the text of this block
  bool keep = false;
  double score = 0;
  uint64_t html_start = 0;  // bytes of the page in UTF-8, [start, end); end >= start
  uint64_t html_end = 0;
};

// Members of which the report says how many documents have them.
inline constexpr std::string_view kCoverageFields[] = {
    "url",      "title",       "authors",       "date_published", "date_modified",
    "language", "description", "sitename",      "image",          "categories",
    "tags",     "license",     "canonical_url", "translations",   "comments",
    "posts",    "pii"};
inline constexpr size_t kCoverageFieldCount = std::size(kCoverageFields);

// Absent, null, or of another type than expected: empty, or as said.
struct RowFacts {
  std::string_view id;
  std::string_view url;
  std::string_view hostname;  // as the row says
  std::string_view title;
  std::string_view text;
  std::string_view filter_reason;
  std::string_view language;
  std::string_view page_type;
  std::string_view page_state;
  std::string_view status;
  std::string_view charset;
  std::string_view mime;
  std::string_view date_published;
  std::string_view warc_filename;
  double confidence = -1;           // 0 to 1; -1: not told
  int64_t fetch_status = -1;        // -1: not told
  int64_t warc_record_offset = -1;  // -1: not told
  int64_t warc_record_length = -1;  //
  uint64_t words = 0;               // as the row says
  uint32_t filled = 0;              // a bit for each of kCoverageFields: there and not empty
  bool has_blocks = false;          // `blocks` is there, if perhaps empty
  std::vector<BlockFacts> blocks;
};

// Reads row after row, reusing its memory. Known members count at the top of the object and,
// where they are not there, in its `metadata`; aliases of other schemas are known.
//
// Errors:   kMalformed (no JSON object), kTooLarge.
// Lifetime: facts are valid until the next call or the reader's end.
// Threads:  one reader per thread.
class RowFactsReader {
 public:
  RowFactsReader();
  ~RowFactsReader();
  RowFactsReader(const RowFactsReader&) = delete;
  RowFactsReader& operator=(const RowFactsReader&) = delete;

  Result<const RowFacts*> Read(std::string_view line) TAMIS_LIFETIME_BOUND;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The host of a row: as told, else taken from its url; in lower case, into `buffer` where that
// needs it. Empty when there is none.
std::string_view HostOf(const RowFacts& row, std::string& buffer);

}  // namespace tamis::report
