// Reads one line of JSONL input: a page with what is known about it.
//
// Tested:  row_reader_test.cc; fuzzed by fuzz/json.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "tamis/attributes.h"
#include "tamis/status.h"

namespace tamis::json {

// Members of the object by name; where a name has aliases the first that is there counts.
// Absent or null: empty. Other members are skipped.
struct InputRow {
  std::string_view html;          // "html", "raw_html"
  std::string_view text;          // "text", "content"
  std::string_view url;           // "url"
  std::string_view id;            // "id", "warc_record_id"
  std::string_view content_type;  // "content_type", "content_mime_type"
  std::string_view fetch_date;    // "warc_date", "fetch_date"
  bool has_html = false;          // "html" is there and a string, if perhaps an empty one
  bool has_text = false;
  bool mended = false;  // ill-formed UTF-8 or lone surrogates became U+FFFD
};

// Reads line after line, reusing its memory.
//
// Errors:   kMalformed  no JSON object, or a known member that is no string.
//           kTruncated  the line stops inside the object.
//           kDepthLimit more than 1,024 nested arrays and objects.
//           kTooLarge   the line is longer than max_bytes.
//           Status::offset() is the byte of the line where it ceases to be JSON, else 0.
// Lifetime: the views are valid until the next call or the reader's end.
// Threads:  one reader per thread.
class RowReader {
 public:
  explicit RowReader(uint64_t max_bytes = 256u << 20);
  ~RowReader();
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;

  Result<InputRow> Read(std::string_view line) TAMIS_LIFETIME_BOUND;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::json
