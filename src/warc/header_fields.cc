#include "warc/header_fields.h"

#include <algorithm>

#include "base/ascii.h"

namespace tamis::warc {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhiteSpace) - begin + 1);
}

}  // namespace

// Joins `more` to the value of the last field. All folded lines of a header together are no longer
// than the header, so room for `header_bytes` made at the first fold is enough for all: views stay.
void HeaderFields::Fold(std::string_view more, size_t header_bytes) {
  std::string_view& value = fields_.back().value;
  if (folded_.empty()) folded_.reserve(header_bytes);
  size_t begin = folded_.size() - std::min(folded_.size(), value.size());
  if (value.data() != folded_.data() + begin) {
    begin = folded_.size();
    folded_.append(value);
  }
  if (begin != folded_.size() && !more.empty()) folded_ += ' ';
  folded_.append(more);
  value = std::string_view(folded_).substr(begin);
}

size_t HeaderFields::Parse(std::string_view bytes, bool (*ends_header)(std::string_view line)) {
  fields_.clear();
  folded_.clear();
  complete_ = false;
  bad_lines_ = 0;
  size_t at = 0;
  while (at < bytes.size()) {
    const size_t newline = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, newline - at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const size_t line_begin = at;
    if (!line.empty() && ends_header != nullptr && ends_header(line)) break;
    at = std::min(newline + 1, bytes.size());
    if (line.empty()) {
      complete_ = bytes[at - 1] == '\n';  // else the bytes end between CR and LF
      break;
    }
    if (line.front() == ' ' || line.front() == '\t') {
      if (!fields_.empty()) Fold(Trim(line), bytes.size());
      continue;
    }
    const size_t colon = line.find(':', 1);  // HTTP/2 has names that begin with one: ":status"
    if (colon == std::string_view::npos) {
      if (bad_lines_++ == 0) first_bad_line_ = line_begin;
      continue;
    }
    fields_.push_back({Trim(line.substr(0, colon)), Trim(line.substr(colon + 1))});
  }
  return at;
}

std::string_view HeaderFields::Get(std::string_view name) const {
  for (const HeaderField& field : fields_) {
    if (EqualsIgnoringCase(field.name, name)) return field.value;
  }
  return {};
}

size_t HeaderFields::Count(std::string_view name) const {
  return static_cast<size_t>(
      std::count_if(fields_.begin(), fields_.end(),
                    [&](const HeaderField& f) { return EqualsIgnoringCase(f.name, name); }));
}

std::string HeaderFields::GetAll(std::string_view name) const {
  std::string joined;
  for (const HeaderField& field : fields_) {
    if (!EqualsIgnoringCase(field.name, name)) continue;
    if (!joined.empty()) joined += ", ";
    joined += field.value;
  }
  return joined;
}

}  // namespace tamis::warc
