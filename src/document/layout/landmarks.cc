#include "document/layout/landmarks.h"

#include <array>

namespace tamis::document {
namespace {

namespace names = html::names;

enum Kind : uint8_t { kNone, kPlain, kNest };
constexpr std::array<Kind, names::kKnownCount> MakeKinds() {
  std::array<Kind, names::kKnownCount> kinds{};
  for (const html::NameId tag : {names::kTable, names::kTr, names::kTd, names::kTh}) {
    kinds[tag] = kPlain;
  }
  kinds[names::kLi] = kinds[names::kBlockquote] = kNest;
  return kinds;
}
constexpr std::array<Kind, names::kKnownCount> kKinds = MakeKinds();

}  // namespace

void Landmarks::Find(const extract::PageBlocks& blocks) {
  const auto count = static_cast<uint32_t>(blocks.containers.size());
  nearest_.resize(count);
  has_nests_ = false;
  if (count == 0) return;
  nearest_[0] = 0;  // the root is none
  for (uint32_t i = 1; i < count; ++i) {
    const extract::Container& container = blocks.containers[i];
    const Kind kind = container.tag < kKinds.size() ? kKinds[container.tag] : kNone;
    nearest_[i] = kind != kNone ? i : nearest_[container.parent];
    has_nests_ |= kind == kNest;
  }
}

}  // namespace tamis::document
