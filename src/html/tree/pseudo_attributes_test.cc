// https://www.w3.org/TR/xml-stylesheet/#NT-PseudoAtt

#include "html/tree/pseudo_attributes.h"

#include <gtest/gtest.h>

namespace tamis::html {
namespace {

struct Case {
  const char* data;
  const char* want;  // value of "name"; null: none
};

constexpr Case kCases[] = {
    {"name=\"a\"", "a"},
    {"name='a'", "a"},
    {" name = \"a b\" ", "a b"},
    {"x='1' name='2' y='3'", "2"},
    {"name=''", ""},
    {"name='&lt;&#65;&#x1F600;&amp;'", "<A\xF0\x9F\x98\x80&"},
    {"name='\"'", "\""},
    {"", nullptr},
    {"x='1'", nullptr},
    {"NAME='1'", nullptr},
    {"name", nullptr},
    {"name=a", nullptr},
    {"name='a", nullptr},
    {"name='a'x='1'", nullptr},
    {"name='a' x", nullptr},
    {"name='a' x=1", nullptr},
    {"name='a' name='b'", nullptr},
    {"name='a' x='1' x='2'", nullptr},
    {"name='<'", nullptr},
    {"name='&'", nullptr},
    {"name='&nope;'", nullptr},
    {"name='&#x110000;'", nullptr},
    {"name='&#99999999999999999999;'", nullptr},
    {"='a'", nullptr},
};

TEST(PseudoAttributesTest, Table) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.data);
    std::string value;
    const bool found = FindPseudoAttribute(c.data, "name", value);
    EXPECT_EQ(found, c.want != nullptr);
    if (found && c.want != nullptr) {
      EXPECT_EQ(value, c.want);
    }
  }
}

TEST(PseudoAttributesTest, TooManyAreAnError) {
  std::string data = "name='a'";
  std::string value;
  for (int i = 0; i < 31; ++i) data += " x" + std::to_string(i) + "=''";
  EXPECT_TRUE(FindPseudoAttribute(data, "name", value));
  data += " y=''";
  EXPECT_FALSE(FindPseudoAttribute(data, "name", value));
}

}  // namespace
}  // namespace tamis::html
