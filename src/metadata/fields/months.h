// Names of months in the languages most of the web is written in.

#pragma once

#include <string_view>

namespace tamis::metadata {

// 1..12, or 0. `word` is lower case, UTF-8, without a closing full stop. Knows full names (and
// the genitive where dates use it) and the usual short forms of English, German, French, Spanish,
// Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish, Czech, Russian, Ukrainian,
// Turkish, Finnish, Hungarian, Romanian, Indonesian.
int MonthByName(std::string_view word);

}  // namespace tamis::metadata
