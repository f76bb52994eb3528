#include "extract/blocks/inline_run.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "base/simd/block16.h"
#include "base/simd/kernels.h"
#include "base/simd/sse2.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "extract/blocks/text_measure.h"

namespace tamis::extract {
namespace {

constexpr bool IsAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Bytes of the space, or of the character that is left out, at text[i]; 0 when there is none.
struct Gap {
  uint32_t size = 0;
  bool space = false;
};

[[gnu::always_inline]] inline Gap GapAt(std::string_view text, size_t i) {
  const char c = text[i];
  if (c > ' ') return {};  // nearly all
  if (IsAsciiSpace(c)) return {1, true};
  if (c == '\xC2' && i + 1 < text.size()) {
    if (text[i + 1] == '\xA0') return {2, true};  // no-break space
  }
  if (c == '\xE3' && text.substr(i, 3) == "\xE3\x80\x80") return {3, true};   // ideographic space
  if (c == '\xEF' && text.substr(i, 3) == "\xEF\xBB\xBF") return {3, false};  // byte order mark
  return {};
}

// Bits for sixteen bytes.
struct GapBits {
  unsigned spaces = 0;  // U+0020
  unsigned others = 0;  // of other gaps the first byte, or of characters that begin alike
};

GapBits GapsOf(simd::Halves bytes) {
  const __m128i block =
      _mm_set_epi64x(static_cast<int64_t>(bytes.high), static_cast<int64_t>(bytes.low));
  const auto is = [&block](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
  const __m128i controls = _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8('\t' - 1)),
                                         _mm_cmplt_epi8(block, _mm_set1_epi8('\r' + 1)));
  const __m128i lead = _mm_or_si128(_mm_or_si128(is('\xC2'), is('\xE3')), is('\xEF'));
  return {static_cast<unsigned>(_mm_movemask_epi8(is(' '))),
          static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(controls, lead)))};
}

// FindGap() is the first place from `at` on where a gap may be: any but a lone U+0020 with more
// text behind it. `readable`: memory around the text.
size_t FindGapBySse2(std::string_view text, size_t at, simd::Readable readable) {
  constexpr size_t kRead = 16;
  // Of each step the last byte is the first of the next one: whether a second space follows it is
  // seen there.
  for (; at + kRead < text.size(); at += kRead - 1) {
    const GapBits gaps = GapsOf(simd::LoadHalves(text.data() + at, kRead));
    const unsigned bits = (gaps.spaces & gaps.spaces >> 1) | (gaps.others & 0x7FFF);
    if (bits != 0) return at + static_cast<size_t>(std::countr_zero(bits));
  }
  const size_t left = text.size() - at;
  if (left == 0) return at;
  const GapBits gaps = GapsOf(readable.LoadHalves(text.data() + at, left));
  const unsigned end = 1u << left;
  const unsigned bits = (gaps.spaces & (gaps.spaces >> 1 | end >> 1)) | gaps.others | end;
  return at + static_cast<size_t>(std::countr_zero(bits));
}

#if defined(__x86_64__)

constexpr size_t kWide = 64;

// Whether there is one in the step of up to 64 bytes at `at`; then, or at the end of the text, `at`
// is its place, else that of the next step. The masks may say anything of what is behind the text.
[[gnu::always_inline]] inline bool FoundGap(uint64_t spaces, uint64_t others, size_t size,
                                            size_t& at) {
  const size_t left = size - at;
  const uint64_t last = left <= kWide ? uint64_t{1} << (left - 1) : 0;
  uint64_t bits = (spaces & (spaces >> 1 | last)) | others;
  if (last != 0) bits &= last | (last - 1);
  at += bits != 0 ? static_cast<size_t>(std::countr_zero(bits)) : last != 0 ? left : kWide - 1;
  return bits != 0 || last != 0;
}

