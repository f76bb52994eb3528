#include "html/names/names.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "base/memory/load.h"

namespace tamis::html {
namespace {

TEST(KnownNamesTest, EveryNameFindsItself) {
  std::set<std::string_view> seen;
  for (NameId id = 1; id < names::kKnownCount; ++id) {
    const std::string_view name = KnownName(id);
    EXPECT_EQ(FindKnownName(name), id) << name;
    EXPECT_TRUE(seen.insert(name).second) << name;
    if (name.size() <= 8) {
      const NameId quick = FindFrequentName(LoadPartial64(name.data(), name.size()));
      EXPECT_TRUE(quick == id || quick == 0) << name;
    }
  }
}

TEST(KnownNamesTest, FrequentNamesNeedOneLoad) {
  for (const std::string_view name : {"a", "div", "span", "class", "href", "id", "src", "li"}) {
    EXPECT_EQ(FindFrequentName(LoadPartial64(name.data(), name.size())), FindKnownName(name));
  }
}

TEST(KnownNamesTest, NearMissesAreUnknown) {
  for (NameId id = 1; id < names::kKnownCount; ++id) {
    const std::string name(KnownName(id));
    EXPECT_EQ(FindKnownName(name + "\x01"), 0u) << name;
    for (size_t i = 0; i < name.size(); ++i) {
      std::string other = name;
      other[i] = static_cast<char>(other[i] ^ 0x80);
      EXPECT_EQ(FindKnownName(other), 0u) << name;
    }
  }
  EXPECT_EQ(FindKnownName(""), 0u);
  EXPECT_EQ(FindKnownName(std::string(1, '\0')), 0u);
  EXPECT_EQ(FindKnownName(std::string(1000, 'a')), 0u);
}

TEST(KnownNamesTest, GroupsOfTheTable) {
  EXPECT_LT(names::kHtml, names::kHtmlTagEnd);
  EXPECT_LT(names::kXmp, names::kHtmlTagEnd);
  EXPECT_GE(names::kLowerForeignObject, names::kHtmlTagEnd);
  EXPECT_LT(names::kLowerForeignObject, names::kLowerTagEnd);
  EXPECT_GE(names::kForeignObject, names::kLowerTagEnd);
  EXPECT_LT(names::kForeignObject, names::kTagEnd);
  EXPECT_GE(names::kHref, names::kTagEnd);
  EXPECT_LT(names::kKnownCount, 1024u);
  EXPECT_EQ(KnownName(names::kLowerForeignObject), "foreignobject");
  EXPECT_EQ(KnownName(names::kForeignObject), "foreignObject");
  EXPECT_EQ(KnownName(names::kXlinkHref), "xlink:href");
  EXPECT_EQ(KnownName(names::kNone), "");
}

TEST(NameTableTest, GivesOneIdAName) {
  NameTable table;
  table.Reset();
  EXPECT_EQ(table.Intern("div"), static_cast<NameId>(names::kDiv));
  const NameId a = table.Intern("data-a");
  const NameId b = table.Intern("data-b");
  EXPECT_EQ(a, static_cast<NameId>(names::kKnownCount));
  EXPECT_EQ(b, a + 1);
  EXPECT_EQ(table.Intern("data-a"), a);
  EXPECT_EQ(table.Find("data-b"), b);
  EXPECT_EQ(table.Find("data-c"), 0u);
  EXPECT_EQ(table.Name(a), "data-a");
  EXPECT_EQ(table.Name(names::kDiv), "div");
  EXPECT_EQ(table.size(), b + 1);
}

TEST(NameTableTest, ManyNamesOfAllSizes) {
  NameTable table;
  table.Reset();
  std::vector<std::string> names;
  for (int i = 0; i < 100000; ++i)
    names.push_back("q" + std::string(i % 40, 'x') + std::to_string(i));
  for (const std::string& name : names) table.Intern(name);
  for (size_t i = 0; i < names.size(); ++i) {
    ASSERT_EQ(table.Find(names[i]), names::kKnownCount + i);
    ASSERT_EQ(table.Name(names::kKnownCount + static_cast<NameId>(i)), names[i]);
  }
  table.Reset();
  EXPECT_EQ(table.Find(names[0]), 0u);
  EXPECT_EQ(table.size(), static_cast<NameId>(names::kKnownCount));
  EXPECT_EQ(table.Intern("later"), static_cast<NameId>(names::kKnownCount));
}

TEST(NameTableTest, BytesCountWhereverTheyStand) {
  NameTable table;
  table.Reset();
  const std::string name(64, 'q');
  std::set<NameId> ids = {table.Intern(name)};
  for (size_t i = 0; i < name.size(); ++i) {
    std::string other = name;
    other[i] = 'p';
    ids.insert(table.Intern(other));
  }
  EXPECT_EQ(ids.size(), name.size() + 1);
}

}  // namespace
}  // namespace tamis::html
