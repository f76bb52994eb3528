// HTML in, Markdown and text out, with every block kept: what rendering alone does.

#include "document/render/markdown.h"

#include <gtest/gtest.h>

#include "document/compose.h"
#include "extract/blocks/block_builder.h"
#include "html/tree/parser.h"

namespace tamis::document {
namespace {

class Page {
 public:
  explicit Page(std::string_view html, std::string_view title = "", std::string_view base = "") {
    static_cast<void>(parser_.Parse(html));
    builder_.Build(parser_.dom(), extraction_.blocks);
    extraction_.decisions.assign(extraction_.blocks.blocks.size(), {true, Reason::kMainText, 1});
    metadata_.title.value = title;
    metadata_.base_url = base;
  }
  extract::Extraction& extraction() { return extraction_; }
  Document Compose() {
    Document document;
    Composer().Compose(extraction_, metadata_, &parser_.dom(), {.markdown = true}, document);
    return document;
  }

 private:
  html::Parser parser_;
  extract::BlockBuilder builder_;
  extract::Extraction extraction_;
  metadata::Metadata metadata_;
};

struct Case {
  const char* rule;
  std::string_view html;
  std::string_view markdown;
};

constexpr Case kInline[] = {
    {"strong and emphasis", "<p>a <b>b</b> <i>c</i> <strong><em>d</em></strong>",
     "a **b** _c_ **_d_**"},
    {"white space moves out", "<p>a<b> b </b>c", "a **b** c"},
    {"only white space", "<p>a<b> </b>c", "a c"},
    {"empty", "<p>a<b></b>c", "ac"},
    {"neighbours join", "<p><b>a</b><strong>b</strong>", "**ab**"},
    {"inside a word", "<p>x<b>y</b>z", "x**y**z"},
    {"emphasis inside a word has no mark", "<p>x<i>y</i>z", "xyz"},
    {"strong that would not close", "<p><b>a:</b>b", "a:b"},
    {"strong that would not open", "<p>a<b>(b)</b>", "a(b)"},
    {"overlap", "<p><b>a <i>b</b> c</i>", "**a _b_** _c_"},
    {"strikethrough", "<p>a <del>b</del> <s>c</s>", "a ~~b c~~"},
    {"code", "<p>run <code>a*b</code> and <kbd>x`y</kbd>", "run `a*b` and ``x`y``"},
    {"code in strong", "<p><b>a <code>b</code></b>", "**a `b`**"},
    {"text beside code is escaped", "<p><code>a</code> *b*", "`a` \\*b\\*"},
    {"line break", "<p>a<br>b", "a\\\nb"},
    {"line break in strong", "<p><b>a<br>b</b>", "**a\\\nb**"},
    {"marks at the start of the second line", "<p>a<br># b", "a\\\n\\# b"},
    {"link", "<p>a <a href='http://x/y'>b</a>.", "a [b](http://x/y)."},
    {"link around strong", "<p><a href='http://x/'><b>a</b> b</a>", "[**a** b](http://x/)"},
    {"strong around link", "<p><b>a <a href='http://x/'>b</a> c</b>",
     "**a** [**b**](http://x/) **c**"},
    {"link with brackets", "<p><a href='http://x/(a)'>[b]</a>", "[\\[b\\]](http://x/%28a%29)"},
    {"link after an exclamation mark", "<p>a!<a href='http://x/'>b</a>", "a\\![b](http://x/)"},
    {"link to the page itself", "<p><a href='#a'>b</a>", "b"},
    {"emphasis over a link that is not written", "<p><i>a <a href='#1'>b</a></i>", "_a_ _b_"},
    {"link to a script", "<p><a href='javascript:alert(1)'>b</a>", "b"},
    {"mail", "<p><a href='mailto:a@b.c'>b</a>", "[b](mailto:a@b.c)"},
    {"relative link", "<p><a href='../d?e f'>b</a>", "[b](http://h/d?e%20f)"},
    {"formula with its TeX",
     "<p>a <math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x^2 < |y|"
     "</annotation></semantics></math>.",
     "a $x^2 <  \\vert y\\vert $."},
    {"formula on its own",
     "<p><math display=block><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\frac12"
     "</annotation></semantics></math>",
     "$$\\frac12$$"},
    {"formula in a link",
     "<p><a href='http://x/'>a <math><semantics><mi>x</mi><annotation "
     "encoding='application/x-tex'>y"
     "</annotation></semantics></math> b</a> <a href='http://z/'>c</a>",
     "[a](http://x/) $y$ [b](http://x/) [c](http://z/)"},
    {"formula without TeX", "<p>a <math><mi>x</mi></math>", "a x"},
    {"scripts and comments are nothing", "<p>a<script>b</script><!--c--> <style>d</style>e", "a e"},
    {"entities are text", "<p>&lt;video> &amp;amp;", "\\<video> \\&amp;"},
    {"hidden parts fall back to plain text", "<p><b>a</b> b <span style='display:none'>c</span>d",
     "a b d\n\nc"},
};

constexpr Case kBlocks[] = {
    {"headings", "<h2>a</h2><h3>b <b>c</b></h3><h6>d<br>e</h6>", "## a\n\n### b c\n\n###### d e"},
    {"heading that ends in a hash", "<h2>C #</h2><h3>C#</h3>", "## C \\#\n\n### C#"},
    {"list", "<ul><li>a<li>b</ul>", "- a\n- b"},
    {"ordered list", "<ol><li>a<li>b</ol>", "1. a\n2. b"},
    {"ordered list from", "<ol start=9><li>a<li>b<li value=20>c</ol>", "9. a\n10. b\n20. c"},
    {"nested list", "<ul><li>a<ul><li>b<ul><li>c</ul><li>d</ul><li>e</ul>",
     "- a\n  - b\n    - c\n  - d\n- e"},
    {"ordered in unordered", "<ul><li>a<ol><li>b<li>c</ol></ul>", "- a\n  1. b\n  2. c"},
    {"ordered that cannot interrupt", "<ul><li>a<ol start=2><li>b</ol></ul>", "- a\n\n  2. b"},
    {"list at the start of an item", "<ul><li><ul><li>a</ul><li>b</ul>", "- - a\n- b"},
    {"two lists", "<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>", "- a\n\n* b\n\n- c"},
    {"two ordered lists", "<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b"},
    {"cards are no items", "<ul><li><h3>a</h3><p>b<li><h3>c</h3>d</ul>",
     "### a\n\nb\n\n### c\n\nd"},
    {"but steps are", "<ol><li><h3>a</h3><p>b<li><h3>c</h3></ol>", "1. ### a\n\n   b\n\n2. ### c"},
    {"so is one section among items", "<ul><li>a<li>b<li><h3>c</h3>d</ul>",
     "- a\n- b\n- ### c\n\n  d"},
    {"text between lists", "<ul><li>a</ul><p>x<ul><li>b</ul>", "- a\n\nx\n\n- b"},
    {"item of two paragraphs", "<ul><li><p>a<p>b<li>c</ul>", "- a\n\n  b\n\n- c"},
    {"code in an item", "<ol><li>a<pre>b\n\nc</pre></ol>", "1. a\n\n   ```\n   b\n\n   c\n   ```"},
    {"line break in an item", "<ul><li>a<br>b</ul>", "- a\\\n  b"},
    {"mark at the start of an item", "<ul><li>- a<li>1. b</ul>", "- \\- a\n- 1. b"},
    {"items written as text", "<p>x<br>\u2022 a <b>b</b><br>\u2022 *c<p>y",
     "x\n\n- a **b**\n- \\*c\n\ny"},
    {"numbered paragraphs", "<p>1. a<p>2. b<p>7. c<p>y", "1. a\n\n2. b\n\n7\\. c\n\ny"},
    {"numbered paragraph before a list", "<p>3. a<ol><li>b</ol>", "3\\. a\n\n1. b"},
    {"and after one", "<ol><li>b</ol><p>3. a", "1. b\n\n3\\. a"},
    {"in an item", "<ul><li>\u2022 a<br>b<li>c</ul>", "- - a\n\n  b\n\n- c"},
    {"in bold", "<p><b>1. a</b>", "**1. a**"},
    {"a number in a heading or a link", "<h2>1. a</h2><p><a href=http://h/>- b</a>",
     "## 1. a\n\n[- b](http://h/)"},
    {"a dash is no item alone", "<p>- a", "\\- a"},
    {"quote", "<blockquote><p>a<p>b</blockquote><p>c", "> a\n>\n> b\n\nc"},
    {"two quotes", "<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b"},
    {"quote in a quote", "<blockquote>a<blockquote>b</blockquote>c</blockquote>",
     "> a\n>\n> > b\n>\n> c"},
    {"list in a quote", "<blockquote><ul><li>a<li>b</ul></blockquote>", "> - a\n> - b"},
    {"quote in an item", "<ul><li>a<blockquote>b</blockquote></ul>", "- a\n\n  > b"},
    {"code", "<pre>a\n  b</pre>", "```\na\n  b\n```"},
    {"code with a language", "<pre><code class='hljs language-cpp'>a</code></pre>",
     "```cpp\na\n```"},
    {"language of the element around",
     "<div class='highlight highlight-source-shell'><pre>a</pre></div>", "```shell\na\n```"},
    {"language of a brush", "<pre class='brush: js; toolbar: false'>a</pre>", "```js\na\n```"},
    {"language as data", "<pre data-lang=rust>a</pre>", "```rust\na\n```"},
    {"no language", "<pre class='language-none'>a</pre>", "```\na\n```"},
    {"language that is no word", "<pre class='lang-`x'>a</pre>", "```\na\n```"},
    {"fence in code", "<pre>```\na\n```</pre>", "````\n```\na\n```\n````"},
    {"code is not escaped", "<pre>*a* &lt;b></pre>", "```\n*a* <b>\n```"},
};

constexpr Case kTables[] = {
    {"header", "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
     "| a | b |\n| --- | --- |\n| c | d |"},
    {"thead", "<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>",
     "| a | b |\n| --- | --- |\n| c | d |"},
    {"no header", "<table><tr><th>a<td>b<tr><th>c<td>d</table>",
     "|  |  |\n| --- | --- |\n| a | b |\n| c | d |"},
    {"caption", "<table><caption>x</caption><tr><th>a<th>b<tr><td>c<td>d</table>",
     "x\n\n| a | b |\n| --- | --- |\n| c | d |"},
    {"empty cell", "<table><tr><th>a<th>b<tr><td><td>d</table>",
     "| a | b |\n| --- | --- |\n|  | d |"},
    {"short row", "<table><tr><th>a<th>b<tr><td>c</table>", "| a | b |\n| --- | --- |\n| c |  |"},
    {"colspan", "<table><tr><th colspan=2>a<th>b<tr><td>c<td>d<td>e</table>",
     "| a |  | b |\n| --- | --- | --- |\n| c | d | e |"},
    {"rowspan", "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>",
     "| a | b |\n| --- | --- |\n| c | d |\n|  | e |"},
    {"pipe and break", "<table><tr><th>a|b<th>c<br>d<tr><td><code>e|f</code><td>g</table>",
     "| a\\|b | c<br>d |\n| --- | --- |\n| `e\\|f` | g |"},
    {"paragraph and strong in a cell", "<table><tr><th>a<th>b<tr><td><p><b>c</b><p>d<td>e</table>",
     "| a | b |\n| --- | --- |\n| **c**<br>d | e |"},
    {"list in a cell", "<table><tr><th>a<th>b<tr><td><ul><li>c<li>d</ul><td>e</table>",
     "| a | b |\n| --- | --- |\n| c<br>d | e |"},
    {"table in an item", "<ul><li>x<table><tr><th>a<th>b<tr><td>c<td>d</table></ul>",
     "- x\n\n  | a | b |\n  | --- | --- |\n  | c | d |"},
    {"one row is layout", "<table><tr><td>a<td>b</table>", "a\n\nb"},
    {"one column is layout", "<table><tr><td>a<tr><td>b</table>", "a\n\nb"},
    {"a heading makes it layout", "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>",
     "## a\n\nb\n\nc\n\nd"},
    {"but not as a cell among cells",
     "<table><tr><th><h4>a</h4><th>b<tr><td>c<td>d<tr><td>e<td>f</table>",
     "| a | b |\n| --- | --- |\n| c | d |\n| e | f |"},
    {"a bold first row is a header", "<table><tr><td><p><b>a</b><td><b>b</b><tr><td>c<td>d</table>",
     "| **a** | **b** |\n| --- | --- |\n| c | d |"},
    {"rows for the eye make it layout",
     "<table><tr><td>1<td>a<tr></tr><tr><td>2<td>b<tr></tr></table>", "1\n\na\n\n2\n\nb"},
    {"so does its role", "<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>",
     "a\n\nb\n\nc\n\nd"},
    {"a table inside makes it layout",
     "<table><tr><td>x<td>y<tr><td><table><tr><th>a<th>b<tr><td>c<td>d</table><td>z</table>",
     "x\n\ny\n\n| a | b |\n| --- | --- |\n| c | d |\n\nz"},
    {"huge colspan", "<table><tr><th colspan=9007199254740991>a<th>b<tr><td>c<td>d</table>",
     "a\n\nb\n\nc\n\nd"},
};

void Check(std::span<const Case> cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(Page(c.html, "", "http://h/a/b").Compose().markdown, c.markdown) << c.rule;
  }
}

TEST(Markdown, Inline) { Check(kInline); }
TEST(Markdown, Blocks) { Check(kBlocks); }
TEST(Markdown, Tables) { Check(kTables); }

TEST(Markdown, RelativeLinksStayWithoutABase) {
  EXPECT_EQ(Page("<p><a href='d e(1)'>b</a>").Compose().markdown, "[b](d%20e%281%29)");
}

struct TitleCase {
  const char* rule;
  std::string_view html, title, markdown;
};

constexpr TitleCase kTitles[] = {
    {"at its place", "<p>x</p><h1>The Title!</h1><p>y", "The title", "x\n\n# The Title!\n\ny"},
    {"before the blocks", "<p>x", "The *title*", "# The \\*title\\*\n\nx"},
    {"a second h1", "<h1>T</h1><h1>U</h1><h2>V</h2>", "T", "# T\n\n## U\n\n## V"},
    {"a level-2 heading", "<h2>T</h2><p>x", "T", "# T\n\nx"},
    {"no title, no change", "<h1>T</h1><h1>U</h1>", "", "# T\n\n# U"},
};

TEST(Markdown, OneTitle) {
  for (const TitleCase& c : kTitles) {
    EXPECT_EQ(Page(c.html, c.title).Compose().markdown, c.markdown) << c.rule;
  }
}

TEST(Markdown, NestingIsBounded) {
  std::string html;
  for (int i = 0; i < 200; ++i) html += "<ul><li>a<blockquote>b";
  const Document document = Page(html).Compose();
  EXPECT_LT(document.markdown.size(), 400 * 64u);
}

TEST(Markdown, LinkTargetsAreBounded) {
  std::string html = "<base href='http://h/" + std::string(1500, 'x') + "/'><p>";
  for (int i = 0; i < 5000; ++i) html += "<a href=a>b</a> ";
  const Document document = Page(html, "", "http://h/" + std::string(1500, 'x') + "/").Compose();
  EXPECT_LE(document.markdown.size(),
            kLinkBytes + (kLinkBytesPerTextByte + 8) * document.text.size());
  EXPECT_GT(document.markdown.size(), kLinkBytes / 2) << "links are written while the budget lasts";
}

constexpr Case kText[] = {
    {"paragraphs", "<p>a<p>b<br>c", "a\n\nb\nc"},
    {"list", "<p>x<ul><li>a<li>b</ul><p>y", "x\n\n- a\n- b\n\ny"},
    {"nested", "<ul><li>a<ol><li>b<li>c</ol><li>d</ul>", "- a\n  1. b\n  2. c\n- d"},
    {"item of two paragraphs", "<ul><li><p>a<p>b<li>c</ul>", "- a\n\nb\n\n- c"},
    {"table", "<table><tr><th>a<th>b<tr><td>c<br>x<td>d<tr><td><td>e</table>", "a\tb\nc x\td\n\te"},
    {"cell of two paragraphs", "<table><tr><th>a<th>b<tr><td><p>c<p>d<td>e</table>",
     "a\tb\nc d\te"},
    {"layout table", "<table><tr><td>a<td>b</table>", "a\n\nb"},
    {"code", "<p>a<pre>b\n  c\n</pre>", "a\n\nb\n  c"},
    {"no marks", "<h2>*a*</h2><blockquote>b</blockquote>", "*a*\n\nb"},
};

TEST(Text, Layout) {
  for (const Case& c : kText) EXPECT_EQ(Page(c.html).Compose().text, c.markdown) << c.rule;
}

TEST(Compose, RangesAndDroppedBlocks) {
  Page page("<ul><li>one<li>two<li>three</ul><p>four");
  page.extraction().decisions[1] = {false, Reason::kNavigation, 0.125f};
  page.extraction().decisions[3] = {false, Reason::kComment, 0.25f};
  page.extraction().has_comments = true;
  const Document document = page.Compose();
  EXPECT_EQ(document.text, "- one\n- three");
  EXPECT_EQ(document.markdown, "- one\n- three");
  ASSERT_EQ(document.comments.size(), 1u);
  EXPECT_EQ(document.comments[0].text, "four");
  EXPECT_EQ(document.comments[0].block_begin, 3u);
  ASSERT_EQ(document.blocks.size(), 4u);
  for (const Block& block : document.blocks) {
    const std::string text =
        document.text.substr(block.text_begin, block.text_end - block.text_begin);
    EXPECT_EQ(text.empty(), !block.keep);
    EXPECT_EQ(block.text, "") << "not asked for";
  }
  EXPECT_EQ(document.text.substr(document.blocks[2].text_begin), "three");
  EXPECT_EQ(document.blocks[1].reason, Reason::kNavigation);
  EXPECT_EQ(document.blocks[1].score, 0.125f);
}

TEST(Compose, DroppedItemsAreCounted) {
  Page page("<ol><li>one<li>two<ol><li>x</ol><li>three<li>four<li>five</ol>");
  page.extraction().decisions[0].keep = false;
  page.extraction().decisions[3].keep = false;
  page.extraction().decisions[4].keep = false;
  EXPECT_EQ(page.Compose().text, "2. two\n  1. x\n5. five");
}

TEST(Compose, ReusedMemoryLeavesNoTrace) {
  Composer composer;
  Document reused;
  const auto compose = [&](std::string_view html) {
    html::Parser parser;
    static_cast<void>(parser.Parse(html));
    extract::BlockBuilder builder;
    extract::Extraction extraction;
    builder.Build(parser.dom(), extraction.blocks);
    extraction.decisions.assign(extraction.blocks.blocks.size(), {true, Reason::kMainText, 1});
    composer.Compose(extraction, {}, &parser.dom(), {.markdown = true}, reused);
    return reused.text + "|" + reused.markdown + "|" + reused.language;
  };
  const std::string_view list = "<ul><li>a<li>b</ul><table><tr><th>a<th>b<tr><td>c<td>d</table>";
  const std::string first = compose(list);
  compose(
      "<ol start=5><li>x</ol><blockquote>A much longer text in plain English words.</blockquote>");
  EXPECT_EQ(compose(""), "||");
  EXPECT_EQ(compose(list), first);
}

}  // namespace
}  // namespace tamis::document
