// How a giant line is cut: a row a rule; "|" stands between segments.

#include "extract/flat/segments.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::extract {
namespace {

std::string Cut(std::string_view line) {
  SegmentCutter cutter;
  std::vector<Segment> segments;
  cutter.Cut(line, segments);
  std::string out;
  uint32_t last = 0;
  for (const Segment& s : segments) {
    EXPECT_LE(last, s.begin);
    EXPECT_LT(s.begin, s.end);
    EXPECT_LE(s.end, line.size());
    EXPECT_EQ(line.substr(last, s.begin - last).find_first_not_of(" \t"), std::string_view::npos);
    last = s.end;
    if (!out.empty()) out += "|";
    out += line.substr(s.begin, s.end - s.begin);
  }
  return out;
}

struct Case {
  const char* rule;
  const char* line;
  const char* segments;
};

const Case kCases[] = {
    {"nothing", "", ""},
    {"white space", " \t ", ""},
    {"sentences", "It rained. Nobody came! Why?", "It rained.|Nobody came!|Why?"},
    {"no sentence ends after a short word", "Mr. Roe of the U.S. office left.",
     "Mr. Roe of the U.S. office left."},
    {"a sentence glued to the next", "It rained for years.The lock stayed shut.",
     "It rained for years.|The lock stayed shut."},
    {"no sentence ends in a number or a name", "Version 2.0 of node.js is out.",
     "Version 2.0 of node.js is out."},
    {"ideographic stops", "\u4ECA\u5929\u3002\u660E\u5929\u3002",
     "\u4ECA\u5929\u3002|\u660E\u5929\u3002"},
    {"a menu before a sentence",
     "Home News Sport Weather Shop Contact The council voted on a bridge over the lock.",
     "Home News Sport Weather Shop Contact|The council voted on a bridge over the lock."},
    {"a menu behind a sentence without a stop",
     "and it should open before the regatta next year Home News Sport Weather Shop Contact",
     "and it should open before the regatta next year|Home News Sport Weather Shop Contact"},
    {"a long menu", "Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn",
     "Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj|Kk Ll Mm Nn"},
    {"the end of a long menu belongs to the menu",
     "Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll The council voted on a bridge over the lock.",
     "Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj|Kk Ll|The council voted on a bridge over the lock."},
    {"names in a sentence do not part it",
     "They met in New York on Tuesday with Jane Roe of the trust, who said no.",
     "They met in New York on Tuesday with Jane Roe of the trust, who said no."},
};

TEST(SegmentCutterTest, CutsWhereMenusAndSentencesMeet) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.rule);
    EXPECT_EQ(Cut(c.line), c.segments);
  }
}

}  // namespace
}  // namespace tamis::extract
