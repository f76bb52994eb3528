#include "dedup/index/index.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "dedup/index/adder.h"
#include "dedup/index/check.h"
#include "dedup/index/finder.h"
#include "dedup/index/pending.h"

namespace tamis::dedup {
namespace {

namespace fs = std::filesystem;

// 60 words that no other `seed` has, of which `changed` are others.
std::string Text(int seed, int changed = 0) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "w" + std::to_string(seed) + "x" + std::to_string(i < changed ? 1000 + i : i) + " ";
  }
  return text;
}

class IndexTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "tamis-index-" + std::to_string(getpid());
    fs::remove_all(folder_);
    const Result<Index> index = Open();
    if (!index.ok() && index.status().code() == StatusCode::kUnsupported) {
      GTEST_SKIP() << index.status().message();
    }
    ASSERT_TRUE(index.ok()) << index.status().ToString();
  }
  void TearDown() override { fs::remove_all(folder_); }

  Result<Index> Open(IndexMethod method = {}, bool read_only = false) const {
    return Index::Open({.folder = folder_,
                        .method = method,
                        .create = !read_only,
                        .read_only = read_only,
                        .memory_bytes = 1u << 20});
  }
  Index MustOpen(bool read_only = false) const {
    Result<Index> index = Open({}, read_only);
    EXPECT_TRUE(index.ok()) << index.status().ToString();
    return std::move(*index);
  }
  static Signature Sign(const std::string& text) {
    Signature signature;
    TextSigner({}, {}, 1).Sign(text, signature);
    return signature;
  }
  // Texts under their numbers as ids. Returns whether there is something to take up.
  static bool Prepare(Index& index, const std::vector<std::string>& texts, int first_id = 0,
                      const std::string& note = "") {
    Result<IndexAdder> adder = IndexAdder::Create(index, 1000);
    EXPECT_TRUE(adder.ok());
    for (const std::string& text : texts) {
      const Signature signature = Sign(text);
      const std::string id = std::to_string(first_id++);
      EXPECT_TRUE(adder
                      ->Add({.content = signature.content, .url_key = 7, .id = id, .url = "u" + id},
                            signature)
                      .ok());
    }
    const Result<bool> prepared = adder->Prepare(note);
    EXPECT_TRUE(prepared.ok());
    return *prepared;
  }
  static void Add(Index& index, const std::vector<std::string>& texts, int first_id = 0) {
    ASSERT_TRUE(Prepare(index, texts, first_id));
    ASSERT_TRUE(index.TakeUp().ok());
  }
  static std::optional<IndexMatch> Find(const Index& index, const std::string& text,
                                        FinderOptions options = {}) {
    const Result<std::optional<IndexMatch>> match = IndexFinder(index, options).Find(Sign(text));
    EXPECT_TRUE(match.ok()) << match.status().ToString();
    return *match;
  }
  static uint64_t Problems(const Index& index) {
    const Result<IndexCheck> check =
        CheckIndex(index, [](const std::string& sentence) { ADD_FAILURE() << sentence; });
    EXPECT_TRUE(check.ok()) << check.status().ToString();
    return check->problems;
  }

  std::string folder_;
};

TEST_F(IndexTest, FindsWhatIsInIt) {
  {
    Index index = MustOpen();
    EXPECT_FALSE(Find(index, Text(1)));
    Add(index, {Text(1), Text(2), Text(2, 10), Text(2)});
    Add(index, {Text(3)}, 10);
    EXPECT_EQ(index.state(), (IndexState{.generation = 2, .next = 5, .documents = 5}));
  }
  for (const bool read_only : {false, true}) {
    const Index index = MustOpen(read_only);
    EXPECT_EQ(Problems(index), 0u);
    const std::optional<IndexMatch> same = Find(index, "  " + Text(2));
    ASSERT_TRUE(same);
    EXPECT_EQ(same->kind, CopyKind::kSameContent);
    EXPECT_EQ(same->number, 1u);  // the older of two
    const std::optional<IndexMatch> near = Find(index, Text(2, 11));
    ASSERT_TRUE(near);
    EXPECT_EQ(near->kind, CopyKind::kNear);
    EXPECT_EQ(near->number, 2u);  // the most similar
    EXPECT_NEAR(near->similarity, 51.0 / 61, 1e-6);
    EXPECT_FALSE(Find(index, Text(2, 11), {.threshold = 0.99}));
    EXPECT_FALSE(Find(index, Text(4)));
    EXPECT_FALSE(Find(index, ""));
    StoredDocument document;
    EXPECT_TRUE(*index.Load(4, document));
    EXPECT_EQ(document.id, "10");
    EXPECT_EQ(document.url, "u10");
    EXPECT_FALSE(*index.Load(5, document));
    const Result<bool> has = IndexFinder(index, {}).Has(Sign(Text(2)).content, "3");
    EXPECT_TRUE(*has);
    EXPECT_FALSE(*IndexFinder(index, {}).Has(Sign(Text(2)).content, "2"));
  }
}

