#include "document/render/quality_row.h"

#include <array>
#include <string_view>

namespace tamis::document {
namespace {

constexpr std::array<std::string_view, 3> kTopNGrams = {"top_2_gram", "top_3_gram", "top_4_gram"};
constexpr std::array<std::string_view, 6> kDuplicatedNGrams = {
    "duplicated_5_n_grams", "duplicated_6_n_grams", "duplicated_7_n_grams",
    "duplicated_8_n_grams", "duplicated_9_n_grams", "duplicated_10_n_grams"};

class Group {
 public:
  Group(std::string_view name, json::Writer& writer) : writer_(writer) {
    writer_.Key(name);
    writer_.BeginObject();
  }
  void Count(std::string_view key, uint32_t value) {
    writer_.Key(key);
    writer_.Uint(value);
  }
  void Ratio(std::string_view key, float value) {
    writer_.Key(key);
    writer_.Score(static_cast<double>(value));
  }
  void Bool(std::string_view key, bool value) {
    writer_.Key(key);
    writer_.Bool(value);
  }
  void Finish(std::string_view reason) {
    writer_.Key("reason");
    reason.empty() ? writer_.Null() : writer_.Name(reason);
    writer_.EndObject();
  }

 private:
  json::Writer& writer_;
};

void AppendGopher(const GopherQuality& q, const GopherRepetition& r, json::Writer& writer) {
  Group quality("gopher_quality", writer);
  quality.Count("words", q.words);
  quality.Ratio("mean_word_length", q.mean_word_length);
  quality.Ratio("hash_word_ratio", q.hash_word_ratio);
  quality.Ratio("ellipsis_word_ratio", q.ellipsis_word_ratio);
  quality.Ratio("bullet_lines_ratio", q.bullet_lines_ratio);
  quality.Ratio("ellipsis_lines_ratio", q.ellipsis_lines_ratio);
  quality.Ratio("alpha_words_ratio", q.alpha_words_ratio);
  writer.Key("stop_words");
  q.stop_words < 0 ? writer.Null() : writer.Int(q.stop_words);
  quality.Finish(q.reason);

  Group repetition("gopher_repetition", writer);
  repetition.Ratio("dup_para_frac", r.dup_para_frac);
  repetition.Ratio("dup_para_char_frac", r.dup_para_char_frac);
  repetition.Ratio("dup_line_frac", r.dup_line_frac);
  repetition.Ratio("dup_line_char_frac", r.dup_line_char_frac);
  for (size_t i = 0; i < kTopNGrams.size(); ++i) repetition.Ratio(kTopNGrams[i], r.top_n_gram[i]);
  for (size_t i = 0; i < kDuplicatedNGrams.size(); ++i) {
    repetition.Ratio(kDuplicatedNGrams[i], r.duplicated_n_grams[i]);
  }
  repetition.Finish(r.reason);
}

}  // namespace

void AppendQuality(const QualitySignals& s, json::Writer& writer) {
  writer.BeginObject();
  writer.Key("characters");
  writer.Uint(s.characters);
  writer.Key("lines");
  writer.Uint(s.lines);
  writer.Key("words");
  writer.Uint(s.words);
  AppendGopher(s.gopher_quality, s.gopher_repetition, writer);
  Group c4("c4", writer);
  c4.Count("lines_kept", s.c4.lines_kept);
  c4.Count("sentences", s.c4.sentences);
  c4.Bool("lorem_ipsum", s.c4.lorem_ipsum);
  c4.Bool("curly_bracket", s.c4.curly_bracket);
  c4.Finish(s.c4.reason);
  Group fineweb("fineweb", writer);
  fineweb.Ratio("line_punct_ratio", s.fineweb.line_punct_ratio);
  fineweb.Ratio("short_line_ratio", s.fineweb.short_line_ratio);
  fineweb.Ratio("char_dup_ratio", s.fineweb.char_dup_ratio);
  fineweb.Ratio("list_ratio", s.fineweb.list_ratio);
  fineweb.Finish(s.fineweb.reason);
  writer.EndObject();
}

}  // namespace tamis::document
