#include "encoding/labels.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "encoding/labels_table.h"

namespace tamis::encoding {
namespace {

constexpr size_t kLongestLabel = 32;

bool IsAsciiWhitespace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

}  // namespace

std::string_view EncodingName(Encoding encoding) { return kNames[static_cast<size_t>(encoding)]; }

std::optional<Encoding> EncodingFromLabel(std::string_view label) {
  while (!label.empty() && IsAsciiWhitespace(label.front())) label.remove_prefix(1);
  while (!label.empty() && IsAsciiWhitespace(label.back())) label.remove_suffix(1);
  std::array<char, kLongestLabel> lower;
  if (label.size() > lower.size()) return std::nullopt;
  std::transform(label.begin(), label.end(), lower.begin(), ToAsciiLower);
  const std::string_view key(lower.data(), label.size());
  const LabelRow* end = std::end(kLabels);
  const LabelRow* row = std::lower_bound(
      std::begin(kLabels), end, key,
      [](const LabelRow& candidate, std::string_view wanted) { return candidate.label < wanted; });
  if (row == end || row->label != key) return std::nullopt;
  return row->encoding;
}

}  // namespace tamis::encoding
