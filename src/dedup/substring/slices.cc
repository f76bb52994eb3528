#include "dedup/substring/slices.h"

#include <algorithm>
#include <string_view>

namespace tamis::dedup {

bool Slicer::Next(Slice& slice) {
  const std::string_view text = documents_.text;
  if (at_ == text.size()) return false;
  while (documents_.ends[document_] <= at_) ++document_;
  slice = {document_, at_, text.size()};
  if (text.size() - at_ > bytes_) {
    const auto end =
        std::upper_bound(documents_.ends.begin(), documents_.ends.end(), at_ + bytes_ - 1);
    const size_t white = text.find_first_of(" \n\t\r", at_ + bytes_ - 1);
    slice.end = std::min<uint64_t>(*end, white == text.npos ? text.size() : white + 1);
  }
  at_ = slice.end;
  return true;
}

}  // namespace tamis::dedup
