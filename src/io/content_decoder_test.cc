#include "io/content_decoder.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "io/gzip_writer.h"
#include "tests/warc/pack.h"

namespace tamis::io {
namespace {

using test::Deflate;
using test::Gzip;
using test::Zstd;

// "<html>brotli</html>\n" eight times, by the brotli package of PyPI.
constexpr char kBrotli[] =
    "\033\237\000\370\215\223\124\355\376\310\171\170\077\351\273\213\062\246\124\170\021\253\205"
    "\024\253\006\106\000\264\206\377\055\106\032\002";

struct Case {
  const char* rule;
  ContentCoding coding;
  std::string input;
  DecodeEnd end;
  std::string output;
};

std::string Repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(ContentDecoder, Table) {
  const std::string html = Repeat("<html>brotli</html>\n", 8);
  const std::string long_text = Repeat("<p>text of a page, and more of it ", 200);
  const std::string gz = Gzip(long_text);
  const std::string zst = Zstd(long_text);
  std::string wide = Zstd(long_text, {.content_size = false});
  wide[5] = static_cast<char>((24 - 10) << 3);  // the window descriptor: 2^24 bytes
  const std::string br(kBrotli, sizeof kBrotli - 1);
  const std::string plain = "<!doctype html><p>plain";
  const Case cases[] = {
      {"gzip", ContentCoding::kGzip, gz, DecodeEnd::kComplete, long_text},
      {"gzip of nothing", ContentCoding::kGzip, Gzip(""), DecodeEnd::kComplete, ""},
      {"two members", ContentCoding::kGzip, Gzip("a") + Gzip("b"), DecodeEnd::kComplete, "ab"},
      {"bytes behind a member", ContentCoding::kGzip, Gzip("a") + "\r\n0\r\n", DecodeEnd::kComplete,
       "a"},
      {"gzip that is plain", ContentCoding::kGzip, plain, DecodeEnd::kNotCoded, ""},
      {"gzip of no bytes", ContentCoding::kGzip, "", DecodeEnd::kNotCoded, ""},
      {"gzip without its trailer", ContentCoding::kGzip, gz.substr(0, gz.size() - 8),
       DecodeEnd::kTruncated, long_text},
      {"gzip with a wrong checksum", ContentCoding::kGzip, gz.substr(0, gz.size() - 8) + "wrong!!!",
       DecodeEnd::kDamaged, long_text},
      {"zlib", ContentCoding::kDeflate, Deflate(long_text, 15), DecodeEnd::kComplete, long_text},
      {"raw deflate", ContentCoding::kDeflate, Deflate(long_text, -15), DecodeEnd::kComplete,
       long_text},
      {"deflate that is plain", ContentCoding::kDeflate, plain, DecodeEnd::kNotCoded, ""},
      {"plain that begins as zlib", ContentCoding::kDeflate, "x^2 + y^2", DecodeEnd::kNotCoded, ""},
      {"br", ContentCoding::kBrotli, br, DecodeEnd::kComplete, html},
      {"br cut", ContentCoding::kBrotli, br.substr(0, br.size() - 2), DecodeEnd::kTruncated, ""},
      {"br that is plain", ContentCoding::kBrotli, plain, DecodeEnd::kNotCoded, ""},
      {"plain that begins as br", ContentCoding::kBrotli, ";charset=utf-8 and text",
       DecodeEnd::kNotCoded, ""},
      {"zstd", ContentCoding::kZstd, zst, DecodeEnd::kComplete, long_text},
      {"zstd frames", ContentCoding::kZstd, Zstd("a") + Zstd("b"), DecodeEnd::kComplete, "ab"},
      {"zstd that is plain", ContentCoding::kZstd, plain, DecodeEnd::kNotCoded, ""},
      {"zstd without its checksum", ContentCoding::kZstd, zst.substr(0, zst.size() - 4),
       DecodeEnd::kTruncated, long_text},
      {"zstd with a large window", ContentCoding::kZstd, wide, DecodeEnd::kDamaged, ""},
  };
  ContentDecoder decoder;
  WindowBuffer out;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.rule);
    EXPECT_EQ(static_cast<int>(decoder.Decode(c.coding, c.input, 1u << 20, out)),
              static_cast<int>(c.end));
    if (c.end == DecodeEnd::kTruncated && c.output.empty())
      continue;  // how much comes out is libbrotli's business
    EXPECT_EQ(out.view(), c.output);
  }
}

TEST(ContentDecoder, OutputIsLimited) {
  const std::string zeros(5u << 20, '0');
  const struct {
    ContentCoding coding;
    std::string input;
  } cases[] = {{ContentCoding::kGzip, Gzip(zeros)},
               {ContentCoding::kDeflate, Deflate(zeros, -15)},
               {ContentCoding::kZstd, Zstd(zeros)},
               {ContentCoding::kGzip, Gzip(zeros.substr(1)) + Gzip("ab")}};
  ContentDecoder decoder;
  WindowBuffer out;
  for (const auto& c : cases) {
    for (const uint64_t limit :
         {uint64_t{0}, uint64_t{1}, uint64_t{300'000}, uint64_t{(5u << 20) - 1}}) {
      EXPECT_EQ(decoder.Decode(c.coding, c.input, limit, out), DecodeEnd::kTooLarge);
      EXPECT_EQ(out.size(), limit);
    }
    EXPECT_EQ(decoder.Decode(c.coding, c.input, UINT64_MAX, out), DecodeEnd::kComplete);
  }
}

TEST(GzipCompressor, SameBytesWhateverTheTime) {
  for (const int level : {1, 6}) {
    GzipCompressor gzip(level);
    std::string members = "before";
    gzip.AppendMember("hello hello hello", members);
    const std::string first = members.substr(6);
    members.clear();
    GzipCompressor(level).AppendMember("hello hello hello", members);
    EXPECT_EQ(members, first);
    // RFC 1952: magic, deflate, no flags, time 0, extra flags, system unknown (255).
    EXPECT_EQ(first.substr(0, 8), std::string("\x1f\x8b\x08\0\0\0\0\0", 8));
    EXPECT_EQ(static_cast<unsigned char>(first[9]), 255);
    gzip.AppendMember("", members);
    WindowBuffer out;
    ContentDecoder decoder;
    EXPECT_EQ(decoder.Decode(ContentCoding::kGzip, members, 1000, out), DecodeEnd::kComplete);
    EXPECT_EQ(out.view(), "hello hello hello");
  }
}

// What was compressed before leaves no trace.
TEST(GzipCompressor, SameBytesWhateverWasBefore) {
  std::mt19937 random(1);
  std::string noise(300'000, 0), words;
  for (char& c : noise) c = static_cast<char>(random());
  while (words.size() < 300'000) words += std::to_string(random() % 512) + "hello ";
  const std::string zeros(1'000'000, 0);
  for (const int level : {1, 6}) {
    GzipCompressor gzip(level);
    WindowBuffer out;
    ContentDecoder decoder;
    for (const std::string& bytes : {words, noise, zeros, words, std::string(), noise, words}) {
      std::string member, alone;
      gzip.AppendMember(bytes, member);
      GzipCompressor(level).AppendMember(bytes, alone);
      EXPECT_EQ(member, alone);
      EXPECT_EQ(decoder.Decode(ContentCoding::kGzip, member, 2'000'000, out), DecodeEnd::kComplete);
      EXPECT_EQ(out.view(), bytes);
    }
  }
}

}  // namespace
}  // namespace tamis::io
