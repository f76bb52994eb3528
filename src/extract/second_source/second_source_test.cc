// Shells of several makers: what text is found, and when it is left alone.

#include "extract/second_source/second_source.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "extract/second_source/json_text.h"
#include "extract/second_source/script_json.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

class SecondSourceTest : public testing::Test {
 protected:
  // The kept text, a line a block, as ExtractHtml() gives it with `title` known.
  std::string Kept(std::string_view html, std::string_view title = "Bridge closed") {
    static_cast<void>(parser_.Parse(html));
    const std::string_view titles[] = {title};
    result_ = &extractor_.ExtractHtml(parser_.dom(), {}, {.titles = titles});
    std::string out;
    for (size_t i = 0; i < result_->decisions.size(); ++i) {
      if (!result_->decisions[i].keep) continue;
      out += std::string(result_->blocks.Text(result_->blocks.blocks[i])) + "\n";
    }
    return out;
  }

  html::Parser parser_;
  PageExtractor extractor_;
  const Extraction* result_ = nullptr;
};

constexpr std::string_view kProse =
    "The old bridge over the river has been closed since Monday, because a girder cracked. "
    "Cars take the ring road, bicycles the footbridge at the weir, said the mayor.";
constexpr std::string_view kMore =
    "The town expects six weeks of work, and people on foot may cross while the weather holds. "
    "Buses stop on both banks until then, every ten minutes in the morning.";

std::string Shell(std::string_view script) {
  return "<!doctype html><title>Bridge closed</title><div id=root>Loading…</div>" +
         std::string(script);
}

struct Case {
  std::string_view rule;
  std::string script;
  std::string kept;
};

