#include "io/crc32.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdint>
#include <string>

namespace tamis::io {
namespace {

uint32_t Reference(std::string_view bytes, uint32_t crc = 0) {
  return static_cast<uint32_t>(
      crc32(crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

TEST(Crc32, IsThatOfZlibAtEverySizeAndOffset) {
  std::string bytes;
  for (uint32_t n = 0, seed = 1; n < 5000; ++n) {
    seed = seed * 1664525u + 1013904223u;
    bytes += static_cast<char>(seed >> 24);
  }
  const std::string_view all = bytes;
  for (size_t size = 0; size < 1200; ++size) {
    ASSERT_EQ(Crc32(all.substr(size % 67, size)), Reference(all.substr(size % 67, size))) << size;
  }
  EXPECT_EQ(Crc32(all), Reference(all));
}

TEST(Crc32, GoesOnFromAnother) {
  const std::string bytes(3000, 'x');
  const std::string_view all = bytes;
  for (size_t at : {size_t{0}, size_t{1}, size_t{255}, size_t{256}, size_t{2000}, size_t{3000}}) {
    EXPECT_EQ(Crc32(all.substr(at), Crc32(all.substr(0, at))), Reference(all)) << at;
  }
}

TEST(Crc32, OfZerosDependsOnTheirNumber) {
  const std::string zeros(2048, '\0');
  for (size_t size = 250; size < 600; ++size) {
    const std::string_view bytes = std::string_view(zeros).substr(0, size);
    ASSERT_EQ(Crc32(bytes), Reference(bytes)) << size;
  }
}

}  // namespace
}  // namespace tamis::io
