// Source: Unicode Scripts.txt, cut down to scripts that pages are written in and to ranges of
//         whole blocks: marks and signs between the letters count with them, which changes no
//         majority.

#include "text/script.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "base/simd/sse2.h"
#include "base/unicode/utf8.h"

namespace tamis::text {
namespace {

enum Script : uint8_t {
  kNone,
  kLatn,
  kGrek,
  kCyrl,
  kArmn,
  kHebr,
  kArab,
  kSyrc,
  kThaa,
  kNkoo,
  kDeva,
  kBeng,
  kGuru,
  kGujr,
  kOrya,
  kTaml,
  kTelu,
  kKnda,
  kMlym,
  kSinh,
  kThai,
  kLaoo,
  kTibt,
  kMymr,
  kGeor,
  kHang,
  kEthi,
  kCher,
  kCans,
  kKhmr,
  kMong,
  kOlck,
  kTfng,
  kKana,
  kHani,
  kYiii,
  kCount,
};

constexpr std::array<std::string_view, kCount> kCodes = {
    "",     "Latn", "Grek", "Cyrl", "Armn", "Hebr", "Arab", "Syrc", "Thaa", "Nkoo", "Deva", "Beng",
    "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Thai", "Laoo", "Tibt", "Mymr",
    "Geor", "Hang", "Ethi", "Cher", "Cans", "Khmr", "Mong", "Olck", "Tfng", "Jpan", "Hani", "Yiii",
};

struct Range {
  char32_t first, last;
  Script script;
};

constexpr Range kRanges[] = {
    {0x41, 0x5A, kLatn},     {0x61, 0x7A, kLatn},     {0xAA, 0xAA, kLatn},
    {0xBA, 0xBA, kLatn},     {0xC0, 0xD6, kLatn},     {0xD8, 0xF6, kLatn},
    {0xF8, 0x2AF, kLatn},    {0x370, 0x3FF, kGrek},   {0x400, 0x52F, kCyrl},
    {0x531, 0x58A, kArmn},   {0x591, 0x5F4, kHebr},   {0x600, 0x6FF, kArab},
    {0x700, 0x74F, kSyrc},   {0x750, 0x77F, kArab},   {0x780, 0x7BF, kThaa},
    {0x7C0, 0x7FF, kNkoo},   {0x870, 0x8FF, kArab},   {0x900, 0x97F, kDeva},
    {0x980, 0x9FF, kBeng},   {0xA00, 0xA7F, kGuru},   {0xA80, 0xAFF, kGujr},
    {0xB00, 0xB7F, kOrya},   {0xB80, 0xBFF, kTaml},   {0xC00, 0xC7F, kTelu},
    {0xC80, 0xCFF, kKnda},   {0xD00, 0xD7F, kMlym},   {0xD80, 0xDFF, kSinh},
    {0xE00, 0xE7F, kThai},   {0xE80, 0xEFF, kLaoo},   {0xF00, 0xFFF, kTibt},
    {0x1000, 0x109F, kMymr}, {0x10A0, 0x10FF, kGeor}, {0x1100, 0x11FF, kHang},
    {0x1200, 0x139F, kEthi}, {0x13A0, 0x13FF, kCher}, {0x1400, 0x167F, kCans},
    {0x1780, 0x17FF, kKhmr}, {0x1800, 0x18AF, kMong}, {0x1C50, 0x1C7F, kOlck},
    {0x1C80, 0x1C8F, kCyrl}, {0x1C90, 0x1CBF, kGeor}, {0x1E00, 0x1EFF, kLatn},
    {0x1F00, 0x1FFF, kGrek}, {0x2C60, 0x2C7F, kLatn}, {0x2D00, 0x2D2F, kGeor},
    {0x2D30, 0x2D7F, kTfng}, {0x2D80, 0x2DDF, kEthi}, {0x2DE0, 0x2DFF, kCyrl},
    {0x3041, 0x30FF, kKana}, {0x3131, 0x318E, kHang}, {0x31F0, 0x31FF, kKana},
    {0x3400, 0x4DBF, kHani}, {0x4E00, 0x9FFF, kHani}, {0xA000, 0xA4CF, kYiii},
    {0xA640, 0xA69F, kCyrl}, {0xA722, 0xA7FF, kLatn}, {0xA8E0, 0xA8FF, kDeva},
    {0xA960, 0xA97F, kHang}, {0xAA60, 0xAA7F, kMymr}, {0xAB00, 0xAB2F, kEthi},
    {0xAB30, 0xAB6F, kLatn}, {0xAC00, 0xD7FF, kHang}, {0xF900, 0xFAFF, kHani},
    {0xFB00, 0xFB06, kLatn}, {0xFB13, 0xFB17, kArmn}, {0xFB1D, 0xFB4F, kHebr},
    {0xFB50, 0xFDFF, kArab}, {0xFE70, 0xFEFC, kArab}, {0xFF21, 0xFF3A, kLatn},
    {0xFF41, 0xFF5A, kLatn}, {0xFF66, 0xFF9F, kKana}, {0x20000, 0x323AF, kHani},
};

Script ScriptOf(char32_t c) {
  const Range* range = std::upper_bound(std::begin(kRanges), std::end(kRanges), c,
                                        [](char32_t x, const Range& r) { return x < r.first; });
  if (range == std::begin(kRanges)) return kNone;
  --range;
  return c <= range->last ? range->script : kNone;
}

// Of sixteen bytes A-Z and a-z.
uint32_t CountLetters(__m128i block) {
  const __m128i from_a = _mm_sub_epi8(_mm_or_si128(block, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
  const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8(25)), from_a);
  const __m128i sums =
      _mm_sad_epu8(_mm_and_si128(is_letter, _mm_set1_epi8(1)), _mm_setzero_si128());
  return static_cast<uint32_t>(
      _mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_unpackhi_epi64(sums, sums))));
}

}  // namespace

std::string_view DominantScript(std::string_view utf8) {
  std::array<uint32_t, kCount> letters{};
  uint32_t ascii_letters = 0;  // in a register: most bytes are
  for (size_t i = 0; i < utf8.size();) {
    if (i + 16 <= utf8.size()) {
      const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(utf8.data() + i));
      if (_mm_movemask_epi8(block) == 0) {
        ascii_letters += CountLetters(block);
        i += 16;
        continue;
      }
    }
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80) {
      ascii_letters += (byte | 0x20u) - 'a' < 26u;
      ++i;
    } else {
      ++letters[ScriptOf(DecodeUtf8(utf8, i))];
    }
  }
  letters[kLatn] += ascii_letters;
  letters[kNone] = 0;
  // Japanese mixes Han and kana, Korean at times Han: the letters only they have decide.
  if (letters[kKana] * 10 >= letters[kHani]) {
    if (letters[kKana] != 0) letters[kKana] += letters[kHani];
  } else {
    letters[kHani] += letters[kKana];
  }
  const auto best = std::max_element(letters.begin(), letters.end());
  return *best == 0 ? std::string_view() : kCodes[static_cast<size_t>(best - letters.begin())];
}

}  // namespace tamis::text