TEST_F(SecondSourceTest, Shells) {
  const std::string prose(kProse), more(kMore);
  const std::string ld = "<script type=\"application/ld+json\">";
  const Case cases[] = {
      {"articleBody", ld + R"({"@type":"NewsArticle","articleBody":")" + prose + "\"}</script>",
       prose + "\n"},
      {"a list of types, in a graph",
       ld + R"({"@graph":[{"@type":"WebSite","description":"All the news."},{"@type":["Thing",)" +
           R"("BlogPosting"],"articleBody":")" + prose + "\\n\\n" + more + "\"}]}</script>",
       prose + "\n" + more + "\n"},
      {"escaped markup",
       ld + R"({"@type":"Article","articleBody":"&lt;h2&gt;Why&lt;/h2&gt;&lt;p&gt;)" + prose +
           "&lt;/p&gt;\"}</script>",
       "Why\n" + prose + "\n"},
      {"damaged JSON-LD",
       ld + "{\"@type\":\"Article\",\"articleBody\":\"" + prose + "\n\",}</script>", prose + "\n"},
      {"recipe",
       ld + R"({"@type":"Recipe","description":"A loaf for beginners, baked in a pot.",)" +
           R"("recipeIngredient":["500 g flour","10 g salt"],"recipeInstructions":[)" +
           R"({"@type":"HowToStep","name":"Mix","text":"Mix all and let it rest overnight."},)" +
           R"({"@type":"HowToStep","text":"Bake for forty minutes in a closed pot."}]}</script>)",
       "A loaf for beginners, baked in a pot.\n500 g flour\n10 g salt\n"
       "Mix all and let it rest overnight.\nBake for forty minutes in a closed pot.\n"},
      {"others' objects say nothing",
       ld + R"({"@type":"ItemList","itemListElement":[{"@type":"Article","articleBody":")" + prose +
           "\"}]}</script>",
       "Loading…\n"},
      {"JSON in a script of data, one body of HTML",
       R"(<script id=__NEXT_DATA__ type="application/json">{"props":{"pageProps":{"post":{"id":"a",)"
       R"("title":"Bridge closed","content":"<p>)" +
           prose + "</p><ul><li>" + more + R"(</li></ul>"}},"consent":{"text":")" + prose + more +
           "\"}}}</script>",
       prose + "\n" + more + "\n"},
      {"an assignment; spans of rich text; messages and other texts",
       R"(<script>var a = [1]; window.__STATE__ = {"i18n":{"x":"Please log in, to read all of it."},)"
       R"("article":{"related":[{"text":")" +
           more + R"("}],"title":"Bridge closed","body":[{"children":[{"text":"The town council )" +
           R"(met on "},{"text":"Monday"},{"text":" to talk about the bridge."}]},{"children":)" +
           R"([{"text":"What next"}]},{"children":[{"text":")" + prose +
           R"("}]}]}}; go();</script>)",
       "The town council met on Monday to talk about the bridge.\nWhat next\n" + prose + "\n"},
      {"JSON inside a string",
       R"(<script>load(JSON.parse("{\"page\":{\"html\":\"<p>)" + prose + "</p><p>" + more +
           R"(</p>\"}}"))</script>)",
       prose + "\n" + more + "\n"},
      {"bundles of messages are no text",
       R"(<script type="application/json">{"m":{"a":"Please log in, to read the whole article.",)"
       R"("b":"We could not find what you look for, sorry.","c":"Your session has ended, sign in.",)"
       R"("d":"The list of your friends is empty so far.","e":"Choose a day, then a place to go.",)"
       R"("f":"Thank you, your letter is on its way."}}</script>)",
       "Loading…\n"},
      {"labels are no text",
       R"(<script type="application/json">{"s":[{"text":"Bids in the last minutes add more time."},)"
       R"({"text":"Seller and shipping"},{"text":"Return to top"},{"text":"Image gallery"},)"
       R"({"text":"Choose another size"},{"text":"Delivery to your town"},{"text":"See more of it"},)"
       R"({"text":"New and refurbished"},{"text":"Seven watchers"},{"text":"Additional things"},)"
       R"({"text":"Ships from abroad"},{"text":"Other items"},{"text":"Save this search"}]}</script>)",
       "Loading…\n"},
      {"a description, when there is nothing else",
       ld +
           R"({"@type":"Product","description":"A mug of stoneware for coffee or tea, thrown by )" +
           R"(hand and glazed in a blue that no two mugs share."}</script>)",
       "A mug of stoneware for coffee or tea, thrown by hand and glazed in a blue that no two mugs "
       "share.\n"},
      {"Japanese",
       ld +
           R"({"@type":"NewsArticle","articleBody":"川にかかる古い橋は、月曜日から通行止めになっている。)" +
           R"(車は環状道路を、自転車は堰の歩道橋を使うように、と市長は話した。"}</script>)",
       "川にかかる古い橋は、月曜日から通行止めになっている。"
       "車は環状道路を、自転車は堰の歩道橋を使うように、と市長は話した。\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(Kept(Shell(c.script)), c.kept) << c.rule;
}

TEST_F(SecondSourceTest, BlocksAreMarkedAndLieInTheScript) {
  const std::string page = Shell(
      "<script type='application/ld+json'>{\"@type\":\"Article\","
      "\"articleBody\":\"" +
      std::string(kProse) + "\"}</script>");
  Kept(page);
  const PageBlock& block = result_->blocks.blocks.back();
  EXPECT_EQ(block.source, BlockSource::kJsonLd);
  EXPECT_EQ(result_->decisions.back().reason, Reason::kJsonLd);
  const std::string_view script =
      std::string_view(page).substr(block.html_begin, block.html_end - block.html_begin);
  EXPECT_TRUE(script.starts_with("<script type=")) << script;
  EXPECT_TRUE(script.ends_with("</script>")) << script;
  EXPECT_GT(result_->confidence, 0);
}

TEST_F(SecondSourceTest, APageWithTextIsLeftAlone) {
  std::string page = "<title>Bridge closed</title><h1>Bridge closed</h1>";
  for (int i = 0; i < 4; ++i) page += "<p>" + std::to_string(i) + " " + std::string(kProse);
  page += R"(<script type="application/ld+json">{"@type":"Article","articleBody":")";
  for (int i = 0; i < 50; ++i) page += kMore;
  EXPECT_EQ(Kept(page + "\"}</script>").find("six weeks"), std::string::npos);
}

