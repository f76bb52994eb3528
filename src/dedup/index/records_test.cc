#include "dedup/index/records.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>

#include "dedup/index/history.h"

namespace tamis::dedup {
namespace {

TEST(Records, KeysAreInTheOrderOfTheirNumbers) {
  const IndexKey keys[] = {{0, 0, 0}, {0, 0, 1},  {0, 0, 256}, {0, 1, 0}, {0, uint64_t{1} << 63, 5},
                           {1, 0, 0}, {300, 7, 9}};
  std::string before, bytes;
  for (const IndexKey& key : keys) {
    EncodeKey(key, bytes);
    EXPECT_EQ(bytes.size(), kKeyBytes);
    EXPECT_LT(before, bytes);
    EXPECT_EQ(*DecodeKey(bytes), key);
    before = bytes;
  }
}

TEST(Records, ValuesComeBack) {
  std::string bytes;
  const StoredDocument document{.content = {~uint64_t{0}, 3},
                                .url_key = 9,
                                .id = std::string("\"a\0b\"", 5),
                                .url = "https://a.example/"};
  EncodeDocument(document, bytes);
  EXPECT_EQ(*DecodeDocument(bytes), document);
  const IndexState state{.generation = 3, .next = uint64_t{1} << 40, .documents = 77};
  EncodeState(state, bytes);
  EXPECT_EQ(*DecodeState(bytes), state);
  EncodeMethod({.shingles = {.unit = ShingleUnit::kCharacters, .length = 24},
                .banding = {.bands = 20, .rows = 13},
                .seed = 99,
                .probe = 5},
               bytes);
  const Result<IndexMethod> method = DecodeMethod(bytes);
  ASSERT_TRUE(method.ok());
  EXPECT_EQ(method->shingles.unit, ShingleUnit::kCharacters);
  EXPECT_EQ(method->banding.rows, 13u);
  EXPECT_EQ(method->seed, 99u);
  bytes[0] = 2;
  EXPECT_EQ(DecodeMethod(bytes).status().code(), StatusCode::kUnsupported);
}

std::vector<uint32_t> RandomSet(std::mt19937& random, size_t size, uint32_t mask) {
  std::vector<uint32_t> set(size);
  for (uint32_t& value : set) value = static_cast<uint32_t>(random()) & mask;
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

TEST(Records, ShinglesComeBack) {
  std::mt19937 random(1);
  std::vector<std::vector<uint32_t>> sets = {
      {}, {0}, {UINT32_MAX}, {0, UINT32_MAX}, {0, 1, 2, 3}, {5, UINT32_MAX - 1, UINT32_MAX}};
  for (const size_t size : {1, 2, 7, 400, 5000}) {
    for (const uint32_t mask : {UINT32_MAX, 0xFFFFu, 0xFFFF0000u, 0xFFu}) {
      sets.push_back(RandomSet(random, size, mask));
    }
  }
  std::vector<uint32_t> got;
  std::string bytes;
  for (const std::vector<uint32_t>& set : sets) {
    EncodeShingles(set, bytes);
    ASSERT_TRUE(DecodeShingles(bytes, got).ok()) << set.size();
    EXPECT_EQ(got, set);
    for (size_t cut = 0; cut < std::min<size_t>(bytes.size(), 40); ++cut) {
      EXPECT_FALSE(DecodeShingles(std::string_view(bytes).substr(0, cut), got).ok());
    }
  }
}

TEST(Records, ShinglesAreSmall) {
  std::mt19937 random(1);
  const std::vector<uint32_t> set = RandomSet(random, 400, UINT32_MAX);
  std::string bytes;
  EncodeShingles(set, bytes);
  EXPECT_LT(static_cast<double>(bytes.size()), 3.25 * static_cast<double>(set.size()));
}

TEST(Records, CapturesComeBack) {
  const std::vector<Capture> captures = {
      {0, 5}, {20200101000000, 1}, {20200101000000, 2}, {UINT64_MAX, 0}};
  std::string bytes;
  EncodeCaptures(captures, bytes);
  std::vector<Capture> got;
  ASSERT_TRUE(DecodeCaptures(bytes, got).ok());
  EXPECT_EQ(got, captures);
  EncodeCaptures(std::vector<Capture>{{7, 2}, {7, 2}}, bytes);
  EXPECT_EQ(DecodeCaptures(bytes, got).code(), StatusCode::kMalformed);
}

TEST(History, SaysWhenTheTextChanged) {
  const struct {
    std::vector<Capture> captures;
    UrlHistory want;
  } cases[] = {
      {{}, {0, 0, 0}},
      {{{2020, 1}}, {2020, 2020, 1}},
      {{{2020, 1}, {2021, 1}, {2022, 1}}, {2020, 2020, 3}},
      {{{2020, 1}, {2021, 2}, {2022, 2}}, {2020, 2021, 3}},
      {{{2020, 1}, {2021, 2}, {2022, 1}}, {2020, 2022, 3}},
  };
  for (const auto& c : cases) EXPECT_EQ(SummarizeCaptures(c.captures), c.want);
}

TEST(History, DoesNotDependOnTheOrderOfRuns) {
  const std::vector<Capture> a = {{2020, 1}, {2022, 3}}, b = {{2019, 2}, {2020, 1}, {2021, 4}};
  std::vector<Capture> ab = a, ba = b;
  EXPECT_TRUE(MergeCaptures(b, ab));
  EXPECT_TRUE(MergeCaptures(a, ba));
  EXPECT_EQ(ab, ba);
  EXPECT_EQ(ab.size(), 4u);
  EXPECT_FALSE(MergeCaptures(a, ab));
  EXPECT_FALSE(MergeCaptures(b, ab));
}

}  // namespace
}  // namespace tamis::dedup
