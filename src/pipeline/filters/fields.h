// The fields of each kind of filter by their names in files, with their ranges: the one table
// that the reader of TOML files and the text behind `engine.options_hash` share.
//
// A visitor has, for each type of field:
//   Flag(key, bool&)      Count(key, uint32_t&, least, most)     Ratio(key, float&, most)
//   Texts(key, vector&)   Files(key, vector&)                    Bits(key, uint32_t&, names)

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/filters.h"

namespace tamis::pipeline {

// By index of FilterRules.
inline constexpr std::string_view kFilterKinds[] = {"url",         "language",   "length",
                                                    "rights",      "page_state", "gopher_rep",
                                                    "gopher_qual", "c4",         "fineweb_qual"};
static_assert(std::size(kFilterKinds) == std::variant_size_v<FilterRules>);

// Names of the bits of RightsFilter::rules and PageStateFilter::states, lowest first.
std::span<const std::string_view> RightsRuleNames();
std::span<const std::string_view> PageStateNames();

inline constexpr uint32_t kAnyCount = 1'000'000'000;

template <typename V>
void VisitFields(UrlFilter& f, V& v) {
  v.Texts("domains", f.domains);
  v.Texts("urls", f.urls);
  v.Texts("hard_words", f.hard_words);
  v.Texts("soft_words", f.soft_words);
  v.Texts("subwords", f.subwords);
  v.Files("domain_files", f.domain_files);
  v.Files("url_files", f.url_files);
  v.Files("hard_word_files", f.hard_word_files);
  v.Files("soft_word_files", f.soft_word_files);
  v.Files("subword_files", f.subword_files);
  v.Files("list_files", f.list_files);
  v.Count("soft_word_limit", f.soft_word_limit, 1, 1000);
}

template <typename V>
void VisitFields(LanguageFilter& f, V& v) {
  v.Texts("languages", f.languages);
  v.Ratio("min_score", f.min_score, 1);
  v.Flag("keep_unknown", f.keep_unknown);
}

template <typename V>
void VisitFields(LengthFilter& f, V& v) {
  v.Count("min_chars", f.min_chars, 0, kAnyCount);
  v.Count("max_chars", f.max_chars, 0, kAnyCount);
  v.Count("min_words", f.min_words, 0, kAnyCount);
  v.Count("max_words", f.max_words, 0, kAnyCount);
}

template <typename V>
void VisitFields(RightsFilter& f, V& v) {
  v.Bits("rules", f.rules, RightsRuleNames());
}

template <typename V>
void VisitFields(PageStateFilter& f, V& v) {
  v.Bits("states", f.states, PageStateNames());
  v.Ratio("min_score", f.min_score, 1);
}

template <typename V>
void VisitFields(GopherRepetitionFilter& f, V& v) {
  v.Ratio("max_dup_para_frac", f.max_dup_para_frac, 1);
  v.Ratio("max_dup_para_char_frac", f.max_dup_para_char_frac, 1);
  v.Ratio("max_dup_line_frac", f.max_dup_line_frac, 1);
  v.Ratio("max_dup_line_char_frac", f.max_dup_line_char_frac, 1);
  v.Ratio("max_top_2_gram", f.max_top_2_gram, 1);
  v.Ratio("max_top_3_gram", f.max_top_3_gram, 1);
  v.Ratio("max_top_4_gram", f.max_top_4_gram, 1);
  v.Ratio("max_duplicated_5_n_grams", f.max_duplicated_5_n_grams, 1);
  v.Ratio("max_duplicated_6_n_grams", f.max_duplicated_6_n_grams, 1);
  v.Ratio("max_duplicated_7_n_grams", f.max_duplicated_7_n_grams, 1);
  v.Ratio("max_duplicated_8_n_grams", f.max_duplicated_8_n_grams, 1);
  v.Ratio("max_duplicated_9_n_grams", f.max_duplicated_9_n_grams, 1);
  v.Ratio("max_duplicated_10_n_grams", f.max_duplicated_10_n_grams, 1);
}

template <typename V>
void VisitFields(GopherQualityFilter& f, V& v) {
  v.Count("min_words", f.min_words, 0, kAnyCount);
  v.Count("max_words", f.max_words, 0, kAnyCount);
  v.Ratio("min_mean_word_length", f.min_mean_word_length, 1000);
  v.Ratio("max_mean_word_length", f.max_mean_word_length, 1000);
  v.Ratio("max_hash_word_ratio", f.max_hash_word_ratio, 1000);
  v.Ratio("max_ellipsis_word_ratio", f.max_ellipsis_word_ratio, 1000);
  v.Ratio("max_bullet_lines_ratio", f.max_bullet_lines_ratio, 1);
  v.Ratio("max_ellipsis_lines_ratio", f.max_ellipsis_lines_ratio, 1);
  v.Ratio("min_alpha_words_ratio", f.min_alpha_words_ratio, 1);
  v.Count("min_stop_words", f.min_stop_words, 0, 8);
}

template <typename V>
void VisitFields(C4Filter& f, V& v) {
  v.Flag("lorem_ipsum", f.lorem_ipsum);
  v.Flag("curly_bracket", f.curly_bracket);
  v.Count("min_sentences", f.min_sentences, 0, kAnyCount);
}

template <typename V>
void VisitFields(FineWebFilter& f, V& v) {
  v.Ratio("min_line_punct_ratio", f.min_line_punct_ratio, 1);
  v.Ratio("max_short_line_ratio", f.max_short_line_ratio, 1);
  v.Ratio("max_char_dup_ratio", f.max_char_dup_ratio, 1);
  v.Ratio("max_list_ratio", f.max_list_ratio, 1000);
}

}  // namespace tamis::pipeline
