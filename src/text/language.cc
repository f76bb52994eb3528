#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/find_any.h"
#include "base/simd/sse2.h"
#include "base/unicode/utf8.h"
#include "text/script.h"

namespace tamis::text {
namespace {

// Bytes of letters below which CLD2 is not believed.
constexpr int kMinLetterBytes = 8;
// Below this many a declaration also decides between languages that longer text tells apart.
constexpr int kShortBytes = 160;

// CLD2's spellings that ISO 639 has given up, or that are its own.
struct Alias {
  std::string_view cld2, iso;
};
constexpr Alias kAliases[] = {
    {"iw", "he"},    {"jw", "jv"},   {"in", "id"},      {"ji", "yi"},
    {"mo", "ro"},    {"blu", "hmn"}, {"zh-Hant", "zh"}, {"zh", "zh"},
    {"sr-ME", "sr"}, {"sit-NP", ""}, {"tlh", "tlh"},    {"zzb", ""},
    {"zze", ""},     {"zzh", ""},    {"xxx", ""},       {"un", ""},
};

std::string IsoCode(std::string_view code) {
  for (const Alias& alias : kAliases) {
    if (alias.cld2 == code) return std::string(alias.iso);
  }
  if (code.starts_with("xx-")) return {};  // a script, not a language
  return std::string(code.substr(0, code.find('-')));
}

// The place at or after `i` where a word begins, or at least a character.
size_t WordStart(std::string_view text, size_t i) {
  const size_t space = FindAnyOf<' ', '\n'>(text.substr(i, 64));
  if (space != std::string_view::npos) return i + space;
  while (i < text.size() && (text[i] & 0xC0) == 0x80) ++i;
  return i;
}

// The place at or before `i`, not before `begin`, where a character begins.
size_t CharacterStart(std::string_view text, size_t i, size_t begin) {
  while (i > begin && i < text.size() && (text[i] & 0xC0) == 0x80) --i;
  return i;
}

// Spaces in place of control characters.
void BlankControls(std::string& text) {
  const auto controls = [](__m128i block) {
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
    return _mm_or_si128(low, _mm_cmpeq_epi8(block, _mm_set1_epi8(0x7F)));
  };
  size_t i = 0;
  for (; i + 16 <= text.size(); i += 16) {
    auto* const at = reinterpret_cast<__m128i*>(text.data() + i);
    const __m128i block = _mm_loadu_si128(at);
    const __m128i blank = controls(block);
    _mm_storeu_si128(
        at, _mm_or_si128(_mm_andnot_si128(blank, block), _mm_and_si128(blank, _mm_set1_epi8(' '))));
  }
  for (; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) text[i] = ' ';
  }
}

// CLD2 wants text fit for interchange: no control characters, nothing ill-formed.
void Clean(std::string& text) {
  if (ValidUtf8Prefix(text) != text.size()) {
    std::string mended;
    AppendUtf8Lossy(text, mended);
    text.swap(mended);
  }
  BlankControls(text);
}

void Sample(std::string_view text, std::string& out) {
  out.clear();
  if (text.size() <= kLanguageSampleBytes) {
    out.append(text);
    return Clean(out);
  }
  constexpr size_t kSlice = kLanguageSampleBytes / kLanguageSlices;
  for (size_t i = 0; i < kLanguageSlices; ++i) {
    const size_t begin = i == 0 ? 0 : WordStart(text, text.size() / kLanguageSlices * i);
    const size_t end = CharacterStart(text, std::min(text.size(), begin + kSlice), begin);
    if (i > 0) out.push_back(' ');
    out.append(text, begin, end - begin);
  }
  Clean(out);
}

struct ScriptLanguage {
  std::string_view script, language;
};
// Scripts that text of one language alone is written in, or nearly so.
constexpr ScriptLanguage kScriptLanguages[] = {
    {"Armn", "hy"}, {"Cher", "chr"}, {"Geor", "ka"}, {"Grek", "el"}, {"Gujr", "gu"}, {"Guru", "pa"},
    {"Hang", "ko"}, {"Hani", "zh"},  {"Hebr", "he"}, {"Jpan", "ja"}, {"Khmr", "km"}, {"Knda", "kn"},
    {"Laoo", "lo"}, {"Mlym", "ml"},  {"Mymr", "my"}, {"Orya", "or"}, {"Sinh", "si"}, {"Taml", "ta"},
    {"Telu", "te"}, {"Thaa", "dv"},  {"Thai", "th"}, {"Tibt", "bo"},
};
// Its score: as an answer of CLD2 that it calls unreliable.
constexpr float kScoreOfScript = 0.5f;

std::string_view OnlyLanguageOf(std::string_view script) {
  for (const ScriptLanguage& entry : kScriptLanguages) {
    if (entry.script == script) return entry.language;
  }
  return {};
}

// Languages that a text does not tell apart, or a short one does not.
struct Neighbours {
  std::string_view languages;  // each with a space before and behind
  bool short_only;
};
constexpr Neighbours kNeighbours[] = {
    {" id ms ", false},      {" bs hr sr ", false},   {" no nb nn da ", true},
    {" cs sk ", true},       {" bg mk sr ru ", true}, {" zh ja ", true},
    {" xh zu ss nr ", true}, {" st tn nso ", true},   {" es gl ca pt ", true},
};

// `declared` in place of `code` where both are of one group, else `code`.
std::string_view Closest(std::string_view code, std::string_view declared, bool is_short) {
  char word[8];
  size_t size = 0;
  word[size++] = ' ';
  for (const char c : declared.substr(0, declared.find_first_of("-_"))) {
    if (size + 1 == sizeof word) return code;
    word[size++] = ToAsciiLower(c);
  }
  word[size++] = ' ';
  if (code.empty() || size < 4) return code;
  for (const Neighbours& group : kNeighbours) {
    const size_t wanted = group.languages.find(std::string_view(word, size));
    const size_t at = group.languages.find(code);
    if (wanted == std::string_view::npos || at == std::string_view::npos) continue;
    if (group.short_only && !is_short) continue;
    if (group.languages[at + code.size()] != ' ' || group.languages[at - 1] != ' ') continue;
    return group.languages.substr(wanted + 1, size - 2);
  }
  return code;
}

// What CLD2 says.
struct Answer {
  CLD2::Language languages[3] = {};
  int percents[3] = {};
  int text_bytes = 0;
  bool reliable = false;
};

Answer Ask(std::string_view sample) {
  Answer answer;
  double scores[3];
  int valid_bytes = 0;
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                   CLD2::UNKNOWN_LANGUAGE};
  int size = static_cast<int>(sample.size());
  for (int attempt = 0; attempt < 2; ++attempt) {
    CLD2::ExtDetectLanguageSummaryCheckUTF8(sample.data(), size, /*is_plain_text=*/true, &no_hints,
                                            CLD2::kCLDFlagBestEffort, answer.languages,
                                            answer.percents, scores, nullptr, &answer.text_bytes,
                                            &answer.reliable, &valid_bytes);
    if (valid_bytes == size) break;
    size = valid_bytes;  // a noncharacter: what stands before it must do
  }
  return answer;
}

