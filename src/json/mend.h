// Turns what web pages put into <script type="application/ld+json"> into JSON.
//
// Tested:  mend_test.cc, tree_test.cc; fuzzed by fuzz/json.cc.

#pragma once

#include <string>
#include <string_view>

namespace tamis::json {

// The text without what stands around the value: white space, a byte order mark, HTML comment
// and CDATA marks (also inside // or /* */), a closing semicolon. A view of `text`.
std::string_view Unwrap(std::string_view text);

// Appends `text` with these damages mended:
//   - comments outside strings;
//   - line breaks and other control characters inside strings;
//   - escapes that JSON lacks, as \' and \x: the backslash goes; lone surrogates: U+FFFD;
//   - quotes inside a string that no structure follows: "He said "no" twice";
//   - commas before a closing bracket, doubled or at the end;
//   - a text that stops early: what is open is closed.
// The result need not be JSON; the parser decides. Linear in time; the result is at most twice
// the text plus 1 KiB.
void Mend(std::string_view text, std::string& out);

// Overwrites escapes of lone surrogates (\ud800 without its pair) by \ufffd, in place. Returns
// whether there was one.
bool MendSurrogates(std::string& text);

}  // namespace tamis::json
