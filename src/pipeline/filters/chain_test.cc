// Each kind of step with its reasons, and what makes a chain.

#include "pipeline/filters/chain.h"

#include <gtest/gtest.h>

#include <string>

#include "tamis/page_state.h"
#include "tamis/rights.h"

namespace tamis::pipeline {
namespace {

std::string VerdictOf(const FilterRules& rules, const Document& document) {
  const Result<Chain> chain = Chain::Load({{{.rules = rules}}});
  if (!chain.ok()) return chain.status().message();
  return std::string(chain->Verdict(0, document, {}));
}

TEST(Chain, Language) {
  struct {
    const char* language;
    float score;
    LanguageFilter rules;
    const char* reason;
  } const cases[] = {
      {"en", 0.9f, {.languages = {"en", "de"}}, ""},
      {"de", 0.65f, {.languages = {"en", "de"}}, ""},
      {"de", 0.64f, {.languages = {"en", "de"}}, "language_score"},
      {"fr", 0.9f, {.languages = {"en", "de"}}, "language"},
      {"fr", 0.9f, {}, ""},
      {"fr", 0.2f, {}, "language_score"},
      {"", 0, {}, "language"},
      {"", 0, {.languages = {"en"}, .keep_unknown = true}, ""},
      {"en", 0, {.min_score = 0}, ""},
  };
  for (const auto& [language, score, rules, reason] : cases) {
    Document document;
    document.language = language;
    document.language_score = score;
    EXPECT_EQ(VerdictOf(rules, document), reason) << language << score;
  }
}

TEST(Chain, Length) {
  Document document;
  document.quality.characters = 100;
  document.quality.words = 20;
  EXPECT_EQ(VerdictOf(LengthFilter{}, document), "");
  EXPECT_EQ(VerdictOf(LengthFilter{100, 100, 20, 20}, document), "");
  EXPECT_EQ(VerdictOf(LengthFilter{.min_chars = 101}, document), "too_few_chars");
  EXPECT_EQ(VerdictOf(LengthFilter{.max_chars = 99}, document), "too_many_chars");
  EXPECT_EQ(VerdictOf(LengthFilter{.min_words = 21}, document), "too_few_words");
  EXPECT_EQ(VerdictOf(LengthFilter{.max_words = 19}, document), "too_many_words");
}

TEST(Chain, Rights) {
  Document document;
  document.rights.robots = {"noai"};
  const auto bit = [](RightsRule rule) { return 1u << static_cast<unsigned>(rule); };
  EXPECT_EQ(VerdictOf(RightsFilter{bit(RightsRule::kNoai)}, document), "rights_noai");
  EXPECT_EQ(VerdictOf(RightsFilter{bit(RightsRule::kNoindex)}, document), "");
  EXPECT_EQ(VerdictOf(RightsFilter{}, document), "");
}

TEST(Chain, PageState) {
  Document document;
  document.page_state.state = PageState::kLogin;
  document.page_state.score = 0.7f;
  const uint32_t login = 1u << static_cast<unsigned>(PageState::kLogin);
  EXPECT_EQ(VerdictOf(PageStateFilter{.states = login}, document), "login");
  EXPECT_EQ(VerdictOf(PageStateFilter{.states = login, .min_score = 0.8f}, document), "");
  EXPECT_EQ(VerdictOf(PageStateFilter{.states = ~login}, document), "");
}

// A document that passes all presets.
Document Good() {
  Document document;
  QualitySignals& q = document.quality;
  q.gopher_quality = {.words = 100, .mean_word_length = 5, .alpha_words_ratio = 1, .stop_words = 5};
  q.c4 = {.lines_kept = 9, .sentences = 9};
  q.fineweb = {.line_punct_ratio = 1};
  return document;
}

TEST(Chain, LimitsOfGopherQuality) {
  const Document document = Good();
  const struct {
    GopherQualityFilter rules;
    const char* reason;
  } cases[] = {
      {{}, ""},
      {{.min_words = 101}, "gopher_short_doc"},
      {{.max_words = 99}, "gopher_long_doc"},
      {{.min_mean_word_length = 5.5f}, "gopher_below_avg_threshold"},
      {{.max_mean_word_length = 4.5f}, "gopher_above_avg_threshold"},
      {{.min_stop_words = 6}, "gopher_enough_stop_words"},
  };
  for (const auto& [rules, reason] : cases) EXPECT_EQ(VerdictOf(rules, document), reason);
}

TEST(Chain, LimitsOfGopherRepetition) {
  // Every field has a reason of its name, and all but the first are asked after it.
  Document document = Good();
  GopherRepetition& r = document.quality.gopher_repetition;
  r = {
      0.01f, 0.01f, 0.01f, 0.01f, {0.01f, 0.01f, 0.01f}, {0.01f, 0.01f, 0.01f, 0.01f, 0.01f, 0.01f},
      {}};
  GopherRepetitionFilter rules;
  EXPECT_EQ(VerdictOf(rules, document), "");
  const std::pair<float*, const char*> fields[] = {
      {&rules.max_duplicated_10_n_grams, "duplicated_10_n_grams"},
      {&rules.max_duplicated_5_n_grams, "duplicated_5_n_grams"},
      {&rules.max_top_4_gram, "top_4_gram"},
      {&rules.max_top_2_gram, "top_2_gram"},
      {&rules.max_dup_line_char_frac, "dup_line_char_frac"},
      {&rules.max_dup_line_frac, "dup_line_frac"},
      {&rules.max_dup_para_char_frac, "dup_para_char_frac"},
      {&rules.max_dup_para_frac, "dup_para_frac"},
  };
  for (const auto& [field, reason] : fields) {
    *field = 0;
    EXPECT_EQ(VerdictOf(rules, document), reason);
  }
}

TEST(Chain, LimitsOfC4AndFineWeb) {
  Document document = Good();
  EXPECT_EQ(VerdictOf(C4Filter{}, document), "");
  EXPECT_EQ(VerdictOf(C4Filter{.min_sentences = 10}, document), "too_few_sentences");
  C4Quality& c4 = document.quality.c4;
  c4.curly_bracket = true;
  c4.reason = "curly_bracket";
  EXPECT_EQ(VerdictOf(C4Filter{}, document), "curly_bracket");
  EXPECT_EQ(VerdictOf(C4Filter{.curly_bracket = false}, document), "");
  c4.lorem_ipsum = true;  // behind the bracket
  EXPECT_EQ(VerdictOf(C4Filter{}, document), "curly_bracket");
  EXPECT_EQ(VerdictOf(C4Filter{.curly_bracket = false}, document), "lorem_ipsum");

  EXPECT_EQ(VerdictOf(FineWebFilter{}, document), "");
  document.quality.fineweb = {0.5f, 0.5f, 0.005f, 0.2f, {}};
  EXPECT_EQ(VerdictOf(FineWebFilter{.min_line_punct_ratio = 0.6f}, document), "line_punct_ratio");
  EXPECT_EQ(VerdictOf(FineWebFilter{.max_short_line_ratio = 0.4f}, document), "short_line_ratio");
  EXPECT_EQ(VerdictOf(FineWebFilter{.max_char_dup_ratio = 0.004f}, document), "char_dup_ratio");
  EXPECT_EQ(VerdictOf(FineWebFilter{.max_list_ratio = 0.1f}, document), "list_ratio");
}

TEST(Chain, NamesAndNeeds) {
  const Result<Chain> chain = Chain::Load({{{.rules = UrlFilter()},
                                            {.rules = UrlFilter(), .name = "more-urls_2"},
                                            {.rules = RightsFilter()},
                                            {.rules = UrlFilter(), .name = "late"},
                                            {.rules = LengthFilter()}}});
  ASSERT_TRUE(chain.ok());
  EXPECT_EQ(chain->size(), 5u);
  EXPECT_EQ(chain->url_steps(), 2u);
  EXPECT_EQ(chain->name(0), "url");
  EXPECT_EQ(chain->name(1), "more-urls_2");
  EXPECT_EQ(chain->needs(2), Needs::kPage);
  EXPECT_EQ(chain->needs(3), Needs::kUrl);
  EXPECT_EQ(chain->needs(4), Needs::kText);
}

TEST(Chain, WrongNames) {
  for (const char* name : {"fetch", "decode", "extract", "../x", "A", "a b", "c4"}) {
    const FilterChain rules{{{.rules = C4Filter()}, {.rules = C4Filter(), .name = name}}};
    EXPECT_EQ(Chain::Load(rules).status().code(), StatusCode::kInvalidArgument) << name;
  }
  EXPECT_FALSE(WrongStepName(std::string(65, 'a')).empty());
  EXPECT_TRUE(WrongStepName(std::string(64, 'a')).empty());
}

TEST(Chain, TextsTellChainsApart) {
  const auto text_of = [](const FilterRules& rules) {
    const Result<Chain> chain = Chain::Load({{{.rules = rules}}});
    return chain->texts().at(0).second;
  };
  EXPECT_EQ(text_of(C4Filter{.curly_bracket = false}),
            "c4 lorem_ipsum=true curly_bracket=false min_sentences=5");
  EXPECT_EQ(text_of(LanguageFilter{.languages = {"en", "de"}}),
            "language languages=en,de min_score=0.65 keep_unknown=false");
  EXPECT_EQ(text_of(PageStateFilter{.states = 6}),
            "page_state states=soft_error,consent_wall min_score=0");
  EXPECT_NE(text_of(UrlFilter{.domains = {"a.com"}}), text_of(UrlFilter{.domains = {"b.com"}}));
  EXPECT_NE(text_of(UrlFilter{.hard_words = {"a"}}), text_of(UrlFilter{.soft_words = {"a"}}));
}

}  // namespace
}  // namespace tamis::pipeline
