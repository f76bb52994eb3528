// The generated tables of labels_table.cc.

#pragma once

#include <string_view>

#include "encoding/labels.h"

namespace tamis::encoding {

struct LabelRow {
  std::string_view label;  // lower case
  Encoding encoding;
};

inline constexpr size_t kLabelCount = 228;
extern const std::string_view kNames[kEncodingCount];
extern const LabelRow kLabels[kLabelCount];  // sorted by label

}  // namespace tamis::encoding
