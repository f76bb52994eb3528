// "Name: value" lines, as WARC and HTTP headers have them.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace tamis::warc {

struct HeaderField {
  std::string_view name;   // as written
  std::string_view value;  // without white space around it; folded lines joined by one space
};

// Fields in order of appearance. Views point into the parsed bytes, or, for folded lines, into
// the object itself: valid until the next Parse().
class HeaderFields {
 public:
  HeaderFields() = default;
  HeaderFields(const HeaderFields&) = delete;
  HeaderFields& operator=(const HeaderFields&) = delete;

  // Reads lines up to and including the first blank line, or to the end of `bytes`. Lines end
  // in LF or CRLF. A line that is no field and no continuation is left out and counted.
  // A line of which `ends_header` (may be null) is true also ends it, and is not read.
  // Returns the bytes read, the blank line included.
  size_t Parse(std::string_view bytes, bool (*ends_header)(std::string_view line) = nullptr);

  // The value of the first field of this name (no case); empty when there is none.
  std::string_view Get(std::string_view name) const;
  bool Has(std::string_view name) const { return Count(name) != 0; }
  size_t Count(std::string_view name) const;
  // All values of this name, joined by ", ", as a list-valued field is to be read.
  std::string GetAll(std::string_view name) const;

  const std::vector<HeaderField>& fields() const { return fields_; }
  bool complete() const { return complete_; }                // a blank line ended it
  uint32_t bad_lines() const { return bad_lines_; }          // left out
  size_t first_bad_line() const { return first_bad_line_; }  // offset of the first of them

 private:
  void Fold(std::string_view more, size_t header_bytes);

  std::vector<HeaderField> fields_;
  std::string folded_;  // never reallocated while views into it live
  bool complete_ = false;
  uint32_t bad_lines_ = 0;
  size_t first_bad_line_ = 0;
};

}  // namespace tamis::warc
