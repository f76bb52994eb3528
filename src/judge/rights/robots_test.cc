#include "judge/rights/robots.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::judge {
namespace {

// "noindex noai; googlebot: nosnippet"
std::string Show(const Rights& rights) {
  std::string out;
  for (const std::string& directive : rights.robots) {
    if (!out.empty()) out += ' ';
    out += directive;
  }
  for (const AgentDirectives& agent : rights.robots_by_agent) {
    out += "; " + agent.agent + ":";
    for (const std::string& directive : agent.directives) out += " " + directive;
  }
  return out;
}

struct Case {
  const char* rule;
  const char* list;
  bool header;
  const char* expected;
};

constexpr Case kCases[] = {
    {"one", "noindex", false, "noindex"},
    {"case and space", " NoIndex ,\tNOFOLLOW ", false, "noindex nofollow"},
    {"each once", "noai, noai", false, "noai"},
    {"none is two", "none", false, "noindex nofollow"},
    {"Bing's name", "nocache", false, "noarchive"},
    {"what restricts nothing", "index, follow, all, archive", false, ""},
    {"unknown words", "noodp, blue", false, ""},
    {"parted by spaces", "noindex nofollow", false, "noindex nofollow"},
    {"AI", "noai, noimageai", false, "noai noimageai"},
    {"values", "max-snippet:20, max-image-preview: None", false,
     "max-snippet:20 max-image-preview:none"},
    {"values without limit", "max-snippet:-1, max-image-preview:large, max-video-preview:-1", false,
     ""},
    {"the first value counts", "max-snippet:20, max-snippet:9", false, "max-snippet:20"},
    {"a date with a comma", "unavailable_after: Wed, 25 Jun 2031 15:00:00 GMT, noai", false,
     "unavailable_after:Wed, 25 Jun 2031 15:00:00 GMT noai"},
    {"a date without", "unavailable_after: 2031-06-25, noai", false,
     "unavailable_after:2031-06-25 noai"},
    {"a value is missing", "max-snippet:, noai", false, "noai"},
    {"a robot's name in a header", "googlebot: noindex, nosnippet", true,
     "; googlebot: noindex nosnippet"},
    {"the name holds to the next one", "noai, bingbot: noindex, otherbot: nofollow", true,
     "noai; bingbot: noindex; otherbot: nofollow"},
    {"a star is all", "*: noindex", true, "noindex"},
    {"a directive with value is no name", "max-snippet: 5, noindex", true, "max-snippet:5 noindex"},
    {"no names in a meta tag", "googlebot: noindex", false, ""},
    {"empty", "", true, ""},
    {"commas only", ",,,", true, ""},
    {"colons only", ":::", true, ""},
};

TEST(AddRobots, Table) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.rule);
    Rights rights;
    AddRobots(c.list, {}, c.header, rights);
    EXPECT_EQ(Show(rights), c.expected);
  }
}

TEST(AddRobots, MetaTagOfOneRobot) {
  Rights rights;
  AddRobots("noindex", "GPTBot", false, rights);
  EXPECT_EQ(Show(rights), "; gptbot: noindex");
  EXPECT_TRUE(rights.Forbids("noindex", "gptbot"));
  EXPECT_FALSE(rights.Forbids("noindex", "googlebot"));
  EXPECT_FALSE(rights.Forbids("noindex"));
}

TEST(AddRobots, IsBounded) {
  Rights rights;
  std::string list;
  for (int i = 0; i < 1000; ++i) list += "bot" + std::to_string(i) + ": noindex,";
  AddRobots(list, {}, true, rights);
  EXPECT_EQ(rights.robots_by_agent.size(), 16u);
}

TEST(RobotsAgent, Names) {
  std::string_view agent;
  EXPECT_TRUE(RobotsAgent("robots", agent));
  EXPECT_EQ(agent, "");
  EXPECT_TRUE(RobotsAgent("googlebot", agent));
  EXPECT_EQ(agent, "googlebot");
  EXPECT_TRUE(RobotsAgent("google-extended", agent));
  EXPECT_FALSE(RobotsAgent("description", agent));
}

}  // namespace
}  // namespace tamis::judge
