#include "extract/second_source/script_json.h"

#include "base/simd/block16.h"

namespace tamis::extract {
namespace {

constexpr int kMaxTries = 32;

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

size_t SkipSpace(std::string_view text, size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

// One past the quote that ends the string at text[at], or npos.
size_t EndOfString(std::string_view text, size_t at) {
  for (++at; at < text.size(); at += 2) {  // a backslash and what it escapes
    at = simd::FindAny<'"', '\\'>(text, at);
    if (at < text.size() && text[at] == '"') return at + 1;
  }
  return text.npos;
}

// One past the bracket that ends the value at text[at], or npos.
size_t EndOfValue(std::string_view text, size_t at) {
  size_t open = 0;
  while (true) {
    at = simd::FindAny<'{', '}', '[', ']', '"'>(text, at);
    if (at == text.size()) return text.npos;
    if (text[at] == '"') {
      at = EndOfString(text, at);
      if (at == text.npos) return at;
      continue;
    }
    open += text[at] == '{' || text[at] == '[' ? 1 : size_t{0} - 1;
    ++at;
    if (open == 0) return at;
  }
}

// The next "=" or "(" with a byte behind it that may begin a value or be a space, or text.size().
size_t FindMark(std::string_view text, size_t at) {
  for (; at + 17 <= text.size(); at += 16) {
    const simd::Block16 behind(text.data() + at + 1);
    const simd::Bits16 marks = simd::Block16(text.data() + at).AnyOf('=', '(') &
                               (behind.UpTo('"') | behind.AnyOf('{', '['));
    if (marks != 0) return at + simd::FirstBit(marks);
  }
  return simd::FindAny<'=', '('>(text, at);
}

bool BeginsAsJson(std::string_view text, size_t at) {
  const char next = at + 1 < text.size() ? text[SkipSpace(text, at + 1) % text.size()] : '\0';
  switch (text[at]) {
    case '{':
      return next == '"';
    case '[':
      return next == '"' || next == '{' || next == '[';
    default:
      return text[at] == '"';
  }
}

}  // namespace

std::string_view ScriptJson::Next(size_t min_bytes) {
  while (tries_ < kMaxTries) {
    const size_t mark = FindMark(script_, at_);
    if (mark == script_.size()) break;
    at_ = mark + 1;
    const size_t begin = SkipSpace(script_, at_);
    if (begin == script_.size() || !BeginsAsJson(script_, begin)) continue;
    ++tries_;
    const bool string = script_[begin] == '"';
    const size_t end = string ? EndOfString(script_, begin) : EndOfValue(script_, begin);
    if (end == script_.npos) continue;
    at_ = end;
    if (end - begin >= min_bytes) return script_.substr(begin, end - begin);
    --tries_;  // scanned once and left behind
  }
  at_ = script_.size();
  return {};
}

}  // namespace tamis::extract
