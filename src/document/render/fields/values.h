// What writes the value of a key. Empty strings and what is not known are null.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/render/fields/field.h"

namespace tamis::document {

inline void TextOrNull(std::string_view text, json::Writer& writer) {
  text.empty() ? writer.Null() : writer.String(text);
}

template <auto kMember>
void OfContext(const RowInput& in) {
  TextOrNull(in.context.*kMember, in.writer);
}
template <auto kMember>
void NumberOfContext(const RowInput& in) {
  const auto& number = in.context.*kMember;
  number.has_value() ? in.writer.Int(static_cast<int64_t>(*number)) : in.writer.Null();
}
template <std::string Document::* kMember>
void OfDocument(const RowInput& in) {
  TextOrNull(in.document.*kMember, in.writer);
}
template <std::vector<std::string> Document::* kMember>
void ListOf(const RowInput& in) {
  in.writer.BeginArray();
  for (const std::string& value : in.document.*kMember) in.writer.String(value);
  in.writer.EndArray();
}
template <float Document::* kMember>
void ScoreOf(const RowInput& in) {
  in.writer.Score(static_cast<double>(in.document.*kMember));
}

// A SourcedValue in three keys.
template <SourcedValue Document::* kMember>
void ValueOf(const RowInput& in) {
  TextOrNull((in.document.*kMember).value, in.writer);
}
template <SourcedValue Document::* kMember>
void SourceOf(const RowInput& in) {
  const SourcedValue& value = in.document.*kMember;
  value.value.empty() ? in.writer.Null() : TextOrNull(value.source, in.writer);
}
template <SourcedValue Document::* kMember>
void ConfidenceOf(const RowInput& in) {
  const SourcedValue& value = in.document.*kMember;
  value.value.empty() ? in.writer.Null() : in.writer.Score(static_cast<double>(value.confidence));
}

void Text(const RowInput& in);
void Markdown(const RowInput& in);
void LanguageScore(const RowInput& in);
void AuthorsSource(const RowInput& in);
void AuthorsConfidence(const RowInput& in);
void PageTypeOrNull(const RowInput& in);
void StatusName(const RowInput& in);
void StatusMessage(const RowInput& in);
void StateOrNull(const RowInput& in);
void StateScore(const RowInput& in);
void NoCluster(const RowInput& in);     // -1, until the corpus was searched for duplicates
void ClusterOfOne(const RowInput& in);  // 1, likewise

inline constexpr std::string_view kLanguagesType = "list<struct<language string, share double>>";
void Languages(const RowInput& in);
inline constexpr std::string_view kTranslationsType = "list<struct<language string, url string>>";
void Translations(const RowInput& in);
inline constexpr std::string_view kStateEvidenceType =
    "list<struct<signal string, weight double, value string, html_start int, html_end int>>";
void StateEvidenceList(const RowInput& in);
inline constexpr std::string_view kRightsType =
    "struct<robots list<string>, robots_by_agent list<struct<agent string, directives "
    "list<string>>>, tdm_reserved bool, tdm_policy string, search bool, ai_input bool, ai_train "
    "bool, license_url string, license_source string, license_kind string, license_version "
    "string, license_jurisdiction string, free_to_read bool, evidence list<struct<source string, "
    "agent string, value string, html_start int, html_end int>>>";
void RightsObject(const RowInput& in);
inline constexpr std::string_view kCommentsType =
    "list<struct<author string, date string, text text, block_start int, block_end int>>";
void Comments(const RowInput& in);
inline constexpr std::string_view kPostsType =
    "list<struct<author string, date string, text_start int, text_end int>>";
void Posts(const RowInput& in);
inline constexpr std::string_view kPiiType =
    "list<struct<kind string, text_start int, text_end int>>";
void Pii(const RowInput& in);
inline constexpr std::string_view kBlocksType =
    "list<struct<kind string, level int, text_start int, text_end int, html_start int, html_end "
    "int, keep bool, score double, reason string, site_share double, source string>>";
void Blocks(const RowInput& in);
inline constexpr std::string_view kEngineType =
    "struct<version string, options_hash string, model string>";
void Engine(const RowInput& in);
inline constexpr std::string_view kQualityType =
    "struct<characters int, lines int, words int, gopher_quality struct<words int, "
    "mean_word_length double, hash_word_ratio double, ellipsis_word_ratio double, "
    "bullet_lines_ratio double, ellipsis_lines_ratio double, alpha_words_ratio double, stop_words "
    "int, reason string>, gopher_repetition struct<dup_para_frac double, dup_para_char_frac "
    "double, dup_line_frac double, dup_line_char_frac double, top_2_gram double, top_3_gram "
    "double, top_4_gram double, duplicated_5_n_grams double, duplicated_6_n_grams double, "
    "duplicated_7_n_grams double, duplicated_8_n_grams double, duplicated_9_n_grams double, "
    "duplicated_10_n_grams double, reason string>, c4 struct<lines_kept int, sentences int, "
    "lorem_ipsum bool, curly_bracket bool, reason string>, fineweb struct<line_punct_ratio "
    "double, short_line_ratio double, char_dup_ratio double, list_ratio double, reason string>>";
void Quality(const RowInput& in);

}  // namespace tamis::document
