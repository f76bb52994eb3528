#include "extract/features/folding.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "base/simd/sse2.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::extract {
namespace {

// Lower case of ASCII letters and digits; 0 for what parts words; kDropped for apostrophes.
constexpr char kDropped = 1;
constexpr std::array<char, 128> MakeAsciiFold() {
  std::array<char, 128> table{};
  for (size_t c = '0'; c <= '9'; ++c) table[c] = static_cast<char>(c);
  for (size_t c = 'a'; c <= 'z'; ++c) table[c] = static_cast<char>(c);
  for (size_t c = 'A'; c <= 'Z'; ++c) table[c] = static_cast<char>(c - 'A' + 'a');
  table['\''] = kDropped;
  return table;
}
constexpr std::array<char, 128> kAsciiFold = MakeAsciiFold();

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && kAsciiFold[byte] > kDropped;
}

char32_t FoldedAt(std::string_view line, size_t& i) {
  const auto byte = static_cast<unsigned char>(line[i]);
  if (byte < 0x80) {
    ++i;
    return static_cast<unsigned char>(kAsciiFold[byte]);
  }
  const char32_t c = DecodeUtf8(line, i);
  if (c == 0x2019 || c == 0xAD) return kDropped;  // apostrophe, soft hyphen
  if ((unicode::FlagsOf(c) & (unicode::kWord | unicode::kMark)) == 0) return 0;
  return unicode::ToLower(c);
}

}  // namespace

// At most sixteen plain characters. Returns how many were folded.
size_t Folding::FoldPlain(size_t limit) {
  constexpr size_t kPlain = 16;
  const size_t size = std::min(line_.size() - at_, kPlain);
  const simd::Halves halves = readable_.LoadHalves(line_.data() + at_, size);
  const __m128i block =
      _mm_set_epi64x(static_cast<int64_t>(halves.high), static_cast<int64_t>(halves.low));
  const auto within = [](__m128i bytes, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
  };
  const __m128i letter = within(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 'z');
  const __m128i word = _mm_or_si128(letter, within(block, '0', '9'));
  const auto bits = [](__m128i mask) { return static_cast<uint32_t>(_mm_movemask_epi8(mask)); };
  const uint32_t words = bits(word) & simd::FirstBits(size);
  const uint32_t spaces = bits(_mm_cmpeq_epi8(block, _mm_set1_epi8(' ')));
  // A space must have a word on each side: behind the last character of the block none is known.
  const uint32_t lone = spaces & words << 1 & words >> 1;
  auto count = static_cast<size_t>(std::countr_one(words | lone));
  if (count == 0) return 0;
  if (gap_ && size_ > 0) out_[size_++] = ' ';
  count = std::min(count, std::max(limit, size_ + 1) - size_);
  const __m128i folded = _mm_or_si128(block, _mm_and_si128(letter, _mm_set1_epi8(0x20)));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out_ + size_), folded);
  size_ += count;
  return count;
}

void Folding::To(size_t limit) {
  while (at_ < line_.size() && size_ < limit) {
    if (IsWordByte(line_[at_])) {
      if (const size_t plain = FoldPlain(limit); plain != 0) {
        gap_ = false;
        at_ += plain;
        continue;
      }
    }
    const char32_t c = FoldedAt(line_, at_);
    if (c == kDropped) continue;
    if (c == 0) {
      gap_ = true;
      continue;
    }
    if (gap_ && size_ > 0) out_[size_++] = ' ';
    gap_ = false;
    size_ += EncodeUtf8(c, out_ + size_);
  }
}

}  // namespace tamis::extract
