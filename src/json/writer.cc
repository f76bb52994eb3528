#include "json/writer.h"

#include <rapidjson/writer.h>
#include <simdjson.h>

#include <charconv>
#include <cmath>

#include "base/unicode/utf8.h"

namespace tamis::json {
namespace {

// Where RapidJSON puts the structure. Strings go around it.
struct StringStream {
  using Ch = char;
  void Put(char c) { out->push_back(c); }
  void Flush() {}
  std::string* out = nullptr;
};

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

void AppendEscapedUtf8(std::string_view value, std::string& out) {
  size_t run = 0;
  for (size_t i = 0; i < value.size(); ++i) {
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

class Writer::Impl : public rapidjson::Writer<StringStream> {
 public:
  void Begin(std::string* out) {
    stream_.out = out;
    Reset(stream_);
  }
  std::string& out() { return *stream_.out; }

  void Quoted(std::string_view value) {
    Prefix(rapidjson::kStringType);
    stream_.out->push_back('"');
    AppendEscaped(value, *stream_.out);
    stream_.out->push_back('"');
  }
  void Raw(std::string_view number) {
    RawValue(number.data(), number.size(), rapidjson::kNumberType);
  }

 private:
  StringStream stream_;
};

Writer::Writer() : impl_(std::make_unique<Impl>()) {}
Writer::~Writer() = default;

void Writer::Reset(std::string* out) { impl_->Begin(out); }
void Writer::BeginObject() { impl_->StartObject(); }
void Writer::EndObject() { impl_->EndObject(); }
void Writer::BeginArray() { impl_->StartArray(); }
void Writer::EndArray() { impl_->EndArray(); }
void Writer::Key(std::string_view name) { impl_->Quoted(name); }
void Writer::Null() { impl_->Null(); }
void Writer::Bool(bool value) { impl_->Bool(value); }
void Writer::Int(int64_t value) { impl_->Int64(value); }
void Writer::Uint(uint64_t value) { impl_->Uint64(value); }
void Writer::String(std::string_view value) { impl_->Quoted(value); }

void Writer::Score(double value) {
  if (!std::isfinite(value)) return Null();
  const int64_t scaled = std::llround(value * 10000);
  const int64_t magnitude = scaled < 0 ? -scaled : scaled;
  char digits[32];
  char* end = digits;
  if (scaled < 0) *end++ = '-';
  end = std::to_chars(end, digits + 24, magnitude / 10000).ptr;
  if (int64_t fraction = magnitude % 10000; fraction != 0) {
    *end++ = '.';
    for (int64_t unit = 1000; fraction != 0; fraction %= unit, unit /= 10) {
      *end++ = static_cast<char>('0' + fraction / unit);
    }
  }
  impl_->Raw({digits, static_cast<size_t>(end - digits)});
}

}  // namespace tamis::json
