#include "extract/blocks/line_numbers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/find_any.h"

namespace tamis::extract {

bool IsLineNumbering(std::string_view text) {
  uint64_t last = 0;
  uint32_t count = 0;
  for (size_t i = 0; i < text.size();) {
    if (IsMarkupSpace(text[i])) {
      ++i;
      continue;
    }
    uint64_t number = 0;
    const size_t begin = i;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
      number = number * 10 + static_cast<uint64_t>(text[i] - '0');
    }
    if (i == begin || i - begin > 6 || (count > 0 && number != last + 1)) return false;
    last = number;
    ++count;
  }
  return count >= 2;
}

bool ClassIsLineNumber(std::string_view value) {
  while (!value.empty()) {
    const size_t end = std::min(FindAnyOf<' ', '\t', '\n', '\r', '\f'>(value), value.size());
    const std::string_view name = value.substr(0, end);
    for (const std::string_view known : {"ln", "lnt", "lineno", "linenos", "linenumber",
                                         "line-number", "line-numbers", "gutter"}) {
      if (name == known) return true;
    }
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return false;
}

}  // namespace tamis::extract
