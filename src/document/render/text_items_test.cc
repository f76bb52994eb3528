#include "document/render/text_items.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::document {
namespace {

// The lines as "-a", "3.a", "3)a" for items and "=a" for others, parted by '/'; "" for none.
std::string Lines(std::string_view text, std::vector<Span> spans = {}) {
  if (spans.empty()) spans.push_back({0, static_cast<uint32_t>(text.size()), 0, 0});
  std::vector<TextLine> lines;
  FindTextItems(text, spans, lines);
  std::string out;
  for (const TextLine& line : lines) {
    if (!out.empty()) out += '/';
    if (!line.item) {
      out += '=';
    } else if (line.ordered) {
      out += std::to_string(line.number) + line.delimiter;
    } else {
      out += '-';
    }
    const uint32_t begin = line.begin + (line.item ? line.mark : 0);
    out += text.substr(begin, line.end - begin);
  }
  return out;
}

struct Case {
  std::string_view text, lines;
};

constexpr Case kCases[] = {
    {"", ""},
    {"a", ""},
    {"\u2022 a", "-a"},
    {"\u2022 a\n\u25E6 b\nc", "-a/-b/=c"},
    {"\u2022a", ""},
    {"\u2022 ", ""},
    {"\u2022", ""},
    {"- a", ""},
    {"- a\n- b", "-a/-b"},
    {"x\n- a\n- b\ny", "=x/-a/-b/=y"},
    {"- a\nx\n- b", ""},
    {"\u2022 a\nx\n- b", "-a/=x/=- b"},
    {"* a\n* b\n* c", "-a/-b/-c"},
    {"*a\n*b", ""},
    {"3. a", "3.a"},
    {"3) a\n4) b", "3)a/4)b"},
    {"3.a", ""},
    {"3.", ""},
    {"0. a", "0.a"},
    {"01. a", ""},
    {"999. a", "999.a"},
    {"1998. A year", ""},
    {"99999999999999999999. a", ""},
};

TEST(TextItemsTest, Finds) {
  for (const Case& c : kCases) EXPECT_EQ(Lines(c.text), c.lines) << c.text;
}

TEST(TextItemsTest, FormattingOverAMarkOrALineEndKeepsTheLinesTogether) {
  EXPECT_EQ(Lines("1. a b", {{0, 3, 0, 0}, {3, 4, kStrong, 0}, {4, 6, 0, 0}}), "1.a b");
  EXPECT_EQ(Lines("1. a b", {{0, 2, kStrong, 0}, {2, 6, 0, 0}}), "");
  EXPECT_EQ(Lines("1. a\nb", {{0, 3, 0, 0}, {3, 6, 0, 1}}), "");
  EXPECT_EQ(Lines("1. a\nb", {{0, 3, 0, 0}, {3, 4, 0, 1}, {4, 5, 0, 0}, {5, 6, 0, 2}}), "1.a/=b");
}

}  // namespace
}  // namespace tamis::document
