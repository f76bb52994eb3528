// HTML in, fields out: a row a rule, by source and by field.

#include "metadata/metadata.h"

#include <gtest/gtest.h>

#include "html/tree/parser.h"

namespace tamis::metadata {
namespace {

constexpr std::string_view kUrl = "https://www.example.com/news/a-page?x=1";

class MetadataTest : public testing::Test {
 protected:
  const Metadata& Read(std::string_view html, std::string_view url = kUrl) {
    static_cast<void>(parser_.Parse(html));
    PageContext context;
    context.url = url;
    context.fetch_date = "2024-06-30T12:00:00Z";
    return reader_.Read(parser_.dom(), context);
  }

 private:
  html::Parser parser_;
  MetadataReader reader_;
};

struct TitleCase {
  const char* rule;
  std::string_view html, title, source;
};

constexpr TitleCase kTitles[] = {
    {"nothing", "<p>x", "", ""},
    {"title alone", "<title>A  &amp; B</title>", "A & B", "title"},
    {"site name after a bar",
     "<meta property=og:site_name content='The Site'><title>A | The Site</title>", "A", "title"},
    {"site name before a bar", "<meta property=og:site_name content=Site><title>Site | A b</title>",
     "A b", "title"},
    {"site name of the host", "<title>A b - Example.com</title>", "A b", "title"},
    {"what remains is the heading",
     "<title>Long heading - Nowhere known</title><h1>Long heading</h1>", "Long heading", "h1"},
    {"Open Graph that the heading confirms",
     "<meta property=og:title content='A page - Site'><h1>A page</h1>", "A page", "meta:og:title"},
    {"the heading that others confirm",
     "<title>Second thing</title><h1>First</h1><h1>Second thing</h1>", "Second thing", "h1"},
    {"a heading that is the site's name",
     "<meta property=og:site_name content=Site><title>A b</title><h1>Site</h1>", "A b", "title"},
    {"Open Graph over the title", "<meta property=og:title content=Og><title>T</title>", "Og",
     "meta:og:title"},
    {"JSON-LD that the title confirms",
     "<title>H about things | Site</title>"
     "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"H about things\"}"
     "</script><meta property=og:title content=Og>",
     "H about things", "json-ld:headline"},
    {"a heading of the whole site, and the page's own in <title>",
     "<title>What is ownership? - The Book of Rust</title><h1>The Book of Rust</h1><p>x",
     "What is ownership?", "title"},
    {"microdata", "<h2 itemprop=headline>M <b>n</b></h2>", "M n", "microdata:headline"},
    {"title of a drawing", "<svg><title>Icon</title></svg>", "", ""},
    {"title in a template", "<template><h1>T</h1></template>", "", ""},
};

TEST_F(MetadataTest, Title) {
  for (const TitleCase& c : kTitles) {
    const Metadata& m = Read(c.html);
    EXPECT_EQ(m.title.value, c.title) << c.rule;
    EXPECT_EQ(m.title.source, c.source) << c.rule;
  }
}

TEST_F(MetadataTest, TitleCandidates) {
  const Metadata& m =
      Read("<title>T</title><meta property=og:title content=Og><h1>H one</h1><h1>T</h1>");
  EXPECT_EQ(m.titles, (std::vector<std::string_view>{"T", "Og", "H one"}));
}

constexpr std::string_view kDated =
    "<html lang=en><title>A bridge</title><article><h1>A bridge</h1><p class=date>March 4, 2021</p>"
    "<p>The council said on Monday that it would be closed for a year, while the steel of its "
    "three arches is mended. The ferry will run until ten, and buses take the tunnel.</p>";
constexpr std::string_view kChanged =
    "<html lang=en><title>A bridge</title><article><h1>A bridge</h1>"
    "<p class=date>Published: March 4, 2021 | Updated: March 9, 2021</p>"
    "<p>The council said on Monday that it would be closed for a year, while the steel of its "
    "three arches is mended. The ferry will run until ten, and buses take the tunnel.</p>";
constexpr std::string_view kYesterday =
    "<html lang=en><title>A bridge</title><article><h1>A bridge</h1><p>Posted <b>1 day ago</b></p>";
constexpr std::string_view kOthers =
    "<h1>A bridge</h1><div class=related><ul><li><a>Other</a> March 4, 2021<li><a>Third</a> March "
    "5, 2021</ul></div><div class=comments><p>Ann, March 6, 2021<p>Bo, March 7, 2021</div>";

struct DateCase {
  const char* rule;
  std::string_view html, url, published, published_source, modified;
};

constexpr DateCase kDates[] = {
    {"none",
     "<h1>Rain</h1><p>It was a wet spring, and "
     "the reservoirs of the county were full. On 4 March 2021 it rained until the river rose over "
     "its banks, and the town had to be cleared in a night.",
     kUrl, "", "", ""},
    {"Open Graph",
     "<meta property=article:published_time content=2021-03-04T10:15:00+01:00>"
     "<meta property=article:modified_time content=2021-03-05>",
     kUrl, "2021-03-04T10:15:00+01:00", "meta:article:published_time", "2021-03-05"},
    {"JSON-LD",
     "<script type=application/ld+json>{\"@type\":[\"Thing\",\"BlogPosting\"],"
     "\"datePublished\":\"2021-03-03\",\"dateModified\":\"2021-03-09\"}</script>",
     kUrl, "2021-03-03", "json-ld:datePublished", "2021-03-09"},
    {"the day that readers see settles which of two",
     "<meta property=article:published_time content=2021-03-04>"
     "<script type=application/ld+json>{\"@type\":\"BlogPosting\",\"headline\":\"H\","
     "\"datePublished\":\"2020-01-03\"}</script><article><h1>H</h1><p>March 4, 2021</article>",
     kUrl, "2021-03-04", "meta:article:published_time", ""},
    {"RDFa", "<span property='schema:datePublished' content=2021-03-04>x</span>", kUrl,
     "2021-03-04", "rdfa:datePublished", ""},
    {"below the heading", kDated, kUrl, "2021-03-04", "text", ""},
    {"published and changed", kChanged, kUrl, "2021-03-04", "text", "2021-03-09"},
    {"the day before the crawl", kYesterday, kUrl, "2024-06-29", "text", ""},
    {"comments and cards are not the page's", kOthers, kUrl, "", "", ""},
    {"WebPage alone says when it was changed",
     "<script type=application/ld+json>{\"@type\":\"WebPage\",\"datePublished\":\"2021-03-03\","
     "\"dateModified\":\"2021-03-09\"}</script>",
     kUrl, "", "", "2021-03-09"},
    {"a date in the future is none", "<meta name=date content=2024-07-02>", kUrl, "", "", ""},
    {"the next day may be a time zone", "<meta property=article:published_time content=2024-07-01>",
     kUrl, "2024-07-01", "meta:article:published_time", ""},
    {"an impossible one falls to the next source",
     "<meta name=date content=2021-02-30><time pubdate datetime=2021-03-04>x</time>", kUrl,
     "2021-03-04", "time", ""},
    {"time of publication", "<time class='entry-date published' datetime=2021-03-04T10:00>x</time>",
     kUrl, "2021-03-04T10:00", "time", ""},
    {"time of change", "<time class=updated datetime=2021-03-04>x</time>", kUrl, "", "",
     "2021-03-04"},
    {"one of many times", "<time>March 4, 2021</time><time>March 5, 2021</time>", kUrl, "", "", ""},
    {"microdata", "<span itemprop=datePublished content=2021-03-04>x</span>", kUrl, "2021-03-04",
     "microdata:datePublished", ""},
    {"microdata of a review",
     "<div itemprop=review><span itemprop=datePublished content=2021-03-04>x</span></div>", kUrl,
     "", "", ""},
    {"path of the URL", "", "https://a.com/2021/03/04/title", "2021-03-04", "url", ""},
    {"path with dashes", "", "https://a.com/x/2021-03-04-title.html", "2021-03-04", "url", ""},
    {"path with single digits", "", "https://a.com/2021/3/4/title", "2021-03-04", "url", ""},
    {"digits in the path", "", "https://a.com/20210304/title", "2021-03-04", "url", ""},
    {"number in the path", "", "https://a.com/202103041/title", "", "", ""},
    {"month in the path", "", "https://a.com/2021/03/title", "", "", ""},
    {"date in the query", "", "https://a.com/x?d=/2021/03/04/", "", "", ""},
    {"month first in the United States", "<html lang=en-US><time pubdate>03/04/2021</time>", kUrl,
     "2021-03-04", "time", ""},
    {"day first elsewhere", "<html lang=fr><time pubdate>03/04/2021</time>", kUrl, "2021-04-03",
     "time", ""},
    {"neither without a language", "<time pubdate>03/04/2021</time>", kUrl, "", "", ""},
    {"changed before published",
     "<meta property=article:published_time content=2021-03-04><meta name=lastmod "
     "content=2020-01-01>",
     kUrl, "2021-03-04", "meta:article:published_time", ""},
};

TEST_F(MetadataTest, Dates) {
  for (const DateCase& c : kDates) {
    const Metadata& m = Read(c.html, c.url);
    EXPECT_EQ(m.date_published.value, c.published) << c.rule;
    EXPECT_EQ(m.date_published.source, c.published_source) << c.rule;
    EXPECT_EQ(m.date_modified.value, c.modified) << c.rule;
  }
}

struct AuthorCase {
  const char* rule;
  std::string_view html;
  std::vector<std::string> authors;
  std::string_view source;
};

// An article that says nothing of who wrote it but what stands between.
constexpr std::string_view kArticleBegins =
    "<meta property=og:type content=article><title>A bridge is closed</title><article>"
    "<h1>A bridge is closed</h1><div class=byline-meta>";
constexpr std::string_view kArticleEnds =
    "<time datetime=2021-03-04>March 4, 2021</time></div><p>The council said on Monday that it "
    "would be closed for a year, while the steel of its three arches is mended. The ferry will run "
    "until ten, and the buses take the tunnel.</p></article>";

std::string Article(std::string_view line) {
  return std::string(kArticleBegins).append(line).append(kArticleEnds);
}

TEST_F(MetadataTest, AuthorsThatReadersSee) {
  const std::string site = "<meta property=og:site_name content='The Ferry'>";
  const struct {
    const char* rule;
    std::string html;
    std::vector<std::string> authors;
    std::string_view source;
  } cases[] = {
      {"nobody", Article(""), {}, ""},
      {"the author's page",
       Article("<a href=/author/ann-lee>Ann Lee</a>"),
       {"Ann Lee"},
       "link:author"},
      {"link", Article("<a rel='nofollow author' href=x>Ann Lee</a>"), {"Ann Lee"}, "rel=author"},
      {"text that signs",
       Article("Written by <a>Ann Lee</a>, Senior Writer"),
       {"Ann Lee"},
       "byline"},
      {"glued and with a role",
       Article("<p class=byline>ByAnn Lee Staff Writer</p>"),
       {"Ann Lee"},
       "byline"},
      {"in another language", Article("<p>Von <b>Bo Ray</b></p>"), {"Bo Ray"}, "byline"},
      {"a name before the date", Article("<a href=/ann-lee>Ann Lee</a> "), {"Ann Lee"}, "byline"},
      {"the site, which signs",
       site + Article("<p class=author>By <a rel=author href=/>The Ferry</a></p>"),
       {"The Ferry"},
       "rel=author"},
      {"the site's name behind a person's",
       site + Article("<p class=author>By Ann Lee The Ferry</p>"),
       {"Ann Lee"},
       "byline"},
      {"who changed it", Article("<p class=author>Updated by Ann Lee</p>"), {}, ""},
  };
  for (const auto& c : cases) {
    const Metadata& m = Read(c.html);
    EXPECT_EQ(m.authors, c.authors) << c.rule;
    EXPECT_EQ(m.authors_source, c.source) << c.rule;
  }
}

TEST_F(MetadataTest, Authors) {
  const AuthorCase cases[] = {
      {"none", "<p>x", {}, ""},
      {"meta",
       "<meta name=author content='By Ann Lee and Bo Ray'>",
       {"Ann Lee", "Bo Ray"},
       "meta:author"},
      {"JSON-LD, a list",
       "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[{\"@type\":\"Person\","
       "\"name\":\"Ann Lee\"},\"Bo Ray\"]}</script>",
       {"Ann Lee", "Bo Ray"},
       "json-ld:author"},
      {"JSON-LD, by reference",
       "<script "
       "type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#p\"}},"
       "{\"@type\":[\"Person\",\"Organization\"],\"@id\":\"#p\",\"name\":\"Ann Lee\"}]}</script>",
       {"Ann Lee"},
       "json-ld:author"},
      {"JSON-LD of a product is its reviewer's",
       "<script type=application/ld+json>{\"@type\":\"Product\",\"author\":\"Ann Lee\"}</script>",
       {},
       ""},
      {"JSON-LD in CDATA with line breaks and a trailing comma",
       "<script "
       "type=application/ld+json>//<![CDATA[\n{\"@type\":\"Article\",\"description\":\"a\nb\","
       "\"author\":\"Ann &amp; Bo\",}\n//]]></script>",
       {"Ann", "Bo"},
       "json-ld:author"},
      {"a person before the site",
       "<meta property=og:site_name content='The Site'>"
       "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":\"The Site\"}</script>"
       "<meta name=author content='Ann Lee'>",
       {"Ann Lee"},
       "meta:author"},
      {"the site signs nothing",
       "<meta property=og:site_name content='The Site Ltd'><meta name=author content='The Site "
       "Ltd'>",
       {},
       ""},
      {"unless it bears a person's name",
       "<meta property=og:site_name content='Ann Lee'><meta name=author content='Ann Lee'>",
       {"Ann Lee"},
       "meta:author"},
      {"a sentence is no byline", "<h1>T</h1><p>By the river it was cold.", {}, ""},
      {"a filter is no byline", "<h1>T</h1><p>By industry", {}, ""},
      {"who signs a comment", "<h1>T</h1><div class=comments><p>Posted by Ann Lee</div>", {}, ""},
      {"microdata",
       "<div itemprop=author itemscope><a>x</a><span itemprop=name>Ann Lee</span></div>",
       {"Ann Lee"},
       "microdata:author"},
      {"byline",
       "<p class=post-author>By Ann Lee · March 4, 2021 · 5 min</p>",
       {"Ann Lee"},
       "byline"},
      {"no byline", "<p class=author-bio>Ann Lee writes.</p><p class=authors>Sign in</p>", {}, ""},
      {"bylines of cards",
       "<a rel=author>Ann Lee</a><a rel=author>Bo Ray</a><a rel=author>Cy Doe</a><a rel=author>Di "
       "Fox</a>",
       {},
       ""},
      {"addresses are no names",
       "<meta property=article:author content='https://x.com/ann'>",
       {},
       ""},
      {"family name first",
       "<meta name=citation_author content='Lee, Ann'><meta name=citation_author content='Ray, "
       "Bo'>",
       {"Ann Lee", "Bo Ray"},
       "meta:citation_author"},
  };
  for (const AuthorCase& c : cases) {
    const Metadata& m = Read(c.html);
    EXPECT_EQ(m.authors, c.authors) << c.rule;
    EXPECT_EQ(m.authors_source, c.source) << c.rule;
  }
}

TEST_F(MetadataTest, JsonLdOfOtherPagesSaysNothing) {
  // A list of three articles, none of them at the page's address.
  const Metadata& list = Read(
      R"(<script type="application/ld+json">[{"@type":"Article","headline":"A","url":"/a"},
      {"@type":"Article","headline":"B","url":"/b"},{"@type":"Article","headline":"C","url":"/c"}]</script>)");
  EXPECT_EQ(list.title.value, "");
  // Of several the one at the page's address.
  const Metadata& own = Read(
      R"(<script type="application/ld+json">[{"@type":"Article","headline":"A","url":"/a"},
      {"@type":"Article","headline":"B","mainEntityOfPage":{"@id":"http://example.com/news/a-page/"}}]</script>)");
  EXPECT_EQ(own.title.value, "B");
  // Items of a list are not the page.
  const Metadata& items = Read(
      R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":
      [{"@type":"Article","headline":"A","datePublished":"2021-01-01"}]}</script>)");
  EXPECT_EQ(items.title.value, "");
  EXPECT_EQ(items.date_published.value, "");
}

