#include "metadata/sources/marked_attributes.h"

#include <algorithm>
#include <limits>
#include <span>

#include "metadata/sources/elements.h"

namespace tamis::metadata {

namespace names = html::names;

void MarkedAttributes::Find(const html::Dom& dom, simd::Readable readable) {
  const std::span<const html::Attribute> all = dom.all_attributes();
  if (wanted_.size() < all.size()) wanted_.resize(all.size());
  uint32_t count = 0;
  for (uint32_t i = 0; i < all.size(); ++i) {
    const html::NameId name = all[i].name;
    wanted_[count] = i;
    count += name == names::kClass;
    if (name == names::kItemprop || name == names::kProperty) [[unlikely]]
      wanted_[count++] = i;
  }
  places_.clear();
  for (uint32_t k = 0; k < count; ++k) {
    const html::Attribute& attribute = all[wanted_[k]];
    if (attribute.name == names::kClass) {
      const std::string_view value = dom.value(attribute);
      if (!simd::MayHoldPairs<'u', 'h', 'y', 'i'>(value, readable) || !IsByline(value)) continue;
    }
    places_.push_back(wanted_[k]);
  }
  places_.push_back(std::numeric_limits<uint32_t>::max());
  next_ = places_.data();
  asked_ = 0;
}

// An element that the parser has copied or added to has its attributes elsewhere.
bool MarkedAttributes::Search(uint32_t begin, uint32_t end) {
  if (begin < asked_) {
    const uint32_t place = *std::lower_bound(places_.begin(), places_.end(), begin);
    return place < end;
  }
  asked_ = begin;
  while (*next_ < begin) ++next_;
  return *next_ < end;
}

}  // namespace tamis::metadata
