// What a page declares itself to be, in JSON-LD or microdata, as far as the choice of text cares.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::extract {

// Bits of PageBlocks::declared.
inline constexpr uint8_t kDeclaresArticle = 1 << 0;
inline constexpr uint8_t kDeclaresForum = 1 << 1;  // a thread, or a question and its answers
inline constexpr uint8_t kDeclaresProduct = 1 << 2;
inline constexpr uint8_t kDeclaresList = 1 << 3;  // search results, a collection, many items

// The bits of the types named by "@type" anywhere in a JSON-LD text, which need not be valid.
uint8_t TypesInJsonLd(std::string_view json);

// The bit of one schema.org type, with or without its URL; 0 for any other.
uint8_t TypeBit(std::string_view type);

}  // namespace tamis::extract
