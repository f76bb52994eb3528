// Character references: "&amp;", "&#x41;", in text and in attribute values.
// https://html.spec.whatwg.org/#character-reference-state
// Tested: char_ref_test.cc

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/tokenizer/parse_error.h"

namespace tamis::html {

// What a reference stands for.
struct CharRef {
  // First byte after what was consumed. When `text` is empty nothing is replaced: the bytes
  // from '&' up to here stand for themselves.
  const char* end = nullptr;
  std::string_view text;  // a view of a constant table, or of `utf8`
  char utf8[4] = {};
  // At most two errors, in order; `at` is a byte of the page.
  struct Error {
    ParseError code = ParseError::kNone;
    const char* at = nullptr;
  };
  Error errors[2];

  CharRef() = default;
  CharRef(const CharRef&) = delete;  // `text` may point into this object
  CharRef& operator=(const CharRef&) = delete;
};

// Resolves the reference at `ampersand`; never reads `end` or beyond.
// REQUIRES: ampersand < end and *ampersand == '&'
void ResolveCharRef(const char* ampersand, const char* end, bool in_attribute, CharRef& out);

// https://html.spec.whatwg.org/#numeric-character-reference-end-state
struct NumericRef {
  char32_t code_point;
  ParseError error;
};
NumericRef ResolveNumericRef(uint32_t number);

// The longest name of the standard's table that [begin, end) starts with; size 0 when none.
struct NamedRef {
  size_t size = 0;        // bytes of the name, with ';' if it has one
  std::string_view text;  // UTF-8
};
NamedRef MatchNamedRef(const char* begin, const char* end);

// The same for the names that are met most, with their ';', which nothing behind them can change;
// size 0 for any other.
NamedRef MatchFrequentRef(const char* begin, const char* end);

}  // namespace tamis::html
