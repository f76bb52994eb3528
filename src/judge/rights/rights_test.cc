#include "judge/rights/rights.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "html/tree/parser.h"
#include "metadata/metadata.h"

namespace tamis::judge {
namespace {

Rights Read(std::string_view html, const std::vector<HttpField>& fields = {}) {
  html::Parser parser;
  (void)parser.Parse(html);
  metadata::MetadataReader reader;
  const PageContext context{.url = "https://a.example/b/c", .http_fields = fields};
  Rights rights;
  ReadHeaderRights(fields, rights);
  ReadPageRights(parser.dom(), reader.Read(parser.dom(), context), rights);
  return rights;
}

std::string Joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : " ") + item;
  return out;
}

TEST(Rights, NothingSaid) {
  const Rights rights = Read("<p>a");
  EXPECT_TRUE(rights.robots.empty());
  EXPECT_TRUE(rights.claims.empty());
  EXPECT_EQ(rights.tdm_reserved, Said::kNothing);
  EXPECT_EQ(rights.ai_train, Said::kNothing);
  EXPECT_EQ(rights.license_url, "");
}

TEST(Rights, RobotsOfHeaderAndMetaAreJoined) {
  const std::string html = R"(<META NAME="Robots" content="noindex, max-snippet:5">)";
  const Rights rights = Read(html, {{"X-Robots-Tag", "noai, max-snippet:9"}});
  EXPECT_EQ(Joined(rights.robots), "noai max-snippet:9 noindex");
  ASSERT_EQ(rights.claims.size(), 2u);
  EXPECT_EQ(rights.claims[0].source, "http:x-robots-tag");
  EXPECT_EQ(rights.claims[0].html_end, 0u);
  EXPECT_EQ(rights.claims[1].source, "meta:robots");
  EXPECT_EQ(html.substr(rights.claims[1].html_begin, rights.claims[1].html_end), html);
}

TEST(Rights, TemplatesSayNothing) {
  EXPECT_TRUE(Read(R"(<template><meta name=robots content=noindex></template>)").robots.empty());
}

struct TdmCase {
  const char* rule;
  std::vector<HttpField> fields;
  const char* html;
  Said reserved;
  const char* policy;
};

TEST(Rights, TdmReservation) {
  const TdmCase cases[] = {
      {"header", {{"tdm-reservation", "1"}, {"TDM-Policy", "/p"}}, "", Said::kYes, "/p"},
      {"meta",
       {},
       "<meta name=tdm-reservation content=1><meta name=tdm-policy content=/q>",
       Said::kYes,
       "/q"},
      {"header over meta",
       {{"tdm-reservation", "0"}},
       "<meta name=tdm-reservation content=1>",
       Said::kNo,
       ""},
      {"neither 0 nor 1", {{"tdm-reservation", "yes"}}, "", Said::kNothing, ""},
      {"space", {{"tdm-reservation", " 1 "}}, "", Said::kYes, ""},
  };
  for (const TdmCase& c : cases) {
    SCOPED_TRACE(c.rule);
    const Rights rights = Read(c.html, c.fields);
    EXPECT_EQ(rights.tdm_reserved, c.reserved);
    EXPECT_EQ(rights.tdm_policy, c.policy);
  }
}

struct UsageCase {
  const char* field;
  const char* value;
  Said search, ai_input, ai_train;
};

TEST(Rights, Usage) {
  const UsageCase cases[] = {
      {"Content-Signal", "search=yes, ai-train=no", Said::kYes, Said::kNothing, Said::kNo},
      {"content-signal", "AI-Input = No,ai-train=YES", Said::kNothing, Said::kNo, Said::kYes},
      {"Content-Usage", "train-ai=n, search=y", Said::kYes, Said::kNothing, Said::kNo},
      {"Content-Signal", "ai-train=no, ai-train=yes", Said::kNothing, Said::kNothing, Said::kNo},
      {"Content-Signal", "ai-train", Said::kNothing, Said::kNothing, Said::kNothing},
      {"Content-Signal", "ai-train=maybe;x=y", Said::kNothing, Said::kNothing, Said::kNothing},
  };
  for (const UsageCase& c : cases) {
    SCOPED_TRACE(c.value);
    const Rights rights = Read("", {{c.field, c.value}});
    EXPECT_EQ(rights.search, c.search);
    EXPECT_EQ(rights.ai_input, c.ai_input);
    EXPECT_EQ(rights.ai_train, c.ai_train);
  }
}

