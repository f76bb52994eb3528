// Source:  RFC 8259, https://www.rfc-editor.org/rfc/rfc8259. A state machine over tokens; the
//          open brackets are a string, so depth costs a byte a level and no stack.

#include "json/check.h"

#include <string>

namespace tamis::json {
namespace {

enum class Expect : uint8_t { kValue, kValueOrEnd, kKey, kKeyOrEnd, kColon, kCommaOrEnd, kNothing };

class Checker {
 public:
  Checker(std::string_view text, uint32_t max_depth) : text_(text), max_depth_(max_depth) {}

  Status Run() {
    while (SkipSpace(), i_ < text_.size()) {
      if (Status status = Token(); !status.ok()) return status;
    }
    if (expect_ != Expect::kNothing) return Truncated();
    return {};
  }

 private:
  Status Malformed(const char* message) const { return {StatusCode::kMalformed, i_, message}; }
  Status Truncated() const {
    return {StatusCode::kTruncated, text_.size(), "the JSON ends before its value does"};
  }

  void SkipSpace() {
    while (i_ < text_.size() &&
           (text_[i_] == ' ' || text_[i_] == '\t' || text_[i_] == '\n' || text_[i_] == '\r')) {
      ++i_;
    }
  }

  void AfterValue() { expect_ = open_.empty() ? Expect::kNothing : Expect::kCommaOrEnd; }

  Status Token() {
    const char c = text_[i_];
    switch (expect_) {
      case Expect::kNothing:
        return Malformed("something follows the JSON value");
      case Expect::kColon:
        if (c != ':') return Malformed("a colon should follow the key");
        expect_ = Expect::kValue;
        ++i_;
        return {};
      case Expect::kCommaOrEnd:
        if (c == ',') {
          expect_ = open_.back() == '{' ? Expect::kKey : Expect::kValue;
          ++i_;
          return {};
        }
        return End(c);
      case Expect::kKeyOrEnd:
        if (c == '}') return End(c);
        [[fallthrough]];
      case Expect::kKey:
        if (c != '"') return Malformed("a key in quotes should stand here");
        expect_ = Expect::kColon;
        return String();
      case Expect::kValueOrEnd:
        if (c == ']') return End(c);
        [[fallthrough]];
      case Expect::kValue:
        return Value(c);
    }
    return {};
  }

  Status End(char c) {
    if (c != (open_.back() == '{' ? '}' : ']')) {
      return Malformed("a comma or the closing bracket should stand here");
    }
    open_.pop_back();
    ++i_;
    AfterValue();
    return {};
  }

  Status Value(char c) {
    if (c == '{' || c == '[') {
      if (open_.size() == max_depth_) return {StatusCode::kDepthLimit, i_, "JSON nested too deep"};
      open_.push_back(c);
      expect_ = c == '{' ? Expect::kKeyOrEnd : Expect::kValueOrEnd;
      ++i_;
      return {};
    }
    AfterValue();
    if (c == '"') return String();
    for (const std::string_view word : {"true", "false", "null"}) {
      if (c != word[0]) continue;
      if (text_.substr(i_, word.size()) != word) {
        return word.starts_with(text_.substr(i_)) ? Truncated() : Malformed("not a JSON value");
      }
      i_ += word.size();
      return {};
    }
    return Number();
  }

  Status String() {
    const size_t begin = i_++;
    for (; i_ < text_.size(); ++i_) {
      const char c = text_[i_];
      if (c == '"') {
        ++i_;
        return {};
      }
      if (static_cast<unsigned char>(c) < 0x20) return Malformed("a control character in a string");
      if (c != '\\') continue;
      if (++i_ == text_.size()) break;
      if (text_[i_] == 'u') {
        for (int k = 0; k < 4; ++k) {
          if (++i_ == text_.size()) return Truncated();
          if (!IsHex(text_[i_])) return Malformed("not an escape");
        }
      } else if (std::string_view("\"\\/bfnrt").find(text_[i_]) == std::string_view::npos) {
        return Malformed("not an escape");
      }
    }
    return {StatusCode::kTruncated, begin, "the string that begins here has no end"};
  }

  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }
  static bool IsHex(char c) {
    return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  bool Digits() {
    const size_t begin = i_;
    while (i_ < text_.size() && IsDigit(text_[i_])) ++i_;
    return i_ != begin;
  }

  Status Number() {
    const size_t begin = i_;
    if (text_[i_] == '-') ++i_;
    const size_t first = i_;
    bool good = Digits() && (text_[first] != '0' || i_ == first + 1);
    if (good && i_ < text_.size() && text_[i_] == '.') {
      ++i_;
      good = Digits();
    }
    if (good && i_ < text_.size() && (text_[i_] == 'e' || text_[i_] == 'E')) {
      ++i_;
      if (i_ < text_.size() && (text_[i_] == '+' || text_[i_] == '-')) ++i_;
      good = Digits();
    }
    if (good) return {};
    if (i_ == text_.size() && i_ != begin) return Truncated();
    i_ = begin;
    return Malformed("not a JSON value");
  }

  const std::string_view text_;
  const uint32_t max_depth_;
  size_t i_ = 0;
  std::string open_;
  Expect expect_ = Expect::kValue;
};

}  // namespace

Status CheckSyntax(std::string_view text, uint32_t max_depth) {
  return Checker(text, max_depth).Run();
}

}  // namespace tamis::json
