// Ordinary text and tags in one pass: no state, no error, names as 64-bit words, values as views.
//
// The idea: almost everything in the data state is a run of plain text, or a tag made of '<', a
// short name, attributes with quoted values and '>'. A kernel marks in 64 bytes of a tag where
// names and values may end; the rest is counting zeros in those marks, mostly without another
// look at the bytes. Whatever it does not know (U+0000, a name that begins with '=', a tag that
// the page's end may cut) makes it give up before anything is emitted, and the states of the
// standard read the tag from its '<' again.
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

// Of the bytes where a name may end (TagMarks), the ones that do end it. The others are left to
// the states.
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

// Where the name at `p` ends, or null when it is longer than a window.
// REQUIRES: kReach bytes at `p`.
inline const char* Tokenizer::EndOfName(const char* p, TagWindow& window) const {
  uint64_t ends = window.FromHere(window.marks.name_ends, p);
  if (ends == 0) {
    window = {p, kernels_->mark_tag(p)};
    ends = window.marks.name_ends;
    if (ends == 0) return nullptr;
  }
  return p + std::countr_zero(ends);
}

// The id of the name [p, end). REQUIRES: kReach bytes at `p`.
inline NameId Tokenizer::CommonName(const char* p, const char* end) {
  const auto size = static_cast<uint32_t>(end - p);
  if (size > 8) [[unlikely]]
    return CommonLongName(p, size);
  const uint64_t word = Load64(p) & kFirstBytes[size];
  const NameId id = FindFrequentName(word);
  return id != 0 ? id : CommonRareName(p, size, word);
}

NameId Tokenizer::CommonRareName(const char* p, uint32_t size, uint64_t word) {
  const NameId id = FindFrequentName(simd::ToAsciiLower(word));
  return id != 0 ? id : MetName(p, size, word, 0);
}

NameId Tokenizer::CommonLongName(const char* p, uint32_t size) {
  if (size > 16) return InternFromPage(p, p + size);
  return MetName(p, size, Load64(p), Load64(p + size - 8));
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
  if (end_ - p_ < kReach + 2) return false;
  const char* p = p_ + 1;
  const bool end_tag = *p == '/';
  p += end_tag;
  if (!IsAsciiAlpha(*p)) return false;
  TagWindow window{p, kernels_->mark_tag(p)};
  const char* const name_end = EndOfName(p, window);
  if (name_end == nullptr) return false;
  const NameId name = CommonName(p, name_end);
  p = name_end;
  Token& token = *token_;
  token.self_closing = false;
  token.has_duplicate_attributes = false;
  token.attributes.Clear();
  if (*p != '>') {
    if (!EndsTagName(*p)) return false;
    const char* tag_begin = p_;
    p = CommonAttributes(p, window);
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
inline const char* Tokenizer::CommonAttributes(const char* p, TagWindow& window) {
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
    const char* const name_end = EndOfName(p, window);
    if (name_end == nullptr || name_end == p) return nullptr;
    const NameId name = CommonName(p, name_end);
    Attribute& attribute = *token_->attributes.Extend(1);
    attribute.name = name;
    attribute.ns = Namespace::kNone;
    p = CommonValue(name_end, window, attribute.value);
    if (p == nullptr) return nullptr;
    if (!MarkAttribute(name)) [[unlikely]]
      token_->attributes.Pop();
  }
}

// Reads what stands behind a name; gives where it ends, behind its quote if it has one, or null.
// REQUIRES: two bytes at `p`.
inline const char* Tokenizer::CommonValue(const char* p, const TagWindow& window, TextSpan& value) {
  if (p[0] != '=' || p[1] != '"') return CommonRareValue(p, value);
  const char* const begin = p + 2;
  const uint64_t ends = window.FromHere(window.marks.value_ends, begin);
  const char* const end = ends != 0
                              ? begin + std::countr_zero(ends)
                              : kernels_->scan_double_quoted(std::max(begin, window.end()), end_);
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
