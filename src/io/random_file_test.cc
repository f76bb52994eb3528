#include "io/random_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "io/crc32.h"

namespace tamis::io {
namespace {

TEST(RandomFileTest, ReadsAnyPlace) {
  const std::string path = testing::TempDir() + "tamis_random_file" + std::to_string(getpid());
  std::ofstream(path) << "0123456789";
  const Result<RandomFile> file = RandomFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status().ToString();
  EXPECT_EQ(file->size(), 10u);
  std::string got(3, '\0');
  ASSERT_TRUE(file->Read(7, got.data(), 3).ok());
  EXPECT_EQ(got, "789");
  EXPECT_EQ(file->Read(8, got.data(), 3).code(), StatusCode::kTruncated);
  EXPECT_EQ(file->Read(20, got.data(), 1).code(), StatusCode::kTruncated);
  EXPECT_TRUE(file->Read(20, got.data(), 0).ok());
  std::filesystem::remove(path);
  EXPECT_EQ(RandomFile::Open(path).status().code(), StatusCode::kNotFound);
}

TEST(Crc32Test, IsTheOneOfGzip) {
  EXPECT_EQ(Crc32("123456789"), 0xCBF43926u);
  EXPECT_EQ(Crc32("6789", Crc32("12345")), 0xCBF43926u);
}

}  // namespace
}  // namespace tamis::io
