// Ordinary tags in one pass: no state, no error, names as 64-bit words, values as views.
//
// The idea: almost every tag is '<', a short name, attributes with quoted values and '>'. One
// loop reads that eight bytes at a time. Whatever it does not know (U+0000, a name that begins
// with '=', a tag that the page's end may cut) makes it give up before anything is emitted, and
// the states of the standard read the tag from its '<' again.
//
// The catch: it must give the same tokens as the states, errors aside. What is an error but has
// a plain meaning (a missing space, a stray solidus, a duplicate) is therefore done here too.
// Tested: tokenizer_test.cc and the conformance suite run both ways; fuzz/html_tokens.cc.

#include <algorithm>

#include "base/memory/load.h"
#include "base/simd/swar.h"
#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {
namespace {

using simd::MarkBelow;
using simd::MarkEqual;
using simd::MarkZeros;

// Marks what may end a name: controls and space, '/', and '<' '=' '>' '?' (one test for the
// four; the callers sort them out).
uint64_t MarkNameEnd(uint64_t word) {
  return MarkBelow(word, 0x21) | MarkEqual(word, '/') |
         MarkZeros((word & simd::Repeat(0xFC)) ^ simd::Repeat('<'));
}

const char* SkipWhitespace(const char* p, const char* end) {
  while (p != end && IsWhitespace(*p)) ++p;
  return p;
}

}  // namespace

// At a '<'. False: nothing was done, take the states.
bool Tokenizer::CommonTag() {
  const char* p = p_ + 1;
  if (end_ - p < 8) return false;
  tag_begin_ = p_;
  const bool end_tag = *p == '/';
  if (end_tag) ++p;
  if (!IsAsciiAlpha(*p)) return false;
  BeginTag(end_tag ? TokenType::kEndTag : TokenType::kStartTag);
  p = CommonName(p, token_->name);
  if (p != nullptr && *p != '>') p = CommonAttributes(p);
  if (p == nullptr) {
    p_ = tag_begin_;
    return false;
  }
  p_ = p + 1;
  return EmitTag();
}

// Reads a name at `p`; gives its end, where at least one byte stands, or null.
const char* Tokenizer::CommonName(const char* p, NameId& id) {
  if (end_ - p < 8) return nullptr;
  const uint64_t word = Load64(p);
  const uint64_t marks = MarkNameEnd(word);
  if (marks == 0) return CommonLongName(p, id);
  const uint32_t size = simd::FirstMark(marks);
  const char* end = p + size;
  if (*end == '<' || *end == '?' || (*end < 0x20 && !IsWhitespace(*end))) return nullptr;
  id = FindKnownShortName(simd::ToAsciiLower(simd::KeepFirst(word, size)), size);
  if (id == 0) id = InternFromPage(p, end);
  return end;
}

// A name of eight bytes or more.
const char* Tokenizer::CommonLongName(const char* p, NameId& id) {
  const char* end = p + 8;
  for (; end != end_; ++end) {
    const char c = *end;
    if (c == '/' || c == '>' || c == '=' || IsWhitespace(c)) break;
    if (c == '\0') return nullptr;
  }
  if (end == end_) return nullptr;
  id = InternFromPage(p, end);
  return end;
}

NameId Tokenizer::InternFromPage(const char* begin, const char* end) {
  if (std::none_of(begin, end, [](char c) { return IsAsciiUpper(c); })) {
    return names_->Intern({begin, static_cast<size_t>(end - begin)});
  }
  name_.assign(begin, end);
  std::transform(name_.begin(), name_.end(), name_.begin(), [](char c) { return ToAsciiLower(c); });
  return names_->Intern(name_);
}

// From the end of the tag name to the '>' of the tag; null to give up.
const char* Tokenizer::CommonAttributes(const char* p) {
  for (;;) {
    p = SkipWhitespace(p, end_);
    if (p == end_) return nullptr;
    if (*p == '>') return p;
    if (*p == '/') {
      ++p;
      if (p == end_) return nullptr;
      if (*p != '>') continue;
      token_->self_closing = true;
      return p;
    }
    NameId name = 0;
    const char* begin = p;
    p = CommonName(p, name);
    if (p == nullptr || p == begin) return nullptr;
    keep_attribute_ = AddAttribute(name);
    if (*p != '=') {
      p = SkipWhitespace(p, end_);
      if (p == end_) return nullptr;
      if (*p != '=') continue;
    }
    p = SkipWhitespace(p + 1, end_);
    p = CommonValue(p);
    if (p == nullptr) return nullptr;
  }
}

// Reads the value at `p`; gives where it ends, behind its quote if it has one, or null.
const char* Tokenizer::CommonValue(const char* p) {
  if (p == end_) return nullptr;
  const char quote = *p;
  if (quote == '>') return p;
  if (quote != '"' && quote != '\'') return CommonUnquotedValue(p);
  const char* begin = ++p;
  p = quote == '"' ? kernels_->scan_double_quoted(p, end_) : kernels_->scan_single_quoted(p, end_);
  if (p == end_) return nullptr;
  if (*p == quote) {
    if (keep_attribute_) {
      token_->attributes.back().value = {OffsetOf(begin), static_cast<uint32_t>(p - begin)};
    }
    return p + 1;
  }
  p_ = begin;
  BeginRun();
  if (!TakeQuoted(quote)) return nullptr;
  return p_;
}

const char* Tokenizer::CommonUnquotedValue(const char* p) {
  p_ = p;
  BeginRun();
  for (; p_ != end_ && *p_ != '>' && !IsWhitespace(*p_);) {
    if (*p_ == '\0') return nullptr;
    if (*p_ == '&') {
      TakeCharRef(true);
    } else {
      ++p_;
    }
  }
  if (p_ == end_) return nullptr;
  FinishAttributeValue(p_);
  return p_;
}

}  // namespace tamis::html
