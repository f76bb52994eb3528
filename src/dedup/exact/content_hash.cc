#include "dedup/exact/content_hash.h"

#include "base/memory/load.h"
#include "dedup/signature/hash.h"

namespace tamis::dedup {

ContentHash HashBytes(std::string_view bytes) {
  // Two hashes of different seeds and pairings; neither alone is trusted.
  uint64_t high = kHashSeed1 ^ bytes.size(), low = kHashSeed2 + bytes.size();
  const char* p = bytes.data();
  size_t size = bytes.size();
  for (; size >= 16; size -= 16, p += 16) {
    const uint64_t a = Load64(p), b = Load64(p + 8);
    high = FoldedProduct(a ^ high, b ^ kHashSeed2) + kHashSeed1;
    low = FoldedProduct(a + low, b + kHashSeed1) ^ kHashSeed2;
  }
  const uint64_t a = LoadPartial64(p, size < 8 ? size : 8);
  const uint64_t b = size > 8 ? LoadPartial64(p + 8, size - 8) : 0;
  high = FoldedProduct(a ^ high, b ^ kHashSeed2) + kHashSeed1;
  low = FoldedProduct(a + low, b + kHashSeed1) ^ kHashSeed2;
  return {MixBits(high), MixBits(low)};
}

ContentHash HashContent(std::string_view text, std::string& scratch) {
  scratch.resize(text.size());
  char* out = scratch.data();
  bool space = true;  // none before the first word
  for (const char c : text) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    *out = blank ? ' ' : c;
    out += !(blank && space);
    space = blank;
  }
  size_t size = static_cast<size_t>(out - scratch.data());
  if (size > 0 && scratch[size - 1] == ' ') --size;
  return HashBytes(std::string_view(scratch).substr(0, size));
}

}  // namespace tamis::dedup
