// A set of millions of short strings that is filled once and asked for every page.
//
// The idea: the strings stand behind one another in one block of memory, a LF after each; a table
// of 32-bit places, half full at most, finds them by hash. The answer is exact.
// Memory:   the strings, a byte each, and 8 to 16 bytes each for the table: 5 million host names
//           of 17 bytes take 170 MB or less. At most 4 GiB of strings.
//
// Tested: string_set_test.cc, against std::set.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::pipeline {

// Threads: Contains() by any number at a time, once nothing is added any more.
class StringSet {
 public:
  // Adds a string without LF; one that is there already is left out. False when there is no room
  // for it: 4 GiB are reached.
  bool Add(std::string_view text);
  bool Contains(std::string_view text) const;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // All strings in the order they were added, a LF after each.
  std::string_view bytes() const { return bytes_; }

 private:
  void Grow();
  // The slot where `text` is, or where it would be put.
  size_t SlotOf(std::string_view text) const;

  std::string bytes_;
  std::vector<uint32_t> table_;  // one past where a string begins; 0: free. A power of two, or none
  size_t size_ = 0;
};

}  // namespace tamis::pipeline
