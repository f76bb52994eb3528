// Cuts the text into parts for threads.

#pragma once

#include <cstdint>
#include <vector>

#include "dedup/substring/windows.h"

namespace tamis::dedup {

// Slices of about `bytes` from the first to the last document. One ends behind a document or, in
// a long one, behind an ASCII white space; a longer stretch without is not cut.
class Slicer {
 public:
  Slicer(const Documents& documents, uint64_t bytes) : documents_(documents), bytes_(bytes) {}

  // The next one; false at the end.
  bool Next(Slice& slice);

 private:
  const Documents& documents_;
  const uint64_t bytes_;
  uint64_t at_ = 0;
  size_t document_ = 0;
};

}  // namespace tamis::dedup
