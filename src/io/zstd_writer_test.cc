#include "io/zstd_writer.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <string>

namespace tamis::io {
namespace {

std::string Rows(size_t count) {
  std::string rows;
  for (size_t i = 0; i < count; ++i) rows += "{\"text\":\"row " + std::to_string(i) + "\"}\n";
  return rows;
}

TEST(ZstdWriter, AFrameTellsItsSizeAndHasAChecksum) {
  ZstdCompressor compressor;
  for (const size_t count : {0u, 1u, 100u, 100000u}) {
    const std::string rows = Rows(count);
    std::string frame = "before";
    ASSERT_TRUE(compressor.AppendFrame(rows, frame).ok());
    ASSERT_TRUE(frame.starts_with("before"));
    frame.erase(0, 6);
    EXPECT_EQ(ZSTD_getFrameContentSize(frame.data(), frame.size()), rows.size());
    EXPECT_EQ(ZSTD_findFrameCompressedSize(frame.data(), frame.size()), frame.size());
    std::string back(rows.size(), '\0');
    ASSERT_EQ(ZSTD_decompress(back.data(), back.size(), frame.data(), frame.size()), rows.size());
    EXPECT_EQ(back, rows);
    frame.back() = static_cast<char>(frame.back() ^ 1);  // the checksum stands last
    EXPECT_TRUE(
        ZSTD_isError(ZSTD_decompress(back.data(), back.size(), frame.data(), frame.size())));
  }
}

TEST(ZstdWriter, TheSameBytesWhateverCameBefore) {
  ZstdCompressor used;
  std::string ignored;
  ASSERT_TRUE(used.AppendFrame(Rows(5000), ignored).ok());
  ZstdCompressor fresh;
  std::string a, b;
  ASSERT_TRUE(used.AppendFrame(Rows(777), a).ok());
  ASSERT_TRUE(fresh.AppendFrame(Rows(777), b).ok());
  EXPECT_EQ(a, b);
}

}  // namespace
}  // namespace tamis::io