void AddShares(const Answer& answer, std::vector<LanguageShare>& shares) {
  for (int i = 0; i < 3; ++i) {
    if (answer.percents[i] == 0 || answer.languages[i] == CLD2::UNKNOWN_LANGUAGE) continue;
    std::string code = IsoCode(CLD2::LanguageCode(answer.languages[i]));
    if (code.empty()) continue;
    shares.push_back({std::move(code), static_cast<float>(answer.percents[i]) / 100});
  }
}

}  // namespace

Language LanguageIdentifier::Identify(std::string_view utf8, std::string_view declared) {
  Sample(utf8, sample_);
  Language result;
  result.script = DominantScript(sample_);
  if (result.script.empty()) return result;

  const Answer answer = Ask(sample_);
  const bool known =
      answer.languages[0] != CLD2::UNKNOWN_LANGUAGE && answer.text_bytes >= kMinLetterBytes;
  const std::string_view code = known ? CLD2::LanguageCode(answer.languages[0]) : "";
  result.code = IsoCode(code);
  if (!result.code.empty()) {
    result.score = static_cast<float>(answer.percents[0]) / 100 * (answer.reliable ? 1.0f : 0.5f);
    AddShares(answer, result.shares);
  } else if (const std::string_view only = OnlyLanguageOf(result.script); !only.empty()) {
    result.code = only;
    result.score = kScoreOfScript;
    result.shares.push_back({result.code, 1.0f});
  }
  const std::string_view closest = Closest(result.code, declared, answer.text_bytes < kShortBytes);
  if (closest != result.code) {
    result.code = closest;
    if (!result.shares.empty()) result.shares[0].language = result.code;
  }
  if (result.script == "Hani" && result.code == "zh") {
    result.script = code == "zh-Hant" ? "Hant" : "Hans";
  }
  return result;
}

}  // namespace tamis::text
