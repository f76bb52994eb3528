// The attributes that may say something about the page whatever element has them: itemprop,
// property, a class that names a byline.
//
// Idea:   they are few among thousands, and no element in particular has them. So the attributes
//         of all elements are looked through as they lie in memory, by two loops that have
//         nothing to guess; which elements to read is then known before the page is walked.
//
// Tested:  marked_attributes_test.cc.

#pragma once

#include <cstdint>
#include <vector>

#include "base/simd/block16.h"
#include "html/dom/dom.h"

namespace tamis::metadata {

class MarkedAttributes {
 public:
  // Notes those of `dom`; forgets what was noted. `readable`: the page.
  void Find(const html::Dom& dom, simd::Readable readable);

  // Whether the element has one. Meant for all elements, one after another by their ids: nearly
  // always two comparisons.
  bool AmongThoseOf(const html::Node& element) {
    const uint32_t begin = element.data_begin, end = begin + element.data_size;
    if (begin >= asked_ && end <= *next_) {
      asked_ = begin;
      return false;
    }
    return Search(begin, end);
  }

 private:
  bool Search(uint32_t begin, uint32_t end);

  std::vector<uint32_t> wanted_;  // by their names
  std::vector<uint32_t> places_;  // in Dom::all_attributes(), rising, and a last one behind all
  const uint32_t* next_ = nullptr;
  uint32_t asked_ = 0;
};

}  // namespace tamis::metadata
