#include "judge/state/marks.h"

#include <algorithm>
#include <span>

#include "base/ascii.h"

namespace tamis::judge {
namespace {

struct MarkList {
  MarkKind kind;
  std::span<const Mark> marks;
};
constexpr MarkList kLists[] = {{MarkKind::kChallenge, kChallengeMarks},
                               {MarkKind::kParking, kParkingMarks},
                               {MarkKind::kConsent, kConsentMarks}};

size_t Pair(char first, char second) {
  return static_cast<size_t>(static_cast<unsigned char>(ToAsciiLower(first))) << 8 |
         static_cast<unsigned char>(ToAsciiLower(second));
}

bool StandsAt(std::string_view text, size_t at, std::string_view lower) {
  const std::string_view here = text.substr(at, lower.size());
  return here.size() == lower.size() &&
         std::equal(here.begin(), here.end(), lower.begin(),
                    [](char a, char b) { return ToAsciiLower(a) == b; });
}

}  // namespace

MarkFinder::MarkFinder() {
  for (const MarkList& list : kLists) {
    for (const Mark& mark : list.marks) starts_.set(Pair(mark.text[0], mark.text[1]));
  }
}

uint32_t MarkFinder::Find(std::string_view text, const Mark* (&best)[kMarkKinds]) const {
  uint32_t changed = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (!starts_.test(Pair(text[i], text[i + 1]))) continue;
    for (const MarkList& list : kLists) {
      const Mark*& known = best[static_cast<size_t>(list.kind)];
      for (const Mark& mark : list.marks) {
        if (known != nullptr && known->weight >= mark.weight) continue;
        if (!StandsAt(text, i, mark.text)) continue;
        known = &mark;
        changed |= 1u << static_cast<unsigned>(list.kind);
      }
    }
  }
  return changed;
}

}  // namespace tamis::judge
