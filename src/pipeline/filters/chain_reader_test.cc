// TOML files of filters: what they mean, and what is said about mistakes.

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "pipeline/filters/fields.h"
#include "tamis/filters.h"

namespace tamis::pipeline {
namespace {

std::string ErrorOf(std::string_view toml) {
  const Result<FilterChain> chain = ParseFilterChain(toml, "f.toml");
  return chain.ok() ? "ok" : chain.status().message();
}

TEST(ChainReader, ReadsEachKind) {
  const Result<FilterChain> chain = ParseFilterChain(R"(
# a comment
[[filter]]
kind = "url"
name = "adult"
domains = ["example.com"]
domain_files = ["lists/adult.txt", "/abs"]
soft_word_limit = 3
[[filter]]
kind = "language"
languages = ["en", "de"]
min_score = 1      # a whole number is a number
[[filter]]
kind = "rights"
rules = ["noai", "ai-train"]
[[filter]]
kind = "page_state"
states = ["soft_error"]
[[filter]]
kind = "c4"
curly_bracket = false
)",
                                                     "folder/f.toml");
  ASSERT_TRUE(chain.ok()) << chain.status().message();
  ASSERT_EQ(chain->steps.size(), 5u);
  const auto& url = std::get<UrlFilter>(chain->steps[0].rules);
  EXPECT_EQ(chain->steps[0].name, "adult");
  EXPECT_EQ(url.domains, std::vector<std::string>{"example.com"});
  EXPECT_EQ(url.domain_files, (std::vector<std::string>{"folder/lists/adult.txt", "/abs"}));
  EXPECT_EQ(url.soft_word_limit, 3u);
  EXPECT_EQ(std::get<LanguageFilter>(chain->steps[1].rules).min_score, 1);
  EXPECT_EQ(std::get<RightsFilter>(chain->steps[2].rules).rules, 1u << 3 | 1u << 6);
  EXPECT_EQ(std::get<PageStateFilter>(chain->steps[3].rules).states, 2u);
  EXPECT_FALSE(std::get<C4Filter>(chain->steps[4].rules).curly_bracket);
  EXPECT_EQ(chain->steps[4].name, "");
}

TEST(ChainReader, AnEmptyFileIsAnEmptyChain) {
  for (const char* toml : {"", "# nothing\n", "filter = []"}) EXPECT_EQ(ErrorOf(toml), "ok");
}

TEST(ChainReader, EveryKindCanStandAlone) {
  for (const std::string_view kind : kFilterKinds) {
    EXPECT_EQ(ErrorOf("[[filter]]\nkind = \"" + std::string(kind) + "\"\n"), "ok") << kind;
  }
}

TEST(ChainReader, MistakesHaveAPlace) {
  constexpr const char* kC4 = "[[filter]]\nkind = \"c4\"\n";
  const std::pair<std::string, const char*> cases[] = {
      {std::string(kC4) + "min_sentence = 3",
       "3:1: unknown key \"min_sentence\"; did you mean "
       "\"min_sentences\"?"},
      {std::string(kC4) + "min_sentences = -1",
       "3:17: `min_sentences` is a whole number from 0 to 1000000000"},
      {std::string(kC4) + "min_sentences = \"3\"",
       "3:17: `min_sentences` is a whole number from 0 to 1000000000"},
      {std::string(kC4) + "lorem_ipsum = 1", "3:15: `lorem_ipsum` is true or false"},
      {std::string(kC4) + kC4, "3:1: a second filter called \"c4\"; give it a `name` of its own"},
      {std::string(kC4) + "name = \"A b\"",
       "3:8: a step's name is that of a folder: 1 to 64 of a-z, 0-9, '_' and '-'"},
      {std::string(kC4) + "name = 1", "3:8: `name` is a text in quotes"},
      {"[[filter]]\nkind = \"gohper_qual\"",
       "2:8: unknown kind \"gohper_qual\"; did you mean "
       "\"gopher_qual\"?"},
      {"[[filter]]\nname = \"x\"", "1:1: a filter has a `kind`, for example \"language\""},
      {"[[filters]]\nkind = \"c4\"", "1:3: unknown key \"filters\"; did you mean \"filter\"?"},
      {"filter = 3", "1:10: filters are written as [[filter]] tables"},
      {"[[filter]]\nkind = \"language\"\nmin_score = 1.5",
       "3:13: `min_score` is a number from 0 to 1"},
      {"[[filter]]\nkind = \"language\"\nmin_score = nan",
       "3:13: `min_score` is a number from 0 to 1"},
      {"[[filter]]\nkind = \"language\"\nlanguages = \"en\"",
       "3:13: `languages` is an array of texts: [\"a\", \"b\"]"},
      {"[[filter]]\nkind = \"rights\"\nrules = [\"noai\", \"noia\"]",
       "3:18: unknown name \"noia\"; did you mean \"noai\"?"},
  };
  for (const auto& [toml, error] : cases) {
    EXPECT_EQ(ErrorOf(toml), std::string("f.toml:") + error) << toml;
  }
  EXPECT_TRUE(ErrorOf("a = \u00fc").starts_with("f.toml:1:5: ")) << ErrorOf("a = \u00fc");
  EXPECT_TRUE(ErrorOf("[\n").starts_with("f.toml:1:")) << ErrorOf("[\n");
  EXPECT_TRUE(ErrorOf("[[filter]\nkind").starts_with("f.toml:1:")) << ErrorOf("[[filter]\nkind");
}

}  // namespace
}  // namespace tamis::pipeline
