// Whether the tables of an index agree with each other.

#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "dedup/index/index.h"
#include "tamis/status.h"

namespace tamis::dedup {

struct IndexCheck {
  uint64_t documents = 0;
  uint64_t keys = 0;
  uint64_t dead_keys = 0;  // of removed documents; Compact() drops them, and they harm nothing
  uint64_t histories = 0;
  uint64_t captures = 0;
  uint64_t problems = 0;
};

// Reads every byte of the index, whose checksums are verified on the way:
//   - every document has a set of shingles, each of its keys, and a number below the next one;
//   - there are no other sets, and as many documents as the state says;
//   - every value can be read.
// `problem` is told of the first hundred.
// Memory: 16 bytes a document that was ever added.
// Errors: those of reading. What does not agree are problems, not errors.
Result<IndexCheck> CheckIndex(const Index& index,
                              const std::function<void(const std::string& sentence)>& problem);

}  // namespace tamis::dedup
