// The character reference states of the standard as plain functions: they look ahead from '&'
// and leave no state behind, so none of them appears in the tokenizer's state table.
//
// The catch: a name without ';' is the longest one that fits ("&notit;" is "&not" and "it;"),
// and in an attribute it is no reference at all before '=' or a letter or digit, so that
// href="?a=1&copy=2" stays a URL.

#include "html/tokenizer/char_ref.h"

#include <algorithm>

#include "base/memory/load.h"
#include "base/simd/swar.h"
#include "html/tokenizer/ascii.h"
#include "html/tokenizer/entities_table.h"

namespace tamis::html {
namespace {

using entities_table::kLabels;
using entities_table::kNodes;
using entities_table::kRoot;
using entities_table::kTexts;
using entities_table::Node;

constexpr uint32_t kTooLarge = 0x110000;  // any number beyond Unicode

// https://html.spec.whatwg.org/#numeric-character-reference-end-state, the table for 0x80..0x9F
constexpr char16_t kC1Replacements[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void AddError(CharRef& out, ParseError code, const char* at) {
  if (code == ParseError::kNone) return;
  out.errors[out.errors[0].code == ParseError::kNone ? 0 : 1] = {code, at};
}

// REQUIRES: a Unicode scalar value.
std::string_view EncodeUtf8(char32_t c, char (&out)[4]) {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  if (c < 0x80) {
    out[0] = byte(c);
    return {out, 1};
  }
  if (c < 0x800) {
    out[0] = byte(0xC0 | (c >> 6));
    out[1] = byte(0x80 | (c & 0x3F));
    return {out, 2};
  }
  if (c < 0x10000) {
    out[0] = byte(0xE0 | (c >> 12));
    out[1] = byte(0x80 | ((c >> 6) & 0x3F));
    out[2] = byte(0x80 | (c & 0x3F));
    return {out, 3};
  }
  out[0] = byte(0xF0 | (c >> 18));
  out[1] = byte(0x80 | ((c >> 12) & 0x3F));
  out[2] = byte(0x80 | ((c >> 6) & 0x3F));
  out[3] = byte(0x80 | (c & 0x3F));
  return {out, 4};
}

// https://html.spec.whatwg.org/#numeric-character-reference-state, with the decimal and
// hexadecimal states behind it. `p` is after "&#".
void NumericCharacterReference(const char* p, const char* end, CharRef& out) {
  uint32_t base = 10;
  if (p != end && (*p == 'x' || *p == 'X')) {
    base = 16;
    ++p;
  }
  const char* digits = p;
  uint32_t number = 0;
  for (; p != end; ++p) {
    const uint32_t digit = HexDigit(*p);
    if (digit >= base) break;
    number = std::min(number * base + digit, kTooLarge);
  }
  out.end = p;
  if (p == digits) {
    AddError(out, ParseError::kAbsenceOfDigitsInNumericCharacterReference, p);
    return;
  }
  if (p != end && *p == ';') {
    out.end = ++p;
  } else {
    AddError(out, ParseError::kMissingSemicolonAfterCharacterReference, p);
  }
  const NumericRef ref = ResolveNumericRef(number);
  AddError(out, ref.error, p);
  out.text = EncodeUtf8(ref.code_point, out.utf8);
}

// https://html.spec.whatwg.org/#ambiguous-ampersand-state. `p` is after '&'.
void AmbiguousAmpersand(const char* p, const char* end, CharRef& out) {
  while (p != end && IsAsciiAlphanumeric(*p)) ++p;
  if (p != end && *p == ';') AddError(out, ParseError::kUnknownNamedCharacterReference, p);
  out.end = p;
}

// https://html.spec.whatwg.org/#named-character-reference-state. `p` is after '&'.
void NamedCharacterReference(const char* p, const char* end, bool in_attribute, CharRef& out) {
  const NamedRef ref = MatchNamedRef(p, end);
  if (ref.size == 0) return AmbiguousAmpersand(p, end, out);
  out.end = p + ref.size;
  if (out.end[-1] != ';') {
    // For historical reasons.
    if (in_attribute && out.end != end && (*out.end == '=' || IsAsciiAlphanumeric(*out.end))) {
      return;
    }
    AddError(out, ParseError::kMissingSemicolonAfterCharacterReference, out.end);
  }
  out.text = ref.text;
}

}  // namespace

NumericRef ResolveNumericRef(uint32_t number) {
  if (number == 0) return {0xFFFD, ParseError::kNullCharacterReference};
  if (number > 0x10FFFF) return {0xFFFD, ParseError::kCharacterReferenceOutsideUnicodeRange};
  if (number >= 0xD800 && number <= 0xDFFF) {
    return {0xFFFD, ParseError::kSurrogateCharacterReference};
  }
  const char32_t c = number;
  if (IsNoncharacter(c)) return {c, ParseError::kNoncharacterCharacterReference};
  if (c == 0x0D || (IsControl(c) && !IsWhitespace(static_cast<int>(c)))) {
    const char32_t mapped = c >= 0x80 && c <= 0x9F ? kC1Replacements[c - 0x80] : 0;
    return {mapped != 0 ? mapped : c, ParseError::kControlCharacterReference};
  }
  return {c, ParseError::kNone};
}

NamedRef MatchFrequentRef(const char* begin, const char* end) {
  if (end - begin < 8) return {};
  // A name that ends with the first ';' cannot be the beginning of a longer one.
  const uint64_t word = Load64(begin);
  const uint64_t marks = simd::MarkEqual(word, ';');
  const uint64_t name = word & (marks ^ (marks - 1));
  const entities_table::Frequent& slot = entities_table::FrequentSlot(name);
  if (marks == 0 || slot.name != name) return {};
  return {slot.name_size, {kTexts + slot.text, slot.text_size}};
}

NamedRef MatchNamedRef(const char* begin, const char* end) {
  NamedRef best = MatchFrequentRef(begin, end);
  if (best.size != 0) return best;
  if (begin == end || static_cast<unsigned char>(*begin) >= 0x80) return best;
  const Node* node = &kNodes[kRoot[static_cast<unsigned char>(*begin)]];
  if (node == kNodes) return best;
  const char* p = begin;
  for (;;) {  // at the first byte of the edge to `node`
    ++p;
    if (static_cast<size_t>(end - p) < node->label_size ||
        !std::equal(p, p + node->label_size, kLabels + node->label)) {
      return best;
    }
    p += node->label_size;
    if (node->text_size != 0) {
      best = {static_cast<size_t>(p - begin), {kTexts + node->text, node->text_size}};
    }
    if (p == end) return best;
    const Node* child = &kNodes[node->first_child];
    const Node* last = child + node->child_count;
    while (child != last && child->first != *p) ++child;
    if (child == last) return best;
    node = child;
  }
}

void ResolveCharRef(const char* ampersand, const char* end, bool in_attribute, CharRef& out) {
  const char* p = ampersand + 1;
  out.end = p;
  if (p == end) return;
  if (*p == '#') return NumericCharacterReference(p + 1, end, out);
  if (IsAsciiAlphanumeric(*p)) NamedCharacterReference(p, end, in_attribute, out);
}

}  // namespace tamis::html
