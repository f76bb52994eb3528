// The signals of a text by their published names, one after another: for the `quality` object of
// the row, and for Dolma's attributes.

#pragma once

#include <array>
#include <string_view>

#include "tamis/quality.h"

namespace tamis::document {

inline constexpr std::array<std::string_view, 3> kTopNGrams = {"top_2_gram", "top_3_gram",
                                                               "top_4_gram"};
inline constexpr std::array<std::string_view, 6> kDuplicatedNGrams = {
    "duplicated_5_n_grams", "duplicated_6_n_grams", "duplicated_7_n_grams",
    "duplicated_8_n_grams", "duplicated_9_n_grams", "duplicated_10_n_grams"};

// Calls of the visitor:
//   Count(name, uint32_t)  Ratio(name, float)  Flag(name, bool)  MaybeCount(name, int; below 0:
//   unknown)  BeginGroup(name)  EndGroup(reason)
// Names and their order are fixed: docs/formats/row.md, docs/signals.md.
template <typename Visitor>
void VisitGopher(const GopherQuality& q, const GopherRepetition& r, Visitor& visitor) {
  visitor.BeginGroup("gopher_quality");
  visitor.Count("words", q.words);
  visitor.Ratio("mean_word_length", q.mean_word_length);
  visitor.Ratio("hash_word_ratio", q.hash_word_ratio);
  visitor.Ratio("ellipsis_word_ratio", q.ellipsis_word_ratio);
  visitor.Ratio("bullet_lines_ratio", q.bullet_lines_ratio);
  visitor.Ratio("ellipsis_lines_ratio", q.ellipsis_lines_ratio);
  visitor.Ratio("alpha_words_ratio", q.alpha_words_ratio);
  visitor.MaybeCount("stop_words", q.stop_words);
  visitor.EndGroup(q.reason);

  visitor.BeginGroup("gopher_repetition");
  visitor.Ratio("dup_para_frac", r.dup_para_frac);
  visitor.Ratio("dup_para_char_frac", r.dup_para_char_frac);
  visitor.Ratio("dup_line_frac", r.dup_line_frac);
  visitor.Ratio("dup_line_char_frac", r.dup_line_char_frac);
  for (size_t i = 0; i < kTopNGrams.size(); ++i) visitor.Ratio(kTopNGrams[i], r.top_n_gram[i]);
  for (size_t i = 0; i < kDuplicatedNGrams.size(); ++i) {
    visitor.Ratio(kDuplicatedNGrams[i], r.duplicated_n_grams[i]);
  }
  visitor.EndGroup(r.reason);
}

template <typename Visitor>
void VisitQuality(const QualitySignals& s, Visitor& visitor) {
  visitor.Count("characters", s.characters);
  visitor.Count("lines", s.lines);
  visitor.Count("words", s.words);
  VisitGopher(s.gopher_quality, s.gopher_repetition, visitor);

  visitor.BeginGroup("c4");
  visitor.Count("lines_kept", s.c4.lines_kept);
  visitor.Count("sentences", s.c4.sentences);
  visitor.Flag("lorem_ipsum", s.c4.lorem_ipsum);
  visitor.Flag("curly_bracket", s.c4.curly_bracket);
  visitor.EndGroup(s.c4.reason);

  visitor.BeginGroup("fineweb");
  visitor.Ratio("line_punct_ratio", s.fineweb.line_punct_ratio);
  visitor.Ratio("short_line_ratio", s.fineweb.short_line_ratio);
  visitor.Ratio("char_dup_ratio", s.fineweb.char_dup_ratio);
  visitor.Ratio("list_ratio", s.fineweb.list_ratio);
  visitor.EndGroup(s.fineweb.reason);
}

}  // namespace tamis::document
