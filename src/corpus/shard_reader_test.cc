#include "corpus/shard_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace tamis::corpus {
namespace {

namespace fs = std::filesystem;

class ShardReaderTest : public testing::Test {
 protected:
  ShardReaderTest()
      : path_(fs::temp_directory_path() / ("tamis-shard-" + std::to_string(getpid()))) {}
  ~ShardReaderTest() override { fs::remove(path_); }

  Status Read(const std::string& bytes, bool parquet = false) {
    std::ofstream(path_, std::ios::binary) << bytes;
    rows_.clear();
    damages_ = 0;
    return ReadShard(
        {.path = path_.string(), .step = "", .bytes = bytes.size(), .parquet = parquet}, {},
        {.row =
             [&](std::string_view line) {
               rows_.emplace_back(line);
               return Status();
             },
         .damage = [&](const Status&) { ++damages_; },
         .progress = [](uint64_t) {}});
  }

  const fs::path path_;
  std::vector<std::string> rows_;
  int damages_ = 0;
};

std::string Gzip(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(bytes.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST_F(ShardReaderTest, PlainAndGzip) {
  const std::vector<std::string> want = {"{\"a\":1}", "{\"b\":2}"};
  ASSERT_TRUE(Read("{\"a\":1}\n\n{\"b\":2}\n").ok());
  EXPECT_EQ(rows_, want);
  ASSERT_TRUE(Read(Gzip("{\"a\":1}\n") + Gzip("{\"b\":2}\n")).ok());
  EXPECT_EQ(rows_, want);
  EXPECT_EQ(damages_, 0);
}

TEST_F(ShardReaderTest, DamageIsPassedOver) {
  std::string middle = Gzip("{\"b\":\"" + std::string(500, 'x') + "\"}\n");
  middle.resize(middle.size() / 2);
  ASSERT_TRUE(Read(Gzip("{\"a\":1}\n") + middle + Gzip("{\"c\":3}\n")).ok());
  EXPECT_EQ(rows_, (std::vector<std::string>{"{\"a\":1}", "{\"c\":3}"}));
  EXPECT_GE(damages_, 1);
}

TEST_F(ShardReaderTest, NoParquet) { EXPECT_FALSE(Read("PAR1 no PAR1", /*parquet=*/true).ok()); }

TEST_F(ShardReaderTest, MissingFile) {
  const Status status = ReadShard({.path = "/nowhere/0.jsonl", .step = ""}, {}, {});
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
}

}  // namespace
}  // namespace tamis::corpus
