// The form of a text in which two copies of it are alike: its words, in lower case, parted by
// spaces. What a shingle is made of.
//
//   "Hello, WORLD!\n(It’s 北京.)"  ->  "hello  world   it s  北  京  "
//
// Rules:
//   letters, digits, numbers, marks and '_' are parts of words, in simple lower case;
//   everything else, ill-formed UTF-8 too, parts words;
//   a character of a script that puts no space between words is a word of its own;
//   full-width ASCII (U+FF01..U+FF5E) counts as ASCII;
//   what shows nothing or may be left out is dropped: soft hyphen, zero-width characters, marks of
//   direction, variation selectors, Arabic vowel signs and tatweel, Hebrew points.
//   letters and marks that are one character in NFC are that: NFC and NFD give the same. (Not made
//   good: marks in an order that neither has, and characters that neither contains.)
//
// Tested:  signature_test.cc.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dedup/signature/kernels.h"

namespace tamis::dedup {

// Readable bytes behind the normal form in `out`, so that it can be read in wide steps.
inline constexpr size_t kNormalPadding = 64;

// Replaces `out` with the normal form of `text`, then kNormalPadding spaces. Words are parted by
// one space or more.
void Normalize(std::string_view text, const SignatureKernels& kernels, std::string& out);

}  // namespace tamis::dedup
