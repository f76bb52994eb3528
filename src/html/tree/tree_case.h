// For tests: a page and the tree it gives, in the format of html5lib-tests (html/dom/dump.h).

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "html/dom/dump.h"
#include "html/tree/parser.h"

namespace tamis::html {

enum class Below : uint8_t { kDocument, kHtml, kBody };  // what `want` shows

struct TreeCase {
  const char* name;
  std::string_view page;
  std::string_view want;  // begins with a newline
  Below below = Below::kBody;
  bool scripting = true;
  std::string_view context = {};  // of a fragment; `want` shows what stands below its root
};

inline NodeId RootOf(const Dom& dom, const TreeCase& c) {
  if (!c.context.empty() || c.below == Below::kHtml) return dom.FindFirst(names::kHtml);
  return c.below == Below::kBody ? dom.FindFirst(names::kBody) : kDocumentNode;
}

// Parses twice with one parser, so that what the first run leaves behind would show.
inline void ExpectTree(const TreeCase& c, ParseOptions options = {}) {
  SCOPED_TRACE(c.name);
  options.scripting = c.scripting;
  Parser parser;
  for (int round = 0; round < 2; ++round) {
    if (c.context.empty()) {
      (void)parser.Parse(c.page, options);
    } else {
      (void)parser.ParseFragment(c.page, c.context, options);
    }
    EXPECT_EQ(CheckTree(parser.dom()), "");
    const NodeId root = RootOf(parser.dom(), c);
    ASSERT_NE(root, kNoNode);
    EXPECT_EQ("\n" + DumpTree(parser.dom(), root), c.want);
  }
}

}  // namespace tamis::html
