#include "html/tokenizer/input_stream.h"

#include <cstdint>

#include "html/tokenizer/ascii.h"

namespace tamis::html {
namespace {

// Decodes the sequence at page[i] if it has the form of UTF-8 (surrogates included), else gives
// its first byte as a code point of one byte. `size` is what was read.
char32_t DecodeLoosely(std::string_view page, size_t i, size_t& size) {
  const auto lead = static_cast<unsigned char>(page[i]);
  size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size == 1 || page.size() - i < size) {
    size = 1;
    return lead < 0x80 ? lead : 0xFFFD;
  }
  char32_t c = lead & (0x7Fu >> size);
  for (size_t k = 1; k < size; ++k) {
    const auto byte = static_cast<unsigned char>(page[i + k]);
    if ((byte & 0xC0) != 0x80) {
      size = 1;
      return 0xFFFD;
    }
    c = (c << 6) | (byte & 0x3F);
  }
  return c;
}

ParseError Judge(char32_t c) {
  if (c >= 0xD800 && c <= 0xDFFF) return ParseError::kSurrogateInInputStream;
  if (IsNoncharacter(c)) return ParseError::kNoncharacterInInputStream;
  if (c != 0 && IsControl(c) && !IsWhitespace(static_cast<int>(c))) {
    return ParseError::kControlCharacterInInputStream;
  }
  return ParseError::kNone;
}

}  // namespace

void FindInputStreamErrors(std::string_view page, std::vector<PositionedError>& errors) {
  size_t size = 0;
  for (size_t i = 0; i < page.size(); i += size) {
    const ParseError error = Judge(DecodeLoosely(page, i, size));
    if (error != ParseError::kNone) errors.push_back({error, static_cast<uint32_t>(i)});
  }
}

}  // namespace tamis::html
