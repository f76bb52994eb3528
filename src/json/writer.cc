#include "json/writer.h"

#include <simdjson.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/simd/sse2.h"
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

void AppendEscape(unsigned char byte, std::string& out) {
  const char escape = kEscapes.escape[byte];
  out.push_back('\\');
  out.push_back(escape);
  if (escape != 'u') return;
  constexpr char kHex[] = "0123456789abcdef";
  const char code[] = {'0', '0', kHex[byte >> 4], kHex[byte & 15]};
  out.append(code, sizeof code);
}

// A bit for each of sixteen bytes that must be escaped.
uint32_t EscapesOf16(const char* bytes) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const auto is = [block](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
  return static_cast<uint32_t>(
      _mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(is('"'), is('\\')))));
}

void AppendEscapedUtf8(std::string_view value, std::string& out) {
  size_t done = 0;  // bytes that are written
  const auto append = [&](size_t at, uint64_t escapes) {
    for (; escapes != 0; escapes &= escapes - 1) {
      const size_t i = at + static_cast<size_t>(std::countr_zero(escapes));
      if (done != i) out.append(value, done, i - done);
      AppendEscape(static_cast<unsigned char>(value[i]), out);
      done = i + 1;
    }
  };
  size_t at = 0;
  for (; at + 64 <= value.size(); at += 64) {
    uint64_t escapes = 0;
    for (unsigned part = 0; part < 64; part += 16) {
      escapes |= uint64_t{EscapesOf16(value.data() + at + part)} << part;
    }
    append(at, escapes);
  }
  for (; at + 16 <= value.size(); at += 16) append(at, EscapesOf16(value.data() + at));
  if (at < value.size()) {
    char rest[16];
    std::memset(rest, ' ', sizeof rest);
    std::memcpy(rest, value.data() + at, value.size() - at);
    append(at, EscapesOf16(rest));
  }
  out.append(value, done);
}

template <typename T>
void AppendInteger(T value, std::string& out) {
  char digits[kMaxUintDigits];
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