[[gnu::target("avx2,bmi")]] size_t FindGapByAvx2(std::string_view text, size_t at,
                                                 simd::Readable readable) {
  while (at < text.size() && readable.Holds(text.data() + at, kWide)) {
    const auto* const bytes = reinterpret_cast<const __m256i*>(text.data() + at);
    const __m256i low = _mm256_loadu_si256(bytes);
    const __m256i high = _mm256_loadu_si256(bytes + 1);
    const auto bits = [](__m256i of_low, __m256i of_high) __attribute__((target("avx2"))) {
      return uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(of_low))} |
             uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(of_high))} << 32;
    };
    const auto is = [&](char c) __attribute__((target("avx2"))) {
      const __m256i wanted = _mm256_set1_epi8(c);
      return bits(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted));
    };
    const __m256i before = _mm256_set1_epi8('\t' - 1);
    const __m256i behind = _mm256_set1_epi8('\r' + 1);
    const uint64_t controls =
        bits(_mm256_cmpgt_epi8(low, before) & _mm256_cmpgt_epi8(behind, low),
             _mm256_cmpgt_epi8(high, before) & _mm256_cmpgt_epi8(behind, high));
    const uint64_t others = controls | is('\xC2') | is('\xE3') | is('\xEF');
    if (FoundGap(is(' '), others, text.size(), at)) return at;
  }
  return FindGapBySse2(text, at, readable);
}

[[gnu::target("avx512f,avx512bw,bmi")]] size_t FindGapByAvx512(std::string_view text, size_t at,
                                                               simd::Readable) {
  while (at < text.size()) {
    const size_t size = std::min(text.size() - at, kWide);
    const __m512i block = _mm512_maskz_loadu_epi8(~uint64_t{0} >> (kWide - size), text.data() + at);
    const auto is = [&block](char c) __attribute__((target("avx512f,avx512bw"))) {
      return uint64_t{_mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(c))};
    };
    const __m512i from_tab = _mm512_sub_epi8(block, _mm512_set1_epi8('\t'));
    const uint64_t others = _mm512_cmple_epu8_mask(from_tab, _mm512_set1_epi8('\r' - '\t')) |
                            is('\xC2') | is('\xE3') | is('\xEF');
    if (FoundGap(is(' '), others, text.size(), at)) return at;
  }
  return at;
}

#endif

using GapFinder = size_t (*)(std::string_view text, size_t at, simd::Readable readable);

GapFinder BestGapFinder() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 64) return FindGapByAvx512;
  if (simd::ActiveKernels().vector_bytes >= 32) return FindGapByAvx2;
#endif
  return FindGapBySse2;
}

// The text without the spaces, tabs and ends of lines that it ends with.
[[gnu::always_inline]] inline std::string_view WithoutBlanksBehind(std::string_view text,
                                                                   simd::Readable readable) {
  constexpr size_t kRead = 16;
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
    const size_t size = std::min(text.size(), kRead);
    const uint32_t filled =
        readable.Load(text.data() + text.size() - size, size).Filled() & simd::FirstBits(size);
    const auto blank = static_cast<size_t>(std::countl_zero(filled)) - (32 - size);
    if (blank == 0) break;  // another control character
    text.remove_suffix(blank);
  }
  return text;
}

// Where the last character of `text` begins.
size_t LastCharacter(std::string_view text) {
  size_t i = text.size() - 1;
  while (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
  return i;
}

bool EndsLowerOrDigit(std::string_view text) {
  size_t i = LastCharacter(text);
  return (unicode::FlagsOf(DecodeUtf8(text, i)) & (unicode::kLower | unicode::kDigit)) != 0;
}

bool StartsUpperOrCurrency(std::string_view text) {
  size_t i = 0;
  const char32_t c = DecodeUtf8(text, i);
  if (c == '$' || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF)) return true;
  return unicode::IsUpper(c);
}

constexpr bool IsClosingPunctuation(char c) {
  return c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')';
}

}  // namespace

