#include "text/pii/pii.h"

#include <array>
#include <bit>

#include "base/simd/sse2.h"
#include "text/pii/matchers.h"

namespace tamis::text {
namespace {

using pii::IsDigit;
using pii::Range;

constexpr size_t kMinSpan = 6;  // bytes; "a@b.de"

bool IsAnchor(std::string_view text, size_t i) {
  return text[i] == '@' || text[i] == '+' || IsDigit(text[i]);
}

// A bit for each of sixteen bytes that is '@', '+' or a digit.
uint32_t AnchorsOf16(const char* bytes) {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const __m128i from_zero = _mm_sub_epi8(block, _mm_set1_epi8('0'));
  const __m128i digit = _mm_cmpeq_epi8(_mm_min_epu8(from_zero, _mm_set1_epi8(9)), from_zero);
  const __m128i mark = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('@')),
                                    _mm_cmpeq_epi8(block, _mm_set1_epi8('+')));
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_or_si128(digit, mark)));
}

// The first anchor at or after `i`, or the end.
size_t NextAnchor(std::string_view text, size_t i) {
  for (; i + 16 <= text.size(); i += 16) {
    const uint32_t anchors = AnchorsOf16(text.data() + i);
    if (anchors != 0) return i + static_cast<size_t>(std::countr_zero(anchors));
  }
  while (i < text.size() && !IsAnchor(text, i)) ++i;
  return i;
}

// Characters of numbers with the marks that part their groups.
constexpr std::array<bool, 256> MakeInNumbers() {
  std::array<bool, 256> in{};
  for (const unsigned char c : {' ', '-', '.', '/', '(', ')'}) in[c] = true;
  for (size_t c = '0'; c <= '9'; ++c) in[c] = true;
  return in;
}
constexpr std::array<bool, 256> kInNumbers = MakeInNumbers();
constexpr size_t kMinNumber = 7;  // characters of a phone number; of "1.2.3.4"; cards have more

// Most digits are of a year or a price: told by what follows. False when no matcher finds anything.
bool MayBegin(std::string_view text, size_t at) {
  if (at >= 2 && pii::IsUpper(text[at - 1]) && pii::IsUpper(text[at - 2])) return true;  // an IBAN
  if (at + 4 < text.size() && text[at + 4] == ':') return true;                          // IPv6
  if (text.size() - at < kMinNumber) return false;
  for (size_t i = 1; i < kMinNumber; ++i) {
    if (!kInNumbers[static_cast<unsigned char>(text[at + i])]) return false;
  }
  return true;
}

struct Match {
  PiiKind kind = PiiKind::kEmail;
  Range range;
};

Match MatchAt(std::string_view text, size_t at) {
  if (text[at] == '@') return {PiiKind::kEmail, pii::MatchEmail(text, at)};
  if (text[at] == '+') {
    if (at + 1 < text.size() && (IsDigit(text[at + 1]) || text[at + 1] == '(')) {
      return {PiiKind::kPhone, pii::MatchPhone(text, at)};
    }
    return {};
  }
  if (!MayBegin(text, at)) return {};
  Range range = pii::MatchIban(text, at);
  if (!range.empty()) return {PiiKind::kIban, range};
  range = pii::MatchIp(text, at);
  if (!range.empty()) return {PiiKind::kIp, range};
  range = pii::MatchCard(text, at);
  if (!range.empty()) return {PiiKind::kCard, range};
  return {PiiKind::kPhone, pii::MatchPhone(text, at)};
}

}  // namespace

void FindPii(std::string_view utf8, std::vector<PiiSpan>& spans) {
  spans.clear();
  size_t done = 0;  // everything before is in a span, or looked at
  for (size_t at = NextAnchor(utf8, 0); at < utf8.size(); at = NextAnchor(utf8, at)) {
    const Match match = MatchAt(utf8, at);
    if (match.range.end - match.range.begin >= kMinSpan && match.range.begin >= done) {
      spans.push_back({match.kind, static_cast<uint32_t>(match.range.begin),
                       static_cast<uint32_t>(match.range.end)});
      at = done = match.range.end;
      continue;
    }
    // The other digits of this number begin nothing.
    const bool digit = IsDigit(utf8[at]);
    ++at;
    while (digit && at < utf8.size() && IsDigit(utf8[at])) ++at;
  }
}

void MaskSpans(const std::vector<PiiSpan>& spans, std::string& text) {
  for (const PiiSpan& span : spans) {
    for (size_t i = span.begin; i < span.end; ++i) {
      if (pii::IsDigit(text[i])) {
        text[i] = '0';
      } else if (pii::IsLetter(text[i])) {
        text[i] = 'x';
      }
    }
  }
}

}  // namespace tamis::text