TEST_F(IndexTest, FindsByUrlAndWithoutVerifying) {
  Index index = MustOpen();
  Add(index, {Text(1)});
  Signature other = Sign(Text(5));
  other.url = 7;
  EXPECT_FALSE(*IndexFinder(index, {}).Find(other));
  const Result<std::optional<IndexMatch>> match =
      IndexFinder(index, {.same_url = true}).Find(other);
  ASSERT_TRUE(match.ok() && *match);
  EXPECT_EQ((*match)->kind, CopyKind::kSameUrl);
  const std::optional<IndexMatch> near = Find(index, Text(1, 1), {.verify = false});
  ASSERT_TRUE(near);
  EXPECT_EQ(near->similarity, -1);
}

TEST_F(IndexTest, RemovesAndCompacts) {
  Index index = MustOpen();
  Add(index, {Text(1), Text(2), Text(2)});
  std::vector<uint64_t> numbers;
  ASSERT_TRUE(IndexFinder(index, {}).FindId("1", numbers).ok());
  EXPECT_EQ(numbers, std::vector<uint64_t>{1});
  numbers.push_back(99);
  EXPECT_EQ(*index.Remove(numbers), 1u);
  EXPECT_EQ(*index.Remove(numbers), 0u);
  EXPECT_EQ(Find(index, Text(2))->number, 2u);
  EXPECT_EQ(Find(index, Text(2, 1))->number, 2u);
  const auto ignore = [](const std::string&) {};
  EXPECT_EQ(CheckIndex(index, ignore)->dead_keys, 24u);
  ASSERT_TRUE(index.Compact().ok());
  EXPECT_EQ(CheckIndex(index, ignore)->dead_keys, 0u);
  EXPECT_EQ(CheckIndex(index, ignore)->keys, 48u);
  EXPECT_EQ(Problems(index), 0u);
  Add(index, {Text(9)}, 3);  // no number is given twice
  EXPECT_EQ(index.state(), (IndexState{.generation = 2, .next = 4, .documents = 3}));
  EXPECT_EQ(Problems(index), 0u);
}

TEST_F(IndexTest, ARunIsTakenUpWholeOrNotAtAll) {
  {
    Index index = MustOpen();
    ASSERT_TRUE(Prepare(index, {Text(1)}, 0, "the note"));
  }
  {
    Index index = MustOpen();  // after a crash
    EXPECT_FALSE(Find(index, Text(1)));
    EXPECT_EQ(**index.Pending(), "the note");
    ASSERT_TRUE(index.TakeUp().ok());
    EXPECT_TRUE(Find(index, Text(1)));
    EXPECT_FALSE(*index.Pending());
    ASSERT_TRUE(Prepare(index, {Text(2)}));
  }
  {
    Index index = MustOpen();
    ASSERT_TRUE(index.Discard().ok());
    EXPECT_FALSE(*index.Pending());
    ASSERT_TRUE(Prepare(index, {Text(3)}));
    fs::remove(folder_ + "/pending/complete");  // a crash while the files were made
  }
  Index index = MustOpen();
  EXPECT_FALSE(fs::exists(folder_ + "/pending"));
  EXPECT_EQ(index.state(), (IndexState{.generation = 1, .next = 1, .documents = 1}));
  EXPECT_FALSE(Prepare(index, {}));
  EXPECT_EQ(Problems(index), 0u);
}

TEST_F(IndexTest, FilesThatWereTakenUpAreNotTakenUpTwice) {
  {
    Index index = MustOpen();
    ASSERT_TRUE(Prepare(index, {Text(1)}));
    fs::copy(folder_ + "/pending", folder_ + "-copy");
    ASSERT_TRUE(index.TakeUp().ok());
  }
  fs::rename(folder_ + "-copy", folder_ + "/pending");  // a crash before they were deleted
  const Index index = MustOpen();
  EXPECT_FALSE(*index.Pending());
  EXPECT_EQ(index.state().documents, 1u);
}

TEST_F(IndexTest, KeepsHistories) {
  {
    Index index = MustOpen();
    Result<IndexAdder> adder = IndexAdder::Create(index);
    ASSERT_TRUE(adder.ok());
    ASSERT_TRUE(adder->SetCaptures(5, std::vector<Capture>{{2020, 1}, {2021, 2}}).ok());
    ASSERT_TRUE(*adder->Prepare(""));
    ASSERT_TRUE(index.TakeUp().ok());
  }
  const Index index = MustOpen();
  std::vector<Capture> captures;
  ASSERT_TRUE(index.LoadCaptures(5, captures).ok());
  EXPECT_EQ(captures.size(), 2u);
  ASSERT_TRUE(index.LoadCaptures(6, captures).ok());
  EXPECT_TRUE(captures.empty());
  EXPECT_EQ(Problems(index), 0u);
}

TEST_F(IndexTest, SaysWhatIsWrong) {
  EXPECT_EQ(Open({.banding = {.bands = 14, .rows = 8}}).status().code(),
            StatusCode::kInvalidArgument);
  EXPECT_NE(Open({.seed = 2}).status().message().find("seed 1"), std::string::npos);
  EXPECT_EQ(Index::Open({.folder = folder_ + "-none"}).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(Index::Open({.folder = testing::TempDir(), .method = IndexMethod{}, .create = true})
                .status()
                .code(),
            StatusCode::kInvalidArgument);
  const Result<Index> first = Open();
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(Open().status().code(), StatusCode::kInvalidArgument);  // in use
  EXPECT_TRUE(Open({}, true).ok());
}

}  // namespace
}  // namespace tamis::dedup
