// How pages are cut into blocks: a row a rule.

#include "extract/blocks/block_builder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tamis::extract {
namespace {

// One line a block: "kind[level] text", with "!" for hidden, "~" off-screen, "*" list marker,
// "n" noscript before the text.
std::string Describe(const PageBlocks& page) {
  static constexpr const char* kKinds[] = {"p",     "h",       "li",   "td",     "pre",
                                           "quote", "caption", "form", "button", "line"};
  std::string out;
  for (const PageBlock& b : page.blocks) {
    out += kKinds[static_cast<int>(b.kind)];
    if (b.kind == BlockKind::kHeading || b.kind == BlockKind::kListItem)
      out += std::to_string(b.level);
    if ((b.flags & kBlockHidden) != 0) out += '!';
    if ((b.flags & kBlockOffScreen) != 0) out += '~';
    if ((b.flags & kBlockListMarker) != 0) out += '*';
    if (b.in_noscript) out += 'n';
    out += ' ';
    out += page.Text(b);
    out += '\n';
  }
  return out;
}

struct Case {
  const char* rule;
  const char* html;
  const char* blocks;
};

constexpr Case kCases[] = {
    {"nothing", "", ""},
    {"paragraphs", "<p>One</p><p>Two</p>", "p One\np Two\n"},
    {"loose text between blocks is not glued", "a<div>b</div>c<p>d</p>e",
     "p a\np b\np c\np d\np e\n"},
    {"white space collapses", "<p>\n a \t b\n</p>", "p a b\n"},
    {"no-break space is a space", "<p>a&nbsp;&nbsp;b</p>", "p a b\n"},
    {"soft hyphens stay", "<p>Ver&shy;lag</p>", "p Ver\xC2\xADlag\n"},
    {"inline elements join", "<p>in<b>ter</b>est, <i>so</i> much</p>", "p interest, so much\n"},
    {"a hump between elements parts words", "<p><span>Price</span><span>Now</span></p>",
     "p Price Now\n"},
    {"a currency sign does too", "<p><span>from</span><b>$5</b></p>", "p from $5\n"},
    {"but not inside one text", "<p>iPhone</p>", "p iPhone\n"},
    {"no space before punctuation of an element",
     "<p><a href=x>here</a> <span>, he said</span></p>", "p here, he said\n"},
    {"a space before punctuation as written stays", "<p>Bonjour !</p>", "p Bonjour !\n"},
    {"br is a newline", "<p>a<br>b</p>", "p a\nb\n"},
    {"two br end the block", "<p>a<br> <br>b</p>", "p a\np b\n"},
    {"br between block and text counts for nothing", "<p><br>a<br></p>", "p a\n"},
    {"hr parts", "a<hr>b", "p a\np b\n"},
    {"headings", "<h1>A</h1><h6><span>B</span></h6>", "h1 A\nh6 B\n"},
    {"a heading that is a button is a heading", "<h3><button>Q</button></h3>", "h3 Q\n"},
    {"a heading by its role",
     "a<span role=heading aria-level=4>b</span>c<div role=heading><p>d</p></div>",
     "p a\nh4 b\np c\nh2 d\n"},
    {"a role is no reason for a heading in a heading, an item or a link",
     "<h3>a<span role=heading>b</span></h3><ul><li role=heading>c</ul><a href=x role=heading>d</a>",
     "h3 ab\nli1* c\np d\n"},
    {"lists", "<ul><li>a<ul><li>b</ul><li>c</ul>", "li1* a\nli2* b\nli1* c\n"},
    {"one bullet an item", "<ul><li><p>a</p><p>b</p></ul>", "li1* a\nli1 b\n"},
    {"li without a list", "<li>a", "li1* a\n"},
    {"definitions", "<dl><dt>a<dd>b</dl>", "li1* a\nli1* b\n"},
    {"cells", "<table><caption>c</caption><tr><th>a<td><p><b>x</b></p></table>",
     "caption c\ntd a\ntd x\n"},
    {"a link in an item", "<ul><li><a href=x>a</a></ul>", "li1* a\n"},
    {"quotes", "<blockquote>a<p>b</p></blockquote>", "quote a\nquote b\n"},
    {"captions", "<figure><img alt=no><figcaption>a</figcaption></figure>", "caption a\n"},
    {"alt text is not text", "<p>a<img alt=b>c</p>", "p ac\n"},
    {"pre keeps white space", "<pre>a\n  b\n</pre>", "pre a\n  b\n"},
    {"pre keeps its first indentation", "<pre>\n  a\n</pre>", "pre   a\n"},
    {"lines of elements in pre", "<pre><code><div>a</div><div>b</div></code></pre>", "pre a\nb\n"},
    {"line numbers beside code are not text",
     "<table><tr><td><pre>1\n2\n3\n</pre><td><pre>a\nb\nc</pre></table>"
     "<pre><span class=lineno> 7 </span>d</pre>",
     "pre a\nb\nc\npre d\n"},
    {"numbers that are code are", "<pre>2\n4</pre><pre><span class=mi>7</span></pre><pre>1</pre>",
     "pre 2\n4\npre 7\npre 1\n"},
    {"a heading ends an open pre", "<pre>a<h2>b</h2>", "pre a\nh2 b\n"},
    {"controls",
     "<form><label>a</label><select><option>b<option>c</select><button>d</button></form>",
     "p a\nform b\nform c\nbutton d\n"},
    {"a page in a form is a page", "<form><p>a</p></form>", "p a\n"},
    {"custom elements part blocks", "<x-a>a</x-a><x-b>b</x-b>", "p a\np b\n"},
    {"unknown elements do not", "<foo>a</foo><bar>b</bar>", "p ab\n"},
    {"not text",
     "<script>a</script><style>b</style><svg><text>c</text></svg><canvas>d</canvas>"
     "<iframe>e</iframe><template>f</template><title>g</title>z",
     "p z\n"},
    {"formulas are text, their TeX is not",
     "<p>a <math><mi>x</mi><annotation>\\x</annotation></math></p>", "p a x\n"},
    {"ruby reads by its base", "<p><ruby>\u6F22<rp>(</rp><rt>kan</rt></ruby></p>", "p \u6F22\n"},
    {"a shadow root is text of its host",
     "<div><template shadowrootmode=open><p>a</p></template>b</div>", "p a\np b\n"},
    {"hidden blocks are flagged",
     "<div hidden>a</div><div style='display: none'>b</div>"
     "<div aria-hidden=true>c</div><dialog>d</dialog>",
     "p! a\np! b\np! c\np! d\n"},
    {"an open dialog is not hidden", "<dialog open>d</dialog>", "p d\n"},
    {"a hidden body hides nothing", "<body style='visibility:hidden'>a", "p a\n"},
    {"off-screen blocks are flagged", "<div class=sr-only>a</div>", "p~ a\n"},
    {"hidden inline text stands apart", "<p>Read <span class=sr-only>about x</span>more</p>",
     "p Read more\np~ about x\n"},
    {"noscript is a fragment",
     "<noscript><p>The first post of the thread stands here, twice as long.</p></noscript>",
     "pn The first post of the thread stands here, twice as long.\n"},
    {"a tracking pixel is none", "<noscript><img src=x></noscript>a", "p a\n"},
    {"article in article, once", "<article><article><br>a</article></article>", "p a\n"},
    {"an unclosed link covers blocks", "<a href=x><div>a</div></a>", "p a\n"},
};

class BlockBuilderTest : public testing::TestWithParam<Case> {};

TEST_P(BlockBuilderTest, Cuts) {
  SCOPED_TRACE(GetParam().rule);
  html::Parser parser;
  static_cast<void>(parser.Parse(GetParam().html));
  BlockBuilder builder;
  PageBlocks page;
  builder.Build(parser.dom(), page);
  EXPECT_EQ(Describe(page), GetParam().blocks);
}

INSTANTIATE_TEST_SUITE_P(Rules, BlockBuilderTest, testing::ValuesIn(kCases));

class BlockTest : public testing::Test {
 protected:
  const PageBlocks& Build(std::string_view html, bool scripting = true) {
    html::ParseOptions options;
    options.scripting = scripting;
    static_cast<void>(parser_.Parse(html, options));
    builder_.Build(parser_.dom(), page_);
    return page_;
  }

