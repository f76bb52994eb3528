#include "io/temp_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace tamis::io {
namespace {

namespace fs = std::filesystem;

TEST(TempFileTest, GivesBackWhatWasAppended) {
  for (const size_t buffer : {1u, 7u, 1000u}) {
    Result<TempFile> file = TempFile::Create(fs::temp_directory_path().string(), buffer);
    ASSERT_TRUE(file.ok()) << file.status().message();
    std::string all;
    for (int i = 0; i < 100; ++i) {
      const std::string piece = std::to_string(i) + std::string(static_cast<size_t>(i % 5), '\0');
      ASSERT_TRUE(file->Append(piece).ok());
      all += piece;
      EXPECT_EQ(file->size(), all.size());
    }
    ASSERT_TRUE(file->Flush().ok());
    std::string read(all.size(), 'x');
    ASSERT_TRUE(file->ReadAt(0, read.data(), read.size()).ok());
    EXPECT_EQ(read, all);
    ASSERT_TRUE(file->ReadAt(50, read.data(), 3).ok());
    EXPECT_EQ(read.substr(0, 3), all.substr(50, 3));
    EXPECT_EQ(file->ReadAt(all.size() - 1, read.data(), 2).code(), StatusCode::kTruncated);
    // Moved, it is the same file.
    TempFile other = std::move(*file);
    ASSERT_TRUE(other.ReadAt(0, read.data(), 2).ok());
    EXPECT_EQ(read.substr(0, 2), all.substr(0, 2));
  }
}

TEST(TempFileTest, LeavesNothingBehind) {
  const fs::path folder = fs::temp_directory_path() / "tamis-temp-file-test";
  fs::create_directory(folder);
  {
    Result<TempFile> file = TempFile::Create(folder.string());
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file->Append("x").ok());
    EXPECT_TRUE(fs::is_empty(folder));
  }
  fs::remove(folder);
  EXPECT_FALSE(TempFile::Create(folder.string()).ok());
}

TEST(TempFileTest, IsMapped) {
  Result<TempFile> file = TempFile::Create(testing::TempDir());
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(*file->Map(), "");  // nothing in it
  ASSERT_TRUE(file->Append("some bytes").ok());
  ASSERT_TRUE(file->Flush().ok());
  TempFile moved = std::move(*file);
  const Result<std::string_view> bytes = moved.Map();
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(*bytes, "some bytes");
}

}  // namespace
}  // namespace tamis::io