TEST_F(MetadataTest, Urls) {
  const Metadata& m = Read(
      "<base href='/sub/'><link rel=canonical href='../c?x#y'><meta property=og:image "
      "content=i.png>"
      "<link rel=license href='https://creativecommons.org/licenses/by/4.0/'>");
  EXPECT_EQ(m.base_url, "https://www.example.com/sub/");
  EXPECT_EQ(m.canonical_url.value, "https://www.example.com/c?x#y");
  EXPECT_EQ(m.canonical_url.source, "link:canonical");
  const float confidence = m.canonical_url.confidence;
  Read("<link rel=canonical href='https://a.org/b'>");
  EXPECT_LT(m.canonical_url.confidence, confidence) << "another host";
  Read(
      "<base href='/sub/'><meta property=og:image content=i.png>"
      "<link rel=license href='https://creativecommons.org/licenses/by/4.0/'>");
  EXPECT_EQ(m.image.value, "https://www.example.com/sub/i.png");
  EXPECT_EQ(m.image.source, "meta:og:image");
  EXPECT_EQ(m.license, "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(m.hostname, "www.example.com");
  EXPECT_EQ(Read("<link rel=canonical href='javascript:x'>").canonical_url.value, "");
  EXPECT_EQ(Read("<link rel=canonical href='https://a.org/b'>", "").hostname, "a.org");
  EXPECT_EQ(Read("<p>x", "").base_url, "");
}

TEST_F(MetadataTest, TheRest) {
  const Metadata& m = Read(
      "<html lang=de><meta name=Description content=' A\n b '><meta name=keywords content='x, "
      "y;Z,X'>"
      "<meta property=article:section content=News><meta property=og:type content=article>"
      "<meta property=og:site_name content=Site>");
  EXPECT_EQ(m.html_lang, "de");
  EXPECT_EQ(m.description.value, "A b");
  EXPECT_EQ(m.description.source, "meta:description");
  EXPECT_EQ(m.tags, (std::vector<std::string>{"x", "y", "Z"}));
  EXPECT_EQ(m.categories, (std::vector<std::string>{"News"}));
  EXPECT_EQ(m.og_type, "article");
  EXPECT_EQ(m.sitename.value, "Site");
  EXPECT_EQ(m.sitename.source, "meta:og:site_name");
}

TEST_F(MetadataTest, Translations) {
  const Metadata& m = Read(
      "<link rel=alternate hreflang=de href='/de/a'><link rel=alternate hreflang=de href='/de/a'>"
      "<link rel=alternate hreflang=x-default href='https://b.org/'>"
      "<link rel=alternate type=application/rss+xml href='/feed'>"
      "<link rel=alternate hreflang=fr href='javascript:x'>");
  ASSERT_EQ(m.translations.size(), 2u);
  EXPECT_EQ(m.translations[0].language, "de");
  EXPECT_TRUE(m.translations[0].url.ends_with("/de/a"));
  EXPECT_EQ(m.translations[1].language, "x-default");
  EXPECT_EQ(m.translations[1].url, "https://b.org/");
}

TEST_F(MetadataTest, WhoCommentsIsNoAuthor) {
  for (const std::string_view comment :
       {"<a rel=author href='/u/ann'>Ann Lee</a>", "<b class=author>Ann Lee</b>",
        "<b itemprop=author>Ann Lee</b>", "<time datetime=2021-03-04>4.3.</time>"}) {
    for (const std::string_view around :
         {"<div class='comment even'>", "<ul id=comments><li>", "<div class=kommentare><p>"}) {
      const Metadata& m = Read(std::string(around) + std::string(comment));
      EXPECT_TRUE(m.authors.empty()) << around << comment;
      EXPECT_EQ(m.date_published.value, "") << around << comment;
    }
    const Metadata& own = Read(Article(comment));
    EXPECT_FALSE(own.authors.empty() && own.date_published.value.empty()) << comment;
  }
}

TEST_F(MetadataTest, ManyFactsAndHugeValuesAreBounded) {
  std::string html = "<title>" + std::string(100'000, 'x') + "</title>";
  for (int i = 0; i < 20'000; ++i)
    html += "<meta name=keywords content=k" + std::to_string(i) + ">";
  html += "<script type=application/ld+json>" + std::string(2'000'000, '[') + "</script>";
  const Metadata& m = Read(html);
  EXPECT_LE(m.title.value.size(), 4096u);
  EXPECT_LE(m.tags.size(), 100u);
}

TEST_F(MetadataTest, UrlAlone) {
  MetadataReader reader;
  PageContext context;
  context.url = kUrl;
  const Metadata& m = reader.ReadUrl(context);
  EXPECT_EQ(m.hostname, "www.example.com");
  EXPECT_EQ(m.title.value, "");
}

}  // namespace
}  // namespace tamis::metadata
