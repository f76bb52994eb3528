#include "metadata/fields/author_names.h"

#include <gtest/gtest.h>

namespace tamis::metadata {
namespace {

struct Case {
  std::string_view value;
  std::vector<std::string> names;
};

TEST(SplitAuthors, Cases) {
  const Case cases[] = {
      {"Ann Lee", {"Ann Lee"}},
      {"By Ann Lee", {"Ann Lee"}},
      {"Written by Ann Lee, Bo Ray & Cy Doe", {"Ann Lee", "Bo Ray", "Cy Doe"}},
      {"Von Anna Müller und Bernd Groß", {"Anna Müller", "Bernd Groß"}},
      {"Ann Lee; Bo Ray | Cy Doe", {"Ann Lee", "Bo Ray", "Cy Doe"}},
      {"Ann Lee, MD, PhD", {"Ann Lee"}},
      {"Ann Lee, RN and Bo Ray, Jr.", {"Ann Lee", "Bo Ray"}},
      {"BBC", {"BBC"}},
      {"Ludwig van Beethoven", {"Ludwig van Beethoven"}},
      {"王小明、李华", {"王小明", "李华"}},
      {"Andy Anderson", {"Andy Anderson"}},
      {"admin", {}},
      {"Recipe by Ann Lee", {"Ann Lee"}},
      {"Updated by Ann Lee", {}},
      {"February", {}},
      {"Written by", {}},
      {"ann@example.com", {}},
      {"https://example.com/ann", {}},
      {"12345", {}},
      {"", {}},
      {"This is a sentence about something that has far too many words", {}},
  };
  for (const Case& c : cases) {
    std::vector<std::string> names;
    SplitAuthors(c.value, names);
    EXPECT_EQ(names, c.names) << c.value;
  }
}

TEST(NameInByline, Cases) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"By Ann Lee", "Ann Lee"},         {"ByAnn Lee", "Ann Lee"},
      {"Posted byAnn Lee", "Ann Lee"},   {"By Ann Lee · March 4, 2021 · 5 min read", "Ann Lee"},
      {"By Ann Lee March 4", "Ann Lee"}, {"Ann Lee, Senior Writer", "Ann Lee"},
      {"Byron Lee", "Byron Lee"},        {"", ""},
  };
  for (const auto& [line, name] : cases) EXPECT_EQ(NameInByline(line), name) << line;
}

TEST(IsPerson, Cases) {
  const std::pair<std::string_view, bool> cases[] = {
      {"Ann Lee", true},    {"Ludwig van Beethoven", true}, {"Ann", false},
      {"ann lee", false},   {"Read more", false},           {"王 小明", true},
      {"4 Ann Lee", false}, {"A B C D E F", false},         {"", false},
  };
  for (const auto& [name, person] : cases) EXPECT_EQ(IsPerson(name), person) << name;
}

TEST(IsBody, Cases) {
  EXPECT_TRUE(IsBody("Ferry Team"));
  EXPECT_TRUE(IsBody("Lee & Sons Ltd."));
  EXPECT_FALSE(IsBody("Ann Lee"));
}

}  // namespace
}  // namespace tamis::metadata
