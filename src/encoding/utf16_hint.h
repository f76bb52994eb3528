// UTF-16 without a byte order mark, told by the zero bytes of its ASCII characters.

#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "encoding/labels.h"

namespace tamis::encoding {

// A third of the units must be ASCII, as in any page with markup; zeros on the other side must
// be rare.
inline std::optional<Encoding> FindUtf16(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 2048);
  if (start.find('\0') == std::string_view::npos) return std::nullopt;
  size_t zeros[2] = {0, 0};  // at even and at odd offsets
  for (size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0';
  const size_t units = start.size() / 2;
  const auto holds = [units](size_t high, size_t low) {
    return high > 1 && high * 3 >= units && low * 10 <= high;
  };
  if (holds(zeros[1], zeros[0])) return Encoding::kUtf16le;
  if (holds(zeros[0], zeros[1])) return Encoding::kUtf16be;
  return std::nullopt;
}

}  // namespace tamis::encoding
