// Ordinary text and tags in one pass: no state, no error, names as 64-bit words, values as views.
//
// The idea: almost everything in the data state is a run of plain text, or a tag made of '<', a
// short name, attributes with quoted values and '>'. This reads them sixteen bytes at a time.
// Whatever it does not know (U+0000, a name that begins with '=', a tag that the page's end may
// cut) makes it give up before anything is emitted, and the states of the standard read the tag
// from its '<' again.
//
// The catch: it must give the same tokens as the states, errors aside. What is an error but has
// a plain meaning (a missing space, a stray solidus, a duplicate) is therefore done here too.
// Tested: common_path_test.cc and the conformance suite run both ways; fuzz/html_tokens.cc.

#include <algorithm>
#include <array>

#include "base/memory/load.h"
#include "base/simd/block16.h"
#include "base/simd/swar.h"
#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {
namespace {

using simd::Block16;
using simd::FirstBit;

const char* SkipWhitespace(const char* p, const char* end) {
  while (p != end && IsWhitespace(*p)) ++p;
  return p;
}

// Bytes where a name may end: those of Block16::NameEnd().
bool MayEndName(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || c == '/' || (c >= '<' && c <= '?');
}

// Of those, the ones that do end it. The others are left to the states.
bool EndsTagName(char c) { return c == '/' || c == '>' || IsWhitespace(c); }
bool IsPlainNameEnd(char c) { return c == '=' || EndsTagName(c); }

// Masks of the first bytes of a word, by their number.
constexpr std::array<uint64_t, 9> MakeFirstBytes() {
  std::array<uint64_t, 9> masks{};
  for (size_t size = 1; size <= 8; ++size) masks[size] = ~uint64_t{0} >> (64 - 8 * size);
  return masks;
}
constexpr std::array<uint64_t, 9> kFirstBytes = MakeFirstBytes();

}  // namespace

void Tokenizer::Next(Token& token) {
  token_ = &token;
  if (!AtCommonToken() || !(AtLessThan() ? CommonTag() : CommonText())) NextByStates();
}

// REQUIRES: sixteen bytes. False: take the states; an active run has begun at its first byte.
bool Tokenizer::CommonText() {
  const Block16 block(p_);
  const simd::Bits16 bits = block.AnyOf('<', '&', '\r', '\0');
  const char* const stop = bits != 0 ? p_ + FirstBit(bits) : kernels_->scan_text(p_ + 16, end_);
  if (stop == p_) return false;
  if (stop == end_ || *stop != '<') {
    BeginRun();
    p_ = stop;
    return false;
  }
  token_->type = TokenType::kText;
  token_->is_null = false;
  token_->source_begin = OffsetOf(p_);
  token_->source_end = OffsetOf(stop);
  token_->text = PageSpan(p_, stop);
  // Of the first block what stands before the stop.
  const simd::Bits16 before = (bits ^ (bits - 1)) >> 1;
  token_->is_blank = (block.NotWhitespace() & before) == 0;
  if (bits == 0 && token_->is_blank) token_->is_blank = IsBlank(token_->text);
  p_ = stop;
  return true;
}

// Reads a name at `p`; gives its end, where at least one byte stands, or null.
// REQUIRES: sixteen bytes at `p`.
inline const char* Tokenizer::CommonName(const char* p, NameId& id) {
  const simd::Bits16 bits = Block16(p).NameEnd();
  const uint32_t size = bits == 0 ? 16 : FirstBit(bits);
  if (size - 1 >= 8) [[unlikely]]
    return size == 0 ? nullptr : CommonLongName(p, p + size, id);
  const uint64_t word = Load64(p) & kFirstBytes[size];
  id = FindFrequentName(word);
  if (id == 0) [[unlikely]] {
    id = FindFrequentName(simd::ToAsciiLower(word));
    if (id == 0) id = MetName(p, size, word, 0);
  }
  return p + size;
}

// A name of nine bytes or more. It ends at `end`, or beyond when that is sixteen bytes away.
const char* Tokenizer::CommonLongName(const char* p, const char* end, NameId& id) {
  if (end - p == 16) {
    while (end != end_ && !MayEndName(*end)) ++end;
    if (end == end_) return nullptr;
  }
  const auto size = static_cast<uint32_t>(end - p);
  id = size > 16 ? InternFromPage(p, end) : MetName(p, size, Load64(p), Load64(end - 8));
  return end;
}

