#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "base/unicode/utf8.h"
#include "text/script.h"

namespace tamis::text {
namespace {

// Letters below which no answer is worth giving; CLD2 needs about that many to call one reliable.
constexpr uint32_t kMinLetterBytes = 16;

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
  const size_t space = text.substr(i, 64).find_first_of(" \n");
  if (space != std::string_view::npos) return i + space;
  while (i < text.size() && (text[i] & 0xC0) == 0x80) ++i;
  return i;
}

size_t CharacterStart(std::string_view text, size_t i) {
  while (i > 0 && i < text.size() && (text[i] & 0xC0) == 0x80) --i;
  return i;
}

// CLD2 wants text fit for interchange: no control characters, nothing ill-formed.
void AppendClean(std::string_view text, std::string& out) {
  const size_t begin = out.size();
  if (ValidUtf8Prefix(text) == text.size()) {
    out.append(text);
  } else {
    AppendUtf8Lossy(text, out);
  }
  for (size_t i = begin; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte < 0x20 || byte == 0x7F) out[i] = ' ';
  }
}

void Sample(std::string_view text, std::string& out) {
  out.clear();
  if (text.size() <= kLanguageSampleBytes) return AppendClean(text, out);
  constexpr size_t kHalf = kLanguageSampleBytes / 2;
  AppendClean(text.substr(0, CharacterStart(text, kHalf)), out);
  out.push_back(' ');
  const size_t middle = WordStart(text, text.size() / 2);
  const size_t end = CharacterStart(text, std::min(text.size(), middle + kHalf));
  AppendClean(text.substr(middle, end - middle), out);
}

}  // namespace

Language LanguageIdentifier::Identify(std::string_view utf8) {
  Sample(utf8, sample_);
  Language result;
  result.script = DominantScript(sample_);
  if (result.script.empty()) return result;

  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  int valid_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                   CLD2::UNKNOWN_LANGUAGE};
  int size = static_cast<int>(sample_.size());
  for (int attempt = 0; attempt < 2; ++attempt) {
    CLD2::ExtDetectLanguageSummaryCheckUTF8(sample_.data(), size, /*is_plain_text=*/true, &no_hints,
                                            /*flags=*/0, languages, percents, scores, nullptr,
                                            &text_bytes, &reliable, &valid_bytes);
    if (valid_bytes == size) break;
    size = valid_bytes;  // a noncharacter: what stands before it must do
  }
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return result;
  if (text_bytes < static_cast<int>(kMinLetterBytes)) return result;
  const std::string_view code = CLD2::LanguageCode(languages[0]);
  result.code = IsoCode(code);
  if (result.code.empty()) return result;
  result.score = static_cast<float>(percents[0]) / 100 * (reliable ? 1.0f : 0.5f);
  if (result.script == "Hani") result.script = code == "zh-Hant" ? "Hant" : "Hans";
  return result;
}

}  // namespace tamis::text