  html::Parser parser_;
  BlockBuilder builder_;
  PageBlocks page_;
};

TEST_F(BlockTest, RangesAreThoseOfTheText) {
  const std::string html =
      "<p>one <b>two</b> three</p><noscript><p>a second page of its own, for "
      "readers without scripts</p></noscript>";
  Build(html);
  ASSERT_EQ(page_.blocks.size(), 2u);
  const auto source = [&](const PageBlock& b) {
    return html.substr(b.html_begin, b.html_end - b.html_begin);
  };
  EXPECT_EQ(source(page_.blocks[0]), "one <b>two</b> three");
  EXPECT_EQ(source(page_.blocks[1]), "a second page of its own, for readers without scripts");
}

TEST_F(BlockTest, CountsWordsAndThoseOfLinks) {
  Build("<p>one <a href=x>two three</a> four <a>five</a></p>");
  ASSERT_EQ(page_.blocks.size(), 1u);
  EXPECT_EQ(page_.blocks[0].words, 5u);
  EXPECT_EQ(page_.blocks[0].link_words, 2u);
}

TEST_F(BlockTest, ContainersHoldTheirBlocks) {
  Build("<main><section><p>a</p><p>b</p></section><div></div><p>c</p></main>");
  ASSERT_EQ(page_.blocks.size(), 3u);
  for (size_t c = 1; c < page_.containers.size(); ++c) {
    const Container& container = page_.containers[c];
    EXPECT_LT(container.parent, c);
    EXPECT_LT(container.first_block, container.end_block) << "an empty container";
    EXPECT_EQ(container.depth, page_.containers[container.parent].depth + 1);
  }
  const Container& section = page_.containers[page_.containers[page_.blocks[0].parent].parent];
  EXPECT_EQ(section.tag, html::names::kSection);
  EXPECT_EQ(section.first_block, 0u);
  EXPECT_EQ(section.end_block, 2u);
  EXPECT_EQ(page_.containers[0].end_block, 3u);
}

TEST_F(BlockTest, ItemsOfAListHaveOneSignature) {
  Build(
      "<div><div class='post post-1'><p>a</p></div><div class='post-2 post'><p>b</p></div>"
      "<div class=teaser><p>c</p></div></div>");
  ASSERT_EQ(page_.blocks.size(), 3u);
  const auto signature = [&](size_t block) {
    return page_.containers[page_.blocks[block].parent].signature;
  };
  EXPECT_EQ(signature(0), signature(1));
  EXPECT_NE(signature(0), signature(2));
}

TEST_F(BlockTest, NoscriptOfATreeWithoutScriptingKeepsItsNodes) {
  Build("<body><noscript><p>a</p></noscript>", false);
  ASSERT_EQ(page_.blocks.size(), 1u);
  EXPECT_TRUE(page_.blocks[0].in_noscript);
  EXPECT_NE(page_.blocks[0].first, html::kNoNode);
}

TEST_F(BlockTest, MemoryIsReusedWithoutTraces) {
  Build("<ul><li><pre>open");
  Build("<p>a</p>");
  EXPECT_EQ(Describe(page_), "p a\n");
}

TEST_F(BlockTest, DeepNestingIsWalkedWithoutRecursion) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  Build(html + "deep");
  EXPECT_EQ(Describe(page_), "p deep\n");
}

}  // namespace
}  // namespace tamis::extract
