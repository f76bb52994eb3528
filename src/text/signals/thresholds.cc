#include "text/signals/thresholds.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tamis::text {
namespace {

struct Limit {
  std::string_view reason;
  float most;
};
constexpr std::array<Limit, 3> kTopNGrams = {
    {{"top_2_gram", 0.20f}, {"top_3_gram", 0.18f}, {"top_4_gram", 0.16f}}};
constexpr std::array<Limit, 6> kDuplicatedNGrams = {{{"duplicated_5_n_grams", 0.15f},
                                                     {"duplicated_6_n_grams", 0.14f},
                                                     {"duplicated_7_n_grams", 0.13f},
                                                     {"duplicated_8_n_grams", 0.12f},
                                                     {"duplicated_9_n_grams", 0.11f},
                                                     {"duplicated_10_n_grams", 0.10f}}};

constexpr uint32_t kMinWords = 50, kMaxWords = 100'000;
constexpr int32_t kMinStopWords = 2;
constexpr uint32_t kMinSentences = 5;

}  // namespace

std::string_view ReasonOf(const GopherQuality& s) {
  if (s.words < kMinWords) return "gopher_short_doc";
  if (s.words > kMaxWords) return "gopher_long_doc";
  if (s.mean_word_length < 3) return "gopher_below_avg_threshold";
  if (s.mean_word_length > 10) return "gopher_above_avg_threshold";
  if (s.hash_word_ratio > 0.1f) return "gopher_too_many_hashes";
  if (s.ellipsis_word_ratio > 0.1f) return "gopher_too_many_ellipsis";
  if (s.bullet_lines_ratio > 0.9f) return "gopher_too_many_bullets";
  if (s.ellipsis_lines_ratio > 0.3f) return "gopher_too_many_end_ellipsis";
  if (s.alpha_words_ratio < 0.8f) return "gopher_below_alpha_threshold";
  if (s.stop_words >= 0 && s.stop_words < kMinStopWords) return "gopher_enough_stop_words";
  return {};
}

std::string_view ReasonOf(const GopherRepetition& s) {
  if (s.dup_para_frac > 0.3f) return "dup_para_frac";
  if (s.dup_para_char_frac > 0.2f) return "dup_para_char_frac";
  if (s.dup_line_frac > 0.3f) return "dup_line_frac";
  if (s.dup_line_char_frac > 0.2f) return "dup_line_char_frac";
  for (size_t i = 0; i < kTopNGrams.size(); ++i) {
    if (s.top_n_gram[i] > kTopNGrams[i].most) return kTopNGrams[i].reason;
  }
  for (size_t i = 0; i < kDuplicatedNGrams.size(); ++i) {
    if (s.duplicated_n_grams[i] > kDuplicatedNGrams[i].most) return kDuplicatedNGrams[i].reason;
  }
  return {};
}

std::string_view ReasonOf(const C4Quality& s) {
  return s.sentences < kMinSentences ? "too_few_sentences" : std::string_view();
}

std::string_view ReasonOf(const FineWebQuality& s) {
  if (s.line_punct_ratio < 0.12f) return "line_punct_ratio";
  if (s.short_line_ratio > 0.67f) return "short_line_ratio";
  if (s.char_dup_ratio > 0.01f) return "char_dup_ratio";
  if (s.list_ratio > 0.3f) return "list_ratio";
  return {};
}

}  // namespace tamis::text
