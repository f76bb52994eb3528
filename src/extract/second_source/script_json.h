// Finds the JSON that a script hands to the page's program: `window.__STATE__ = {...}`,
// `load([...])`, `JSON.parse("...")`.
//
// Idea:   a value stands after "=" or "(" and begins as only JSON does: an object with a quoted
//         key, an array of objects, arrays or strings. Its end is where the brackets are even again
//         outside of strings. Whether it is JSON, the parser decides.
// Catch:  code looks alike. Arrays and objects of JavaScript (bare keys, functions) are not read.
//
// Tested:  second_source_test.cc; fuzzed by fuzz/second_source.cc.

#pragma once

#include <cstddef>
#include <string_view>

namespace tamis::extract {

// Finds value after value of one script. At most 32 are tried, each scanned once: linear time.
class ScriptJson {
 public:
  // `script` must outlive the finder.
  explicit ScriptJson(std::string_view script) : script_(script) {}

  // The next value of at least `min_bytes` as a view of the script; empty when there is none. A
  // value that begins with '"' is a JSON string that may hold JSON.
  std::string_view Next(size_t min_bytes);

 private:
  std::string_view script_;
  size_t at_ = 0;
  int tries_ = 0;
};

}  // namespace tamis::extract
