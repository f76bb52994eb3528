#include "text/signals/thresholds.h"

#include <cstddef>
#include <cstdint>

namespace tamis::text {
namespace {

struct Limit {
  std::string_view reason;
  float most;
};

}  // namespace

std::string_view ReasonOf(const GopherQuality& s, const GopherQualityFilter& rules) {
  if (s.words < rules.min_words) return "gopher_short_doc";
  if (s.words > rules.max_words) return "gopher_long_doc";
  if (s.mean_word_length < rules.min_mean_word_length) return "gopher_below_avg_threshold";
  if (s.mean_word_length > rules.max_mean_word_length) return "gopher_above_avg_threshold";
  if (s.hash_word_ratio > rules.max_hash_word_ratio) return "gopher_too_many_hashes";
  if (s.ellipsis_word_ratio > rules.max_ellipsis_word_ratio) return "gopher_too_many_ellipsis";
  if (s.bullet_lines_ratio > rules.max_bullet_lines_ratio) return "gopher_too_many_bullets";
  if (s.ellipsis_lines_ratio > rules.max_ellipsis_lines_ratio) {
    return "gopher_too_many_end_ellipsis";
  }
  if (s.alpha_words_ratio < rules.min_alpha_words_ratio) return "gopher_below_alpha_threshold";
  const auto wanted = static_cast<int32_t>(rules.min_stop_words);
  if (s.stop_words >= 0 && s.stop_words < wanted) return "gopher_enough_stop_words";
  return {};
}

std::string_view ReasonOf(const GopherRepetition& s, const GopherRepetitionFilter& rules) {
  if (s.dup_para_frac > rules.max_dup_para_frac) return "dup_para_frac";
  if (s.dup_para_char_frac > rules.max_dup_para_char_frac) return "dup_para_char_frac";
  if (s.dup_line_frac > rules.max_dup_line_frac) return "dup_line_frac";
  if (s.dup_line_char_frac > rules.max_dup_line_char_frac) return "dup_line_char_frac";
  const Limit top[] = {{"top_2_gram", rules.max_top_2_gram},
                       {"top_3_gram", rules.max_top_3_gram},
                       {"top_4_gram", rules.max_top_4_gram}};
  for (size_t i = 0; i < s.top_n_gram.size(); ++i) {
    if (s.top_n_gram[i] > top[i].most) return top[i].reason;
  }
  const Limit duplicated[] = {{"duplicated_5_n_grams", rules.max_duplicated_5_n_grams},
                              {"duplicated_6_n_grams", rules.max_duplicated_6_n_grams},
                              {"duplicated_7_n_grams", rules.max_duplicated_7_n_grams},
                              {"duplicated_8_n_grams", rules.max_duplicated_8_n_grams},
                              {"duplicated_9_n_grams", rules.max_duplicated_9_n_grams},
                              {"duplicated_10_n_grams", rules.max_duplicated_10_n_grams}};
  for (size_t i = 0; i < s.duplicated_n_grams.size(); ++i) {
    if (s.duplicated_n_grams[i] > duplicated[i].most) return duplicated[i].reason;
  }
  return {};
}

std::string_view ReasonOf(const C4Quality& s, const C4Filter& rules) {
  const bool lorem_ipsum = s.lorem_ipsum && rules.lorem_ipsum;
  const bool curly_bracket = s.curly_bracket && rules.curly_bracket;
  if (lorem_ipsum && curly_bracket) return s.reason;  // the one that stands first
  if (lorem_ipsum) return "lorem_ipsum";
  if (curly_bracket) return "curly_bracket";
  return s.sentences < rules.min_sentences ? "too_few_sentences" : std::string_view();
}

std::string_view ReasonOf(const FineWebQuality& s, const FineWebFilter& rules) {
  if (s.line_punct_ratio < rules.min_line_punct_ratio) return "line_punct_ratio";
  if (s.short_line_ratio > rules.max_short_line_ratio) return "short_line_ratio";
  if (s.char_dup_ratio > rules.max_char_dup_ratio) return "char_dup_ratio";
  if (s.list_ratio > rules.max_list_ratio) return "list_ratio";
  return {};
}

}  // namespace tamis::text
