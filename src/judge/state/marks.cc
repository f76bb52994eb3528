#include "judge/state/marks.h"

#include "metadata/stems.h"

namespace tamis::judge {

uint32_t FindMarks(std::string_view text, const Mark* (&best)[kMarkKinds]) {
  static constexpr metadata::StemSet kStems(kMarks, &Mark::text);
  uint32_t changed = 0;
  kStems.ForEachIn(text, [&](size_t, size_t i) {
    const Mark& mark = kMarks[i];
    const Mark*& known = best[static_cast<size_t>(mark.kind)];
    if (known != nullptr && known->weight >= mark.weight) return;
    known = &mark;
    changed |= 1u << static_cast<unsigned>(mark.kind);
  });
  return changed;
}

}  // namespace tamis::judge
