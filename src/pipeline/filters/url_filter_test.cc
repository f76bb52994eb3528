#include "pipeline/filters/url_filter.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "pipeline/filters/url_list.h"

namespace tamis::pipeline {
namespace {

std::string VerdictOf(const UrlFilter& rules, std::string_view url) {
  const Result<std::unique_ptr<Filter>> filter = MakeFilter(rules);
  if (!filter.ok()) return filter.status().message();
  document::RowContext row;
  row.url = url;
  return std::string((*filter)->Verdict(Document(), row));
}

struct Case {
  const char* url;
  const char* reason;
};

void Check(const UrlFilter& rules, std::initializer_list<Case> cases) {
  for (const auto& [url, reason] : cases) EXPECT_EQ(VerdictOf(rules, url), reason) << url;
}

TEST(UrlFilter, Domains) {
  Check({.domains = {"example.com", "*.star.org", "WWW.Sub.Example.NET.", "bbc.co.uk",
                     "a.bbc.co.uk", "news.site.co.uk", "xxx", "10.0.0.1", "bücher.example"}},
        {
            {"https://example.com/", "domain"},
            {"http://EXAMPLE.com:8080/a?b#c", "domain"},
            {"https://user@example.com", "domain"},
            {"https://a.b.example.com/", "domain"},
            {"https://example.com./", "domain"},
            {"https://notexample.com/", ""},
            {"https://example.com.evil.org/", ""},
            {"https://example.org/example.com", ""},
            {"https://star.org/", "domain"},
            {"https://www.sub.example.net/", "subdomain"},
            {"https://x.www.sub.example.net/", "subdomain"},
            {"https://sub.example.net/", ""},
            {"https://www.bbc.co.uk/", "domain"},
            {"https://news.site.co.uk/", "subdomain"},
            {"https://site.co.uk/", ""},
            {"https://anything.xxx/", "domain"},
            {"http://10.0.0.1/", "domain"},
            {"http://110.0.0.1/", ""},
            {"https://b%C3%BCcher.example/", "domain"},
            {"https://xn--bcher-kva.example/", "domain"},
            {"mailto:a@example.com", ""},
            {"example.com", ""},
            {"", ""},
        });
}

TEST(UrlFilter, Urls) {
  Check({.urls = {"https://example.com/a/", "example.org/b?c=d", "http://example.net"}},
        {
            {"https://example.com/a", "url"},
            {"http://user@EXAMPLE.com:80/a/#top", "url"},
            {"https://example.com/a/b", ""},
            {"https://example.com/A", ""},
            {"https://example.com:8080/a", ""},
            {"https://example.org/b?c=d", "url"},
            {"https://example.org/b", ""},
            {"https://example.net/", "url"},
            {"https://www.example.net/", ""},
        });
}

TEST(UrlFilter, Words) {
  const UrlFilter rules{.hard_words = {"Casino"},
                        .soft_words = {"poker", "bet", "win"},
                        .subwords = {"free-money", "x"}};
  Check(rules, {
                   {"https://a.com/casino", "hard_blacklisted"},
                   {"https://CASINO.com/", "hard_blacklisted"},
                   {"https://a.com/casinos", ""},
                   {"https://a.com/poker", ""},
                   {"https://a.com/poker/poker", ""},
                   {"https://a.com/poker-bet", "soft_blacklisted"},
                   {"https://a.com/win/casino/bet", "hard_blacklisted"},
                   {"https://a.com/free/money", "blacklisted_subword"},
                   {"https://a.com/someFREEMONEYnow", "blacklisted_subword"},
                   {"https://a.com/xyz", "blacklisted_subword"},
                   {"https://a.com/", ""},
               });
  Check({.soft_words = {"poker", "bet", "win"}, .soft_word_limit = 3},
        {{"https://a.com/poker-bet", ""}, {"https://a.com/poker-bet-win", "soft_blacklisted"}});
}

TEST(UrlFilter, TheOrderOfReasonsIsDataTroves) {
  Check({.domains = {"a.com"}, .urls = {"a.com/x", "b.com/x"}, .hard_words = {"x"}},
        {{"https://a.com/x", "domain"},
         {"https://b.com/x", "url"},
         {"https://c.com/x", "hard_blacklisted"}});
}

class ListFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "tamis-list-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    path_ = (root_ / "list").string();
  }
  void TearDown() override { std::filesystem::remove_all(root_); }
  void Put(std::string_view bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }

  std::filesystem::path root_;
  std::string path_;
};

TEST_F(ListFiles, LinesAreDomainsOrUrls) {
  Put("# a comment\r\n\r\n  example.com\t\r\n*.example.net\nexample.org/a\nlast.example");
  Check({.list_files = {path_}}, {{"https://example.com/", "domain"},
                                  {"https://example.net/", "domain"},
                                  {"https://example.org/", ""},
                                  {"https://example.org/a", "url"},
                                  {"https://last.example/", "domain"}});
}

TEST_F(ListFiles, MistakesNameTheLine) {
  Put("example.com\n\n127.0.0.1 ads.example\n");
  EXPECT_EQ(VerdictOf({.domain_files = {path_}}, ""),
            path_ +
                ":3: \"127.0.0.1 ads.example\" is no domain: write example.com, one a line, "
                "without scheme and path");
  EXPECT_EQ(MakeFilter(UrlFilter{.url_files = {path_ + "x"}}).status().code(),
            StatusCode::kNotFound);
}

TEST_F(ListFiles, AVeryLongLineIsCut) {
  Put(std::string(1 << 20, 'a') + "\nexample.com\n");
  EXPECT_EQ(VerdictOf({.domain_files = {path_}}, "https://example.com/"), "domain");
}

TEST_F(ListFiles, TheDigestIsThatOfTheEntries) {
  const auto digest = [](const UrlFilter& rules) { return (*MakeFilter(rules))->ListDigest(); };
  Put("b.com\n# more\nA.com\nb.com\n");
  const std::string of_file = digest({.domain_files = {path_}});
  EXPECT_EQ(of_file, digest({.domains = {"b.com", "a.com"}}));
  EXPECT_NE(of_file, digest({.domains = {"b.com", "a.com", "c.com"}}));
  EXPECT_NE(of_file, digest({.hard_words = {"b.com", "a.com"}}));
}

}  // namespace
}  // namespace tamis::pipeline