constexpr std::string_view kBy = "https://creativecommons.org/licenses/by/4.0/";

struct LicenseCase {
  const char* rule;
  std::vector<HttpField> fields;
  const char* html;
  const char* source;
  const char* kind;
};

TEST(Rights, License) {
  const LicenseCase cases[] = {
      {"header",
       {{"Link",
         "</x>; rel=next, <https://creativecommons.org/licenses/by/4.0/>; "
         "rel=\"license\""}},
       "<link rel=license href=https://creativecommons.org/licenses/by-nd/4.0/>",
       "http:link",
       "cc-by"},
      {"link over a",
       {},
       "<a rel=license href=https://creativecommons.org/licenses/by-nd/4.0/>a</a>"
       "<link rel=license href=https://creativecommons.org/licenses/by/4.0/>",
       "link:license",
       "cc-by"},
      {"a",
       {},
       "<a rel='license nofollow' href=//creativecommons.org/licenses/by-sa/2.0/>a</a>",
       "a:license",
       "cc-by-sa"},
      {"a of our own", {}, "<a rel=license href=/terms>a</a>", "a:license", ""},
      {"JSON-LD",
       {},
       R"(<script type=application/ld+json>{"@type":"Article","headline":"h",)"
       R"("license":"https://creativecommons.org/publicdomain/zero/1.0/"}</script>)",
       "metadata:license",
       "cc0"},
      {"footer, unmarked",
       {},
       "<footer><a href=https://creativecommons.org/licenses/by/4.0/>CC</a></footer>",
       "a:creativecommons",
       "cc-by"},
      {"text, unmarked: it may speak of the licence",
       {},
       "<p>see <a href=https://creativecommons.org/licenses/by/4.0/>this deed</a></p>",
       "",
       ""},
      {"a picture's",
       {},
       "<figure><a rel=license href=https://creativecommons.org/licenses/by/4.0/>CC</a></figure>",
       "",
       ""},
      {"several: those of its parts",
       {},
       "<a rel=license href=https://creativecommons.org/licenses/by/4.0/>1</a>"
       "<a rel=license href=https://creativecommons.org/licenses/by-sa/4.0/>2</a>",
       "",
       ""},
  };
  for (const LicenseCase& c : cases) {
    SCOPED_TRACE(c.rule);
    const Rights rights = Read(c.html, c.fields);
    EXPECT_EQ(rights.license_source, c.source);
    EXPECT_EQ(rights.license_kind, c.kind);
  }
  EXPECT_EQ(Read("<a rel=license href=../t>a</a>").license_url, "https://a.example/t");
  EXPECT_EQ(Read("", {{"Link", "<https://creativecommons.org/licenses/by/4.0/>; rel=license"}})
                .license_url,
            kBy);
}

TEST(Rights, ManyClaimsAreBounded) {
  std::string html;
  for (int i = 0; i < 200; ++i) html += "<meta name=robots content=noindex>";
  const Rights rights = Read(html);
  EXPECT_EQ(rights.claims.size(), 64u);
  EXPECT_EQ(rights.robots.size(), 1u);
}

TEST(Rights, HeaderBytesBecomeUtf8) {
  const Rights rights = Read("", {{"X-Robots-Tag", "noai, \xFF"}});
  ASSERT_EQ(rights.claims.size(), 1u);
  EXPECT_EQ(rights.claims[0].value, "noai, \xEF\xBF\xBD");
  EXPECT_EQ(Joined(rights.robots), "noai");
}

}  // namespace
}  // namespace tamis::judge
