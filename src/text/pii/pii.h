// Personal data in a text: e-mail addresses, phone numbers, IP addresses, IBANs, payment cards.
//
//   document text -> [text/pii] -> row: pii; --mask-pii
//
// The idea: one scan stops at '@', at '+' and at the first digit of a number; what stands there
// goes to the matcher of each kind in turn. Precision comes first: a kind must show by its own
// form (checksums, length of the country, grouping) or by the word before it ("Tel.") that it is
// what it looks like. Version numbers, dates, prices, ISBNs and ids are the hard negatives.
//
// Source:  one file a kind names its own.
// Tested:  pii_test.cc, tables by kind and country; fuzzed by fuzz/pii.cc.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tamis/document.h"

namespace tamis::text {

// Replaces `spans` by what is found in `utf8` (any bytes): in order, never overlapping, beginning
// and ending between characters.
void FindPii(std::string_view utf8, std::vector<PiiSpan>& spans);

// Overwrites letters with 'x' and digits with '0' inside each span; lengths and marks stay, so
// that offsets into the text hold. REQUIRES: spans of this text.
void MaskSpans(const std::vector<PiiSpan>& spans, std::string& text);

}  // namespace tamis::text
