#include "store/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace tamis::store {
namespace {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "tamis-store-" + std::to_string(getpid());
    fs::remove_all(folder_);
    fs::create_directories(folder_ + "/aside");
    const Result<std::unique_ptr<Store>> probe = Open(true);
    if (!probe.ok() && probe.status().code() == StatusCode::kUnsupported) {
      GTEST_SKIP() << probe.status().message();
    }
    ASSERT_TRUE(probe.ok()) << probe.status().ToString();
  }
  void TearDown() override { fs::remove_all(folder_); }

  Result<std::unique_ptr<Store>> Open(bool create = false, bool read_only = false) const {
    return OpenStore({.folder = folder_ + "/db",
                      .tables = {{.name = "plain"}, {.name = "prefixed", .prefix_bytes = 2}},
                      .memory_bytes = 1u << 20,
                      .create = create,
                      .read_only = read_only});
  }
  static std::map<std::string, std::string> All(const Store& store, size_t table) {
    std::map<std::string, std::string> rows;
    const std::unique_ptr<Cursor> cursor = store.Scan(table);
    for (cursor->Seek(""); cursor->Valid(); cursor->Next())
      rows.emplace(cursor->key(), cursor->value());
    EXPECT_TRUE(cursor->status().ok());
    return rows;
  }
  // A file with these rows, not taken up yet.
  static std::string MakeFile(Store& store, size_t table, const std::string& path,
                              const std::map<std::string, std::string>& rows) {
    Result<std::unique_ptr<SortedFile>> file = store.NewFile(table, path);
    EXPECT_TRUE(file.ok());
    for (const auto& [key, value] : rows) EXPECT_TRUE((*file)->Add(key, value).ok());
    EXPECT_TRUE((*file)->Finish().ok());
    return path;
  }

  std::string folder_;
};

TEST_F(StoreTest, KeepsWhatIsWrittenAndTakenUp) {
  {
    Result<std::unique_ptr<Store>> store = Open();
    ASSERT_TRUE(store.ok()) << store.status().ToString();
    const Change changes[] = {{.table = 0, .key = "a", .value = "1"},
                              {.table = 1, .key = "xx1", .value = "2"}};
    ASSERT_TRUE((*store)->Write(changes).ok());
    const IngestFile files[] = {
        {0, MakeFile(**store, 0, folder_ + "/aside/0.sst", {{"a", "new"}, {"b", "3"}})},
        {1, MakeFile(**store, 1, folder_ + "/aside/1.sst", {{"xx0", "4"}, {"xy", "5"}})}};
    ASSERT_TRUE((*store)->Ingest(files).ok());
    EXPECT_FALSE(fs::exists(files[0].path));
  }
  for (const bool read_only : {true, false}) {
    const Result<std::unique_ptr<Store>> store = Open(false, read_only);
    ASSERT_TRUE(store.ok()) << store.status().ToString();
    using Rows = std::map<std::string, std::string>;
    EXPECT_EQ(All(**store, 0), (Rows{{"a", "new"}, {"b", "3"}}));
    EXPECT_EQ(All(**store, 1), (Rows{{"xx0", "4"}, {"xx1", "2"}, {"xy", "5"}}));
    std::string value;
    EXPECT_TRUE(*(*store)->Get(0, "b", value));
    EXPECT_EQ(value, "3");
    EXPECT_FALSE(*(*store)->Get(0, "c", value));

    const std::unique_ptr<Cursor> cursor = (*store)->PrefixCursor(1);
    std::string keys;
    for (cursor->Seek("xx"); cursor->Valid() && cursor->key().starts_with("xx"); cursor->Next()) {
      keys.append(cursor->key()).append(" ");
    }
    EXPECT_EQ(keys, "xx0 xx1 ");
  }
}

TEST_F(StoreTest, ErasesAndCompacts) {
  Result<std::unique_ptr<Store>> store = Open();
  ASSERT_TRUE(store.ok());
  const Change put[] = {{.table = 0, .key = "a", .value = "1"}, {.table = 0, .key = "b"}};
  const Change erase[] = {{.table = 0, .key = "a", .erase = true}};
  ASSERT_TRUE((*store)->Write(put).ok());
  ASSERT_TRUE((*store)->Write(erase).ok());
  ASSERT_TRUE((*store)->Compact().ok());
  (*store)->Settle();
  EXPECT_EQ(All(**store, 0).size(), 1u);
  EXPECT_GT((*store)->BytesOf(0), 0u);
}

TEST_F(StoreTest, SaysWhatIsWrong) {
  {
    const Result<std::unique_ptr<Store>> first = Open();
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(Open().status().code(), StatusCode::kInvalidArgument);  // in use
    EXPECT_TRUE(Open(false, true).ok());                              // reading is free
    const Change put[] = {{.table = 0, .key = "a", .value = "1"}};
    ASSERT_TRUE((*first)->Write(put).ok());
    ASSERT_TRUE((*first)->Compact().ok());
  }
  EXPECT_EQ(OpenStore({.folder = folder_ + "/none", .tables = {{.name = "plain"}}}).status().code(),
            StatusCode::kNotFound);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_ + "/db")) {
    if (entry.path().extension() == ".sst") fs::resize_file(entry.path(), 20);
  }
  const Result<std::unique_ptr<Store>> cut = Open();
  std::string value;
  const Status status = cut.ok() ? (*cut)->Get(0, "a", value).status() : cut.status();
  EXPECT_EQ(status.code(), StatusCode::kMalformed) << status.ToString();
  std::ofstream(folder_ + "/db/CURRENT") << "nonsense";
  EXPECT_EQ(Open().status().code(), StatusCode::kMalformed);
}

}  // namespace
}  // namespace tamis::store
