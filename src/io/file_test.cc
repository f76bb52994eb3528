#include "io/file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "io/byte_source.h"

namespace tamis::io {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tamis-file-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string Contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path folder_;
};

TEST_F(FileTest, AppearsWhenCommitted) {
  const std::string path = Path("out");
  Result<AtomicFile> file = AtomicFile::Create(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Append("hello ").ok());
  ASSERT_TRUE(file->Append("world").ok());
  EXPECT_EQ(file->size(), 11u);
  EXPECT_FALSE(fs::exists(path));
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(Contents(path), "hello world");
  EXPECT_FALSE(fs::exists(path + ".tmp"));
  EXPECT_FALSE(file->Append("more").ok());
  EXPECT_FALSE(file->Commit().ok());
}

TEST_F(FileTest, LeavesTheOldFileWhenNotCommitted) {
  const std::string path = Path("out");
  std::ofstream(path) << "old";
  {
    Result<AtomicFile> file = AtomicFile::Create(path);
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file->Append("new").ok());
    AtomicFile moved = std::move(*file);  // the moved-from one removes nothing
    ASSERT_TRUE(moved.Append("er").ok());
    EXPECT_TRUE(fs::exists(path + ".tmp"));
  }
  EXPECT_EQ(Contents(path), "old");
  EXPECT_FALSE(fs::exists(path + ".tmp"));
}

TEST_F(FileTest, ReplacesWhatAnInterruptedRunLeft) {
  const std::string path = Path("out");
  std::ofstream(path + ".tmp") << "a long half-written file";
  Result<AtomicFile> file = AtomicFile::Create(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(file->Append("short").ok());
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(Contents(path), "short");
}

TEST_F(FileTest, SaysWhyItCannotWrite) {
  const Result<AtomicFile> file = AtomicFile::Create(Path("no/such/folder"));
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.status().code(), StatusCode::kNotFound);
  EXPECT_NE(file.status().message().find("No such file"), std::string::npos);
  if (geteuid() != 0) {  // root may write anywhere
    fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_EQ(AtomicFile::Create(Path("out")).status().code(), StatusCode::kIo);
    fs::permissions(folder_, fs::perms::owner_all);
  }
}

TEST_F(FileTest, ReportsAFullDisk) {
  // A limit on file size fails a write as a full disk does.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = 4096;
  setrlimit(RLIMIT_FSIZE, &small);
  Result<AtomicFile> file = AtomicFile::Create(Path("out"));
  ASSERT_TRUE(file.ok());
  const Status s = file->Append(std::string(10'000, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(s.code(), StatusCode::kIo);
  EXPECT_NE(s.message().find("File too large"), std::string::npos);
  EXPECT_NE(ErrnoStatus("write", "x", ENOSPC).message().find("free some space"), std::string::npos);
}

TEST_F(FileTest, ReadsSmallFiles) {
  const std::string path = Path("in");
  std::ofstream(path) << "12345";
  EXPECT_EQ(*ReadSmallFile(path, 5), "12345");
  EXPECT_EQ(ReadSmallFile(path, 4).status().code(), StatusCode::kTooLarge);
  EXPECT_EQ(ReadSmallFile(path, UINT64_MAX)->size(), 5u);
  EXPECT_EQ(ReadSmallFile(Path("none"), 5).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(ReadSmallFile(folder_.string(), 5).status().code(), StatusCode::kInvalidArgument);
  std::ofstream(Path("empty")).flush();
  EXPECT_EQ(*ReadSmallFile(Path("empty"), 0), "");
}

TEST_F(FileTest, OpensSources) {
  const std::string path = Path("in");
  std::ofstream(path) << "0123456789";
  Result<std::unique_ptr<ByteSource>> source = OpenSource(path);
  ASSERT_TRUE(source.ok());
  EXPECT_EQ((*source)->size(), 10u);
  char buffer[16];
  EXPECT_EQ(*(*source)->Read(buffer, 4), 4u);
  EXPECT_EQ((*source)->PeekAt(8, buffer, 16), 2u);
  EXPECT_EQ((*source)->PeekAt(10, buffer, 16), 0u);
  EXPECT_EQ(*(*source)->Read(buffer, 16), 6u);  // peeking did not move it
  EXPECT_EQ(*(*source)->Read(buffer, 16), 0u);
  EXPECT_EQ(OpenSource(Path("none")).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(OpenSource(folder_.string()).status().code(), StatusCode::kInvalidArgument);
}

}  // namespace
TEST_F(FileTest, AGrowingFileIsCutToWhatIsKept) {
  const std::string path = Path("grows");
  {
    Result<GrowingFile> file = GrowingFile::Open(path, 0);
    ASSERT_TRUE(file.ok()) << file.status().ToString();
    ASSERT_TRUE(file->Append("kept").ok());
    ASSERT_TRUE(file->Sync().ok());
    ASSERT_TRUE(file->Append(" and lost").ok());
    EXPECT_EQ(file->size(), 13u);
  }
  EXPECT_EQ(GrowingFile::Open(path, 14).status().code(), StatusCode::kTruncated);
  Result<GrowingFile> again = GrowingFile::Open(path, 4);
  ASSERT_TRUE(again.ok());
  ASSERT_TRUE(again->Append(" for good").ok());
  ASSERT_TRUE(again->CommitAs(Path("whole")).ok());
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(*ReadSmallFile(Path("whole"), 100), "kept for good");
  EXPECT_FALSE(again->Append("x").ok());
}

}  // namespace tamis::io