TEST_F(SecondSourceTest, QuestionsAndAnswersArePosts) {
  Kept(Shell(R"(<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":)"
             R"("Question","text":"Mein Apfelbaum wird zu hoch. Wann und wie schneide ich ihn?",)"
             R"("author":{"name":"Ann"},"dateCreated":"2021-03-04","acceptedAnswer":{"@type":)"
             R"("Answer","text":"<p>Im späten Winter, bevor er austreibt.</p><p>Zuerst, was sich )"
             R"(kreuzt.</p>","author":{"name":"Bo"}}}}</script>)"));
  ASSERT_EQ(result_->posts.size(), 2u);
  EXPECT_EQ(result_->posts[0].author, "Ann");
  EXPECT_EQ(result_->posts[0].date, "2021-03-04");
  EXPECT_EQ(result_->posts[1].author, "Bo");
  EXPECT_EQ(result_->posts[1].end_block - result_->posts[1].first_block, 2u);
}

TEST(ScriptJsonTest, FindsValues) {
  constexpr struct {
    std::string_view script;
    std::string_view value;
  } kCases[] = {
      {R"(a = {"b": "}\"{", "c": [1]};)", R"({"b": "}\"{", "c": [1]})"},
      {R"(push([ ["x"], 2 ]))", R"([ ["x"], 2 ])"},
      {R"(JSON.parse("{\"a\":1}"))", R"("{\"a\":1}")"},
      {R"(f = {a: 1}; g = {"a": 1})", R"({"a": 1})"},
      {R"(a = {"b": "never ends)", ""},
      {R"(if (a == b) { c = "d)", ""},
      {"a=", ""},
      {"(", ""},
      {"", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(ScriptJson(c.script).Next(1), c.value) << c.script;
}

TEST(ScriptJsonTest, FindsValuesWhereverTheyStand) {
  for (size_t before = 0; before < 70; ++before) {
    const std::string value = R"({"a": ")" + std::string(before, 'b') + R"(\"}"})";
    for (const std::string_view mark : {"=", "(", "= ", "=\n\t"}) {
      const std::string script = std::string(before, '=') + std::string(mark) + value;
      EXPECT_EQ(ScriptJson(script).Next(1), value) << script;
      EXPECT_EQ(ScriptJson(script + ");").Next(1), value) << script;
      EXPECT_EQ(ScriptJson(script).Next(value.size() + 1), "") << script;
    }
  }
}

TEST(ScriptJsonTest, HostileScriptsEnd) {
  for (const std::string_view piece : {"={\"", "(\"", "=[[", "={\"a\":", "(\\\"", "=[\"]"}) {
    std::string script;
    while (script.size() < 1u << 20) script += piece;
    ScriptJson values(script);
    int count = 0;
    while (!values.Next(1).empty()) ++count;
    EXPECT_LE(count, 1 << 20) << piece;
  }
}

TEST(JsonTextTest, SentencesInAnyScript) {
  EXPECT_GT(SentenceWords("The old bridge over the river is closed."), 0u);
  EXPECT_GT(SentenceWords("<p>Старый мост через реку закрыт с понедельника.</p>"), 0u);
  EXPECT_GT(SentenceWords("川にかかる古い橋は、月曜日から通行止めになっている。"), 0u);
  EXPECT_EQ(SentenceWords("https://example.com/a/b/c/d/e/f/g?h=i&j=k"), 0u);
  EXPECT_EQ(SentenceWords("function (a) { return b; } var c = d; if (e) { f(); }"), 0u);
  EXPECT_EQ(SentenceWords("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"), 0u);
}

TEST(JsonTextTest, Tags) {
  EXPECT_TRUE(HoldsTags("a <b>c</b>"));
  EXPECT_TRUE(HoldsTags("a</p>"));
  EXPECT_FALSE(HoldsTags("1 < 2 and 3 > 2"));
  EXPECT_FALSE(HoldsTags("a <b"));
}

}  // namespace
}  // namespace tamis::extract