void InlineRun::Reset() {
  text_ = {};
  links_.clear();
  breaks_ = 0;
  space_ = false;
  boundary_ = false;
  first_ = html::kNoNode;
  last_ = html::kNoNode;
  source_begin_ = 0;
  source_end_ = 0;
}

InlineRun::InlineRun() : find_gap_(BestGapFinder()) {}

void InlineRun::AppendText(std::string_view text, bool in_link, bool preformatted,
                           simd::Readable readable) {
  const size_t before = text_.size();
  if (preformatted) {
    AppendPreformatted(text);
  } else {
    AppendCollapsed(text, readable);
  }
  if (!in_link || before == text_.size()) return;
  links_.push_back({static_cast<uint32_t>(before), static_cast<uint32_t>(text_.size())});
}

// The text in a string of its own, to be added to.
std::string& InlineRun::Joined() {
  if (text_.data() != joined_.data()) joined_ = text_;
  return joined_;
}

void InlineRun::AppendPreformatted(std::string_view text) {
  std::string& joined = Joined();
  joined.append(breaks_, '\n');
  breaks_ = 0;
  joined += text;
  text_ = joined;
}

// Words with one space between them are taken as they are.
[[gnu::always_inline]] inline void InlineRun::AppendCollapsed(std::string_view text,
                                                              simd::Readable readable) {
  const size_t size = text.size();
  text = WithoutBlanksBehind(text, readable);
  const bool space_behind = text.size() != size;
  for (size_t i = 0; i < text.size();) {
    const Gap gap = GapAt(text, i);
    if (gap.size != 0) {
      space_ |= gap.space;
      i += gap.size;
      continue;
    }
    size_t end = find_gap_(text, i, readable);
    for (; end < text.size() && GapAt(text, end).size == 0;
         end = find_gap_(text, end + 1, readable)) {
    }
    // Of two spaces that differ, the plain one stands before.
    const bool space = end > i && text[end - 1] == ' ';
    AppendPiece(text.substr(i, end - i - space));
    space_ = space;
    i = end;
  }
  space_ |= space_behind;
}

[[gnu::always_inline]] inline void InlineRun::AppendPiece(std::string_view piece) {
  if (text_.empty()) {
    text_ = piece;
  } else {
    bool space = false;
    if (space_) {
      space = !boundary_ || !IsClosingPunctuation(piece[0]);
    } else if (boundary_) {
      space = StartsUpperOrCurrency(piece) && EndsLowerOrDigit(text_);
    }
    std::string& joined = Joined();
    if (breaks_ > 0) {
      joined += '\n';
    } else if (space) {
      joined += ' ';
    }
    joined += piece;
    text_ = joined;
  }
  breaks_ = 0;
  space_ = false;
  boundary_ = false;
}

void InlineRun::EndLine() {
  if (text_.empty() || text_.back() == '\n') return;
  text_ = Joined() += '\n';
}

void InlineRun::AddLeaf(html::NodeId node, uint32_t source_begin, uint32_t source_end) {
  if (source_end == 0) return;
  if (source_end_ == 0) {
    first_ = node;
    source_begin_ = source_begin;
    source_end_ = source_end;
  }
  last_ = node;
  // The adoption agency and foster parenting move nodes: order in the tree is not order in the
  // page.
  source_begin_ = std::min(source_begin_, source_begin);
  source_end_ = std::max(source_end_, source_end);
}

void InlineRun::CountLinkWords() {
  link_words_ = 0;
  for (const Range& link : links_) {
    link_words_ += MeasureText(text_.substr(link.begin, link.end - link.begin)).words;
  }
}

void InlineRun::Trim() {
  while (!text_.empty() && IsAsciiSpace(text_.back())) text_.remove_suffix(1);
  if (text_.empty() || !IsAsciiSpace(text_.front())) return;
  const size_t content = text_.find_first_not_of(" \t\r\n\f\v");
  if (content == std::string_view::npos) return;
  const size_t line = text_.rfind('\n', content);
  if (line != std::string_view::npos) text_.remove_prefix(line + 1);
}

}  // namespace tamis::extract
