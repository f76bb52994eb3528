// Attributes that may say something about the page whatever element has them, told by their values:
// a class that names a byline, a link to an author or to a licence.
//
// Idea:   they are few among thousands, and no element in particular has them. So the attributes
//         of all elements are looked through as they lie in memory, by loops that have nothing to
//         guess, 64 bytes of a value at once.
//
// Tested:  marked_attributes_test.cc.

#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "html/dom/dom.h"

namespace tamis::metadata {

class MarkedAttributes {
 public:
  // Notes those of `dom`; forgets what was noted.
  void Find(const html::Dom& dom);

  // Their places in Dom::all_attributes(), rising, and behind all of them one that no attribute
  // has.
  std::span<const uint32_t> places() const { return places_; }

  // Whether the element has one.
  bool AmongThoseOf(const html::Node& element) const {
    const uint32_t begin = element.data_begin;
    return *std::lower_bound(places_.begin(), places_.end(), begin) < begin + element.data_size;
  }

 private:
  std::vector<uint32_t> classes_, links_;  // room for places
  std::vector<uint32_t> places_ = {UINT32_MAX};
};

}  // namespace tamis::metadata
