#include "document/layout/landmarks.h"

namespace tamis::document {
namespace {

namespace names = html::names;

bool IsNest(html::NameId tag) { return tag == names::kLi || tag == names::kBlockquote; }

bool IsLandmark(html::NameId tag) {
  return IsNest(tag) || tag == names::kTable || tag == names::kTr || tag == names::kTd ||
         tag == names::kTh;
}

}  // namespace

void Landmarks::Find(const extract::PageBlocks& blocks) {
  const auto count = static_cast<uint32_t>(blocks.containers.size());
  nearest_.resize(count);
  has_nests_ = false;
  if (count == 0) return;
  nearest_[0] = 0;  // the root is none
  for (uint32_t i = 1; i < count; ++i) {
    const extract::Container& container = blocks.containers[i];
    nearest_[i] = IsLandmark(container.tag) ? i : nearest_[container.parent];
    has_nests_ |= IsNest(container.tag);
  }
}

}  // namespace tamis::document
