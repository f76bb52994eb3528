#include <gtest/gtest.h>

#include "metadata/fields/compare.h"
#include "metadata/fields/site_names.h"

namespace tamis::metadata {
namespace {

struct Case {
  std::string_view title, site, host, other, left;
};

constexpr Case kCases[] = {
    {"A b | Site", "Site", "", "", "A b"},
    {"Site: A b", "Site", "", "", "A b"},
    {"A b: Site", "Site", "", "", "A b: Site"},  // a colon sets off what follows, not a site
    {"A - b - Site", "Site", "", "", "A - b"},
    {"A | Section | Site", "Site", "", "A", "A"},
    {"What do people love? | Rust Blog", "", "blog.rust-lang.org", "", "What do people love?"},
    {"LEDs of the Pi - Raspberry Pi Forums", "", "forums.raspberrypi.com", "", "LEDs of the Pi"},
    {"Electrical | Occupational Safety and Health Administration", "", "www.osha.gov", "",
     "Electrical"},
    {"Yoga Mats - Gorilla Mats", "Yo Gorilla Mats", "", "", "Yoga Mats"},
    {"A b - c d", "Site", "example.com", "", "A b - c d"},
    {"Site", "Site", "", "", "Site"},
    {"Site - Site", "Site", "", "", "Site - Site"},
    {"- A", "A", "", "", "- A"},
    {"A - ", "A", "", "", "A - "},
    {"", "Site", "", "", ""},
};

TEST(SiteNames, GoOnEvidence) {
  SiteNames names;
  for (const Case& c : kCases) {
    const std::string_view sites[] = {c.site};
    const std::string others[] = {Folded(c.other)};
    names.Read(sites, c.host, others);
    EXPECT_EQ(names.Without(c.title), c.left) << c.title;
  }
}

TEST(Compare, Folded) {
  EXPECT_EQ(Folded("The “Title”, Part_1!"), "thetitlepart1");
  EXPECT_EQ(Folded("ÄÖÜ ß"), "äöüß");
  EXPECT_EQ(Folded("标题：一"), "标题一");
  EXPECT_TRUE(FoldsTo("The “Title”, Part_1!", "thetitlepart1"));
  EXPECT_TRUE(FoldsTo("ÄÖÜ ß", "äöüß"));
  EXPECT_TRUE(FoldsTo("-\xFF", ""));
  for (const std::string_view other : {"", "thetitl", "thetitles", "thetitlé", "hetitle"}) {
    EXPECT_FALSE(FoldsTo("The title", other)) << other;
  }
  EXPECT_FALSE(FoldsTo("Ä", "a"));
  EXPECT_TRUE(SameLetters("A-b", "a B"));
  EXPECT_FALSE(SameLetters("-", "!"));
}

}  // namespace
}  // namespace tamis::metadata
