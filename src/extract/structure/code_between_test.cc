#include "extract/structure/code_between.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/blocks/block_builder.h"
#include "html/tree/parser.h"

namespace tamis::extract {
namespace {

// The text of a block that was chosen begins with "k", of one that an option excludes with "x".
std::string KeptAfter(std::string_view html) {
  html::Parser parser;
  static_cast<void>(parser.Parse(html));
  BlockBuilder builder;
  PageBlocks page;
  builder.Build(parser.dom(), page);
  std::vector<Decision> decisions(page.blocks.size());
  for (size_t i = 0; i < decisions.size(); ++i) {
    const char first = page.Text(page.blocks[i])[0];
    decisions[i].keep = first == 'k';
    if (first == 'x') decisions[i].reason = Reason::kExcludedByOption;
  }
  KeepCodeBetween(page, decisions);
  std::string kept;
  for (size_t i = 0; i < decisions.size(); ++i) {
    if (decisions[i].keep) kept.append(kept.empty() ? "" : " ").append(page.Text(page.blocks[i]));
  }
  return kept;
}

struct Case {
  const char* rule;
  const char* html;
  const char* kept;
};

constexpr Case kCases[] = {
    {"nothing", "", ""},
    {"between", "<p>k1<pre>a</pre><p>k2", "k1 a k2"},
    {"a run of it", "<p>k1<pre>a</pre><pre>b</pre><p>k2", "k1 a b k2"},
    {"over trifles", "<p>k1<p>-<p>-<pre>a</pre><button>Copy</button><p>k2", "k1 a k2"},
    {"not over more", "<p>k1<p>-<p>-<p>-<pre>a</pre><p>k2", "k1 k2"},
    {"at the end of the text", "<p>k1<pre>a</pre><p>-", "k1"},
    {"before it", "<pre>a</pre><p>k1", "k1"},
    {"hidden", "<p>k1<pre hidden>a</pre><p>k2", "k1 k2"},
    {"excluded", "<p>k1<pre>x</pre><p>k2", "k1 k2"},
    {"what is no code", "<p>k1<p>a<p>k2", "k1 k2"},
};

TEST(KeepCodeBetween, Keeps) {
  for (const Case& c : kCases) EXPECT_EQ(KeptAfter(c.html), c.kept) << c.rule;
}

}  // namespace
}  // namespace tamis::extract