// A name of up to sixteen bytes, given as its first and last eight; 0 for what it lacks.
NameId Tokenizer::MetName(const char* p, uint32_t size, uint64_t first, uint64_t last) {
  Met& met = met_names_[(first ^ last * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD97u >> 58];
  if (met.first != first || met.last != last || met.size != size) {
    met = {first, last, size, InternFromPage(p, p + size)};
  }
  return met.id;
}

NameId Tokenizer::InternFromPage(const char* begin, const char* end) {
  if (std::none_of(begin, end, [](char c) { return IsAsciiUpper(c); })) {
    return names_->Intern({begin, static_cast<size_t>(end - begin)});
  }
  name_.assign(begin, end);
  std::transform(name_.begin(), name_.end(), name_.begin(), [](char c) { return ToAsciiLower(c); });
  return names_->Intern(name_);
}

// At a '<'. False: nothing was done, take the states.
bool Tokenizer::CommonTag() {
  if (end_ - p_ < kReach) return false;
  const char* p = p_ + 1;
  const bool end_tag = *p == '/';
  p += end_tag;
  if (!IsAsciiAlpha(*p)) return false;
  NameId name = 0;
  p = CommonName(p, name);
  if (p == nullptr) return false;
  Token& token = *token_;
  token.self_closing = false;
  token.has_duplicate_attributes = false;
  token.attributes.Clear();
  if (*p != '>') {
    if (!EndsTagName(*p)) return false;
    const char* tag_begin = p_;
    p = CommonAttributes(p);
    p_ = tag_begin;
    if (p == nullptr) {
      run_.Drop();
      return false;
    }
    if (end_tag) {
      token.self_closing = false;
      token.has_duplicate_attributes = false;
      token.attributes.Clear();
    }
  }
  token.type = end_tag ? TokenType::kEndTag : TokenType::kStartTag;
  token.name = name;
  token.source_begin = OffsetOf(p_);
  token.source_end = OffsetOf(p + 1);
  last_start_tag_ = end_tag ? last_start_tag_ : name;
  state_ = State::kData;
  p_ = p + 1;
  return true;
}

// From the end of the tag name to the '>' of the tag; null to give up. Moves p_.
inline const char* Tokenizer::CommonAttributes(const char* p) {
  BeginAttributes();
  for (;;) {
    if (end_ - p < kReach) return nullptr;
    p += *p == ' ';
    if (IsWhitespace(*p)) {
      p = SkipWhitespace(p, end_);
      continue;
    }
    if (*p == '>') return p;
    if (*p == '/') {
      if (*++p != '>') continue;
      token_->self_closing = true;
      return p;
    }
    NameId name = 0;
    p = CommonName(p, name);
    if (p == nullptr) return nullptr;
    Attribute& attribute = *token_->attributes.Extend(1);
    attribute.name = name;
    attribute.ns = Namespace::kNone;
    p = CommonValue(p, attribute.value);
    if (p == nullptr) return nullptr;
    if (!MarkAttribute(name)) [[unlikely]]
      token_->attributes.Pop();
  }
}

// Reads what stands behind a name; gives where it ends, behind its quote if it has one, or null.
inline const char* Tokenizer::CommonValue(const char* p, TextSpan& value) {
  if (end_ - p < kReach || p[0] != '=' || p[1] != '"') return CommonRareValue(p, value);
  const char* const begin = p + 2;
  const simd::Bits16 bits = Block16(begin).AnyOf('"', '&', '\r', '\0');
  const char* const end =
      bits != 0 ? begin + FirstBit(bits) : kernels_->scan_double_quoted(begin + 16, end_);
  if (end == end_ || *end != '"') return CommonRareValue(p, value);
  value = PageSpan(begin, end);
  return end + 1;
}

const char* Tokenizer::CommonRareValue(const char* p, TextSpan& value) {
  if (p == end_ || !IsPlainNameEnd(*p)) return nullptr;
  value = {};
  p = SkipWhitespace(p, end_);
  if (p == end_ || *p != '=') return p;
  return CommonLongValue(p + 1, value);
}

const char* Tokenizer::CommonLongValue(const char* p, TextSpan& value) {
  p = SkipWhitespace(p, end_);
  if (p == end_) return nullptr;
  const char quote = *p;
  if (quote == '>') return p;
  if (quote != '"' && quote != '\'') return CommonUnquotedValue(p, value);
  p_ = p + 1;
  BeginRun();
  if (!TakeQuoted(quote)) return nullptr;
  value = run_.End(*text_, p_);
  return p_ + 1;
}

const char* Tokenizer::CommonUnquotedValue(const char* p, TextSpan& value) {
  p_ = p;
  BeginRun();
  while (p_ != end_ && *p_ != '>' && !IsWhitespace(*p_)) {
    if (*p_ == '\0') return nullptr;
    if (*p_ == '&') {
      TakeCharRef(true);
    } else {
      ++p_;
    }
  }
  if (p_ == end_) return nullptr;
  value = run_.End(*text_, p_);
  return p_;
}

}  // namespace tamis::html
