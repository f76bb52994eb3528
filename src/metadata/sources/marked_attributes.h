// Attributes that may say something about the page whatever element has them, told by their values:
// a class that names a byline, a link to an author or to a licence.
//
// Idea:   they are few among thousands, and no element in particular has them. So the attributes
//         of all elements are looked through as they lie in memory, 64 bytes of a value at once; a
//         bit for each attribute then tells of an element whether it has one.
//
// Tested:  marked_attributes_test.cc.

#pragma once

#include <cstdint>
#include <vector>

#include "base/memory/load.h"
#include "html/dom/dom.h"

namespace tamis::metadata {

class MarkedAttributes {
 public:
  // Notes those of `dom`; forgets what was noted.
  void Find(const html::Dom& dom);

  // Whether the element has one.
  bool AmongThoseOf(const html::Node& element) const {
    if (element.data_size >= kBitsAtOnce) [[unlikely]]
      return AmongMany(element);
    const uint64_t bits = Load64(bits_.data() + element.data_begin / 8) >> element.data_begin % 8;
    return (bits & ((uint64_t{1} << element.data_size) - 1)) != 0;
  }

 private:
  static constexpr uint32_t kBitsAtOnce = 57;  // that eight bytes hold from any bit of the first on

  bool AmongMany(const html::Node& element) const;
  void Mark(uint32_t place) { bits_[place / 8] |= static_cast<char>(1 << place % 8); }

  std::vector<uint32_t> found_;  // places in Dom::all_attributes()
  std::vector<char> bits_;       // one for each attribute, and eight bytes more
};

}  // namespace tamis::metadata
