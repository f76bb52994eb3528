#include "text/words.h"

#include <array>
#include <cstddef>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::text {
namespace {

constexpr char32_t kSoftHyphen = 0xAD;  // stands inside words

constexpr std::array<bool, 128> MakeAsciiWord() {
  std::array<bool, 128> table{};
  for (size_t c = '0'; c <= '9'; ++c) table[c] = true;
  for (size_t c = 'A'; c <= 'Z'; ++c) table[c] = true;
  for (size_t c = 'a'; c <= 'z'; ++c) table[c] = true;
  table['_'] = true;
  return table;
}
constexpr std::array<bool, 128> kAsciiWord = MakeAsciiWord();

}  // namespace

uint32_t CountWords(std::string_view text) {
  uint32_t words = 0;
  uint32_t dense = 0;  // characters of unspaced scripts in the present run
  bool in_word = false;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      ++i;
      words += kAsciiWord[byte] && !in_word;
      in_word = kAsciiWord[byte];
      if (dense == 0) continue;
    } else {
      const char32_t c = DecodeUtf8(text, i);
      if (c == kSoftHyphen) continue;
      const uint16_t flags = unicode::FlagsOf(c);
      if ((flags & unicode::kUnspaced) != 0) {
        ++dense;
        in_word = false;
        continue;
      }
      const bool letter = (flags & (unicode::kWord | unicode::kMark)) != 0;
      words += letter && !in_word;
      in_word = letter;
    }
    words += (dense + 1) / 2;
    dense = 0;
  }
  return words + (dense + 1) / 2;
}

}  // namespace tamis::text
