// Writes JSON. Nearly all of a row is one long string, so what counts is the copy loop; why that
// is not a library's: docs/decisions/002-row-writer.md.
//
// Tested:  writer_test.cc; fuzzed by fuzz/json.cc (everything written is read back).

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::json {

// Appends JSON to a string, without white space. One value a writer; Reset() begins the next.
//
// Strings:  UTF-8 as it stands, only what JSON demands escaped. Ill-formed UTF-8 is written with
//           U+FFFD in place of each bad sequence, so that the output is JSON whatever comes in.
// Numbers:  the same digits on every machine.
// REQUIRES: calls nest as JSON does (Key only in objects, each Begin with its End).
// Lifetime: `out` must outlive the writing.
class Writer {
 public:
  void Reset(std::string* out);

  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  // REQUIRES: ASCII without control characters, quotes and backslashes.
  void Key(std::string_view name);
  // Any UTF-8.
  void EscapedKey(std::string_view name);

  void Null();
  void Bool(bool value);
  void Int(int64_t value);
  void Uint(uint64_t value);
  void String(std::string_view value);
  // A string that the program itself chose. REQUIRES: as for Key().
  void Name(std::string_view name);
  // Rounded to four decimals, without trailing zeros: 0.8731, 0.5, 1. Not a number: null.
  // REQUIRES: |value| < 10^12
  void Score(double value);
  // A value that is JSON already. REQUIRES: it is.
  void Raw(std::string_view json);

 private:
  std::string& Begin();

  std::string* out_ = nullptr;
  bool comma_ = false;  // a value stands before, in the same array or object
};

// What Writer::Score() writes.
void AppendScore(double value, std::string& out);

// Appends `value` as the inside of a JSON string, without the quotes.
void AppendEscaped(std::string_view value, std::string& out);

}  // namespace tamis::json
