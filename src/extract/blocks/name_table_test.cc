#include "extract/blocks/name_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace tamis::extract {
namespace {

TEST(HashOfNameTest, FoldsCaseAndRunsOfDigits) {
  EXPECT_EQ(HashOfName("POST-7"), HashOfName("post-123"));
  EXPECT_EQ(HashOfName("7"), HashOfName("2026"));
  EXPECT_NE(HashOfName("post-7"), HashOfName("post-"));
  EXPECT_NE(HashOfName("1a2"), HashOfName("1a"));
  EXPECT_NE(HashOfName("post"), HashOfName("posts"));
}

// Names of every size, each of whose bytes tells; with sixteen bytes at a time and one by one.
TEST(HashOfNameTest, EveryByteTells) {
  std::set<uint32_t> hashes;
  size_t names = 0;
  for (size_t size = 1; size <= 65; ++size) {
    for (size_t at = 0; at <= size; ++at, ++names) {
      std::string name(size, 'a');
      if (at < size) name[at] = at % 2 == 0 ? 'B' : '-';
      const uint32_t hash = HashOfName(name);
      hashes.insert(hash);
      const std::string with_room = name + "what follows is anything";
      ASSERT_EQ(HashOfPlainName(with_room.data(), size), hash) << name;
    }
  }
  EXPECT_EQ(hashes.size(), names);
}

TEST(NameTableTest, FindsWhatItHolds) {
  std::vector<NameTable::Entry> entries;
  for (uint32_t i = 1; i < 500; ++i) entries.push_back({i * 7919, static_cast<float>(i)});
  const NameTable table(entries);
  for (const NameTable::Entry& entry : entries) {
    ASSERT_NE(table.Find(entry.hash), nullptr);
    EXPECT_EQ(*table.Find(entry.hash), entry.log_odds);
  }
  EXPECT_EQ(table.Find(3), nullptr);
  EXPECT_EQ(NameTable().Find(3), nullptr);
}

}  // namespace
}  // namespace tamis::extract
