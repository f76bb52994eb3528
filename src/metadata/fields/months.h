// Names of months in the languages most of the web is written in.

#pragma once

#include <string_view>

namespace tamis::metadata {

// 1..12, or 0. `word` is UTF-8, of any case in ASCII and lower case beyond, without a closing full
// stop. Knows full names (and the genitive where dates use it) and the usual short forms of
// English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish,
// Czech, Russian, Ukrainian, Turkish, Finnish, Hungarian, Romanian, Indonesian.
int MonthByName(std::string_view word);

// Whether a word of more than one byte that begins like this one may be the name of a month: a look
// at two bytes.
bool MayBeMonth(std::string_view word);

}  // namespace tamis::metadata
