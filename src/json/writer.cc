#include "json/writer.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <cstring>

#include "base/unicode/utf8.h"
#include "json/digits.h"

namespace tamis::json {
namespace {

// What stands after the backslash, 'u' for \u00XX, 0 for bytes that stay.
struct EscapeTable {
  char escape[256] = {};
  constexpr EscapeTable() {
    for (int c = 0; c < 0x20; ++c) escape[c] = 'u';
    escape['\b'] = 'b';
    escape['\t'] = 't';
    escape['\n'] = 'n';
    escape['\f'] = 'f';
    escape['\r'] = 'r';
    escape['"'] = '"';
    escape['\\'] = '\\';
  }
};
constexpr EscapeTable kEscapes;

// Whether one of eight bytes must be escaped, by arithmetic on all of them at once: a byte of
// (x - k) has its high bit set when x < k, and (x ^ c) is 0 where x is c. May say yes for a byte
// that need not be (one above a real find), never no for one that must.
bool AnyToEscape(const char* bytes) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHigh = 0x8080808080808080;
  uint64_t x;
  std::memcpy(&x, bytes, 8);
  const uint64_t control = x - kOnes * 0x20;
  const uint64_t quote = (x ^ kOnes * '"') - kOnes;
  const uint64_t backslash = (x ^ kOnes * '\\') - kOnes;
  return ((control | quote | backslash) & ~x & kHigh) != 0;
}

void AppendEscapedUtf8(std::string_view value, std::string& out) {
  size_t run = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    while (i + 8 <= value.size() && !AnyToEscape(value.data() + i)) i += 8;
    if (i == value.size()) break;
    const auto byte = static_cast<unsigned char>(value[i]);
    const char escape = kEscapes.escape[byte];
    if (escape == 0) [[likely]]
      continue;
    out.append(value, run, i - run);
    out.push_back('\\');
    out.push_back(escape);
    if (escape == 'u') {
      constexpr char kHex[] = "0123456789abcdef";
      out.append("00");
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    }
    run = i + 1;
  }
  out.append(value, run);
}

template <typename T>
void AppendInteger(T value, std::string& out) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace

void AppendEscaped(std::string_view value, std::string& out) {
  if (simdjson::validate_utf8(value.data(), value.size())) {
    AppendEscapedUtf8(value, out);
    return;
  }
  std::string mended;
  AppendUtf8Lossy(value, mended);
  AppendEscapedUtf8(mended, out);
}

void AppendScore(double value, std::string& out) {
  if (!std::isfinite(value)) {
    out.append("null");
    return;
  }
  char digits[kMaxScoreDigits];
  out.append(digits, WriteScore(value, digits));
}

void Writer::Reset(std::string* out) {
  out_ = out;
  comma_ = false;
}

// Before a value or a key: a comma when something stands before it.
std::string& Writer::Begin() {
  if (comma_) out_->push_back(',');
  comma_ = true;
  return *out_;
}

void Writer::BeginObject() {
  Begin().push_back('{');
  comma_ = false;
}

void Writer::EndObject() {
  out_->push_back('}');
  comma_ = true;
}

void Writer::BeginArray() {
  Begin().push_back('[');
  comma_ = false;
}

void Writer::EndArray() {
  out_->push_back(']');
  comma_ = true;
}

void Writer::Key(std::string_view name) {
  Begin().append(1, '"').append(name).append("\":");
  comma_ = false;
}

void Writer::EscapedKey(std::string_view name) {
  Begin().push_back('"');
  AppendEscaped(name, *out_);
  out_->append("\":");
  comma_ = false;
}

void Writer::Null() { Begin().append("null"); }
void Writer::Bool(bool value) { Begin().append(value ? "true" : "false"); }
void Writer::Int(int64_t value) { AppendInteger(value, Begin()); }
void Writer::Uint(uint64_t value) { AppendInteger(value, Begin()); }
void Writer::Score(double value) { AppendScore(value, Begin()); }
void Writer::Name(std::string_view name) { Begin().append(1, '"').append(name).append(1, '"'); }
void Writer::Raw(std::string_view json) { Begin().append(json); }

void Writer::String(std::string_view value) {
  Begin().push_back('"');
  AppendEscaped(value, *out_);
  out_->push_back('"');
}

}  // namespace tamis::json
