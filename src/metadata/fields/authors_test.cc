#include "metadata/fields/authors.h"

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

}  // namespace
}  // namespace tamis::metadata
