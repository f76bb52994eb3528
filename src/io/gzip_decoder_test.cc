// Headers with every field, cut everywhere; what is told from what zlib tells.

#include "io/gzip_decoder.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <string_view>

#include "tests/warc/pack.h"

namespace tamis::io {
namespace {

constexpr std::string_view kText = "decompressed, decompressed and compared";

// A member with these optional fields.
std::string Member(bool extra, bool name, bool comment, bool header_crc) {
  const std::string plain = test::Gzip(kText);
  std::string member = plain.substr(0, 10);
  member[3] = static_cast<char>((header_crc ? 2 : 0) | (extra ? 4 : 0) | (name ? 8 : 0) |
                                (comment ? 16 : 0));
  if (extra) member += std::string("\x05\0ab\0cd", 7);
  if (name) member += std::string("page.html\0", 10);
  if (comment) member += std::string("\0", 1);
  if (header_crc) {
    const uLong crc =
        crc32(0, reinterpret_cast<const Bytef*>(member.data()), static_cast<uInt>(member.size()));
    member += static_cast<char>(crc & 0xFF);
    member += static_cast<char>(crc >> 8 & 0xFF);
  }
  return member + plain.substr(10);
}

TEST(GzipDecoder, WholeReadsHeadersWithEveryField) {
  GzipDecoder decoder;
  for (int fields = 0; fields < 16; ++fields) {
    SCOPED_TRACE(fields);
    const std::string member =
        Member((fields & 1) != 0, (fields & 2) != 0, (fields & 4) != 0, (fields & 8) != 0);
    std::string out(kText.size(), ' ');
    Progress done;
    ASSERT_EQ(decoder.Whole(DeflateFormat::kGzip, member + "behind", out.data(), out.size(), done),
              WholeResult::kDone);
    EXPECT_EQ(out, kText);
    EXPECT_EQ(done.used, member.size());
    EXPECT_EQ(done.produced, kText.size());
    // zlib agrees that it is a member.
    ASSERT_TRUE(decoder.Begin(DeflateFormat::kGzip));
    EXPECT_EQ(decoder.Step(member, out.data(), out.size(), done), StepResult::kEnd);
    for (size_t size = 0; size < member.size(); ++size) {
      ASSERT_EQ(decoder.Whole(DeflateFormat::kGzip, std::string(member, 0, size), out.data(),
                              out.size(), done),
                WholeResult::kDamaged)
          << size;
    }
  }
}

TEST(GzipDecoder, WholeTellsWhatDoesNotFit) {
  GzipDecoder decoder;
  const std::string member = test::Gzip(kText);
  std::string out(kText.size(), ' ');
  Progress done;
  EXPECT_EQ(decoder.Whole(DeflateFormat::kGzip, member, out.data(), out.size() - 1, done),
            WholeResult::kNoRoom);
  for (size_t back = 1; back <= 8; ++back) {
    std::string damaged = member;
    damaged[damaged.size() - back] ^= 0x10;
    EXPECT_EQ(decoder.Whole(DeflateFormat::kGzip, damaged, out.data(), out.size(), done),
              WholeResult::kDamaged)
        << back;
  }
}

}  // namespace
}  // namespace tamis::io
