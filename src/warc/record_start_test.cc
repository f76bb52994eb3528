#include "warc/record_start.h"

#include <gtest/gtest.h>

#include <string>

#include "warc/record_reader.h"

namespace tamis::warc {
namespace {

TEST(VersionLine, Table) {
  constexpr struct {
    std::string_view bytes;
    size_t size;
  } kCases[] = {
      {"WARC/1.0\r\n", 10},    {"WARC/1.1\r\nx", 10},
      {"WARC/0.18\r\n", 11},   {"WARC/1.0\n", 9},
      {"WARC/1.0 \t\r\n", 12}, {"WARC/1.\r\n", 0},
      {"WARC/2.0\r\n", 0},     {"WARC/1.0", 0},
      {"WARC/1.0\r", 0},       {"WARC/1.0x\r\n", 0},
      {"warc/1.0\r\n", 0},     {"WARC/10\r\n", 0},
      {"WARC/1.12345\r\n", 0}, {"", 0},
      {" WARC/1.0\r\n", 0},
  };
  for (const auto& c : kCases) EXPECT_EQ(VersionLine(c.bytes), c.size) << c.bytes;
}

TEST(ParseLength, Table) {
  EXPECT_EQ(ParseLength("0"), 0u);
  EXPECT_EQ(ParseLength("0042"), 42u);
  EXPECT_EQ(ParseLength("9223372036854775807"), 9223372036854775807u);
  for (const std::string_view bad :
       {"", "-1", "+1", "1 2", "0x10", "1.5", "1e3", "9223372036854775808",
        "99999999999999999999999", "\xd9\xa1"}) {
    EXPECT_FALSE(ParseLength(bad).has_value()) << bad;
  }
}

TEST(ParseArcLine, Table) {
  const struct {
    const char* rule;
    std::string_view bytes;
    std::string_view url;  // empty: no ARC line
    std::string_view type;
    uint64_t length;
  } cases[] = {
      {"v1", "http://a/ 1.2.3.4 20080102030405 text/html 123\nx", "http://a/", "text/html", 123},
      {"v1 CRLF", "http://a/ 1.2.3.4 20080102030405 text/html 123\r\n", "http://a/", "text/html",
       123},
      {"v1 with spaces in the URL", "http://a/b c 1.2.3.4 20080102030405 text/html 1\n",
       "http://a/b c", "text/html", 1},
      {"v1 with a parameter", "http://a/ 1.2.3.4 20080102030405 text/html; charset=x 1\n",
       "http://a/", "text/html; charset=x", 1},
      {"v1 without a type", "http://a/ 1.2.3.4 20080102030405 1\n", "http://a/", "", 1},
      {"v2", "http://a/ 1.2.3.4 20080102030405 text/html 200 abc - 77 file.arc 9\n", "http://a/",
       "text/html", 9},
      {"IPv6", "http://a/ 2001:db8::1 20080102030405 text/html 1\n", "http://a/", "text/html", 1},
      {"no address", "http://a/ - 20080102030405 text/html 1\n", "http://a/", "text/html", 1},
      {"dns", "dns:a.example 1.2.3.4 20080102030405 text/dns 56\n", "dns:a.example", "text/dns",
       56},
      {"filedesc", "filedesc://a.arc 0.0.0.0 20080102030405 text/plain 76\n", "filedesc://a.arc",
       "text/plain", 76},
      {"URL with another in it", "http://a/http://b/ 1.2.3.4 20080102030405 text/html 7\n",
       "http://a/http://b/", "text/html", 7},
      {"URL with a space and another in it",
       "http://a/x y?u=http://b/ 1.2.3.4 20080102030405 text/html 7\n", "http://a/x y?u=http://b/",
       "text/html", 7},
      {"broken off in the address", "http://a/ 1.2http://b/ 1.2.3.4 20080102030405 text/html 7\n",
       "", "", 0},
      {"broken off in the date",
       "http://a/ 1.2.3.4 2008https://b/ 1.2.3.4 20080102030405 text/html 7\n", "", "", 0},
      {"broken off in the type",
       "http://a/ 1.2.3.4 20080102030405 text/http://b/ 1.2.3.4 20080102030405 text/html 7\n", "",
       "", 0},
      {"zeros in the URL",
       std::string_view("http://a\0\0 1.2.3.4 20080102030405 text/html 7\n", 47), "", "", 0},
      {"location of version 2",
       "http://a/ 1.2.3.4 20080102030405 text/html 302 X http://b/ 567 a.arc 567\n", "http://a/",
       "text/html", 567},
      {"short date", "http://a/ 1.2.3.4 2008010203 text/html 1\n", "", "", 0},
      {"no length", "http://a/ 1.2.3.4 20080102030405 text/html x\n", "", "", 0},
      {"negative length", "http://a/ 1.2.3.4 20080102030405 text/html -1\n", "", "", 0},
      {"no line end", "http://a/ 1.2.3.4 20080102030405 text/html 1", "", "", 0},
      {"no scheme", "/a 1.2.3.4 20080102030405 text/html 1\n", "", "", 0},
      {"prose", "note: we met 20080102030405 times at 5\n", "", "", 0},
      {"empty", "", "", "", 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.rule);
    const std::optional<ArcLine> got = ParseArcLine(c.bytes);
    ASSERT_EQ(got.has_value(), !c.url.empty());
    if (!got) continue;
    EXPECT_EQ(got->url, c.url);
    EXPECT_EQ(got->content_type, c.type);
    EXPECT_EQ(got->length, c.length);
    EXPECT_EQ(got->date, "20080102030405");
    EXPECT_EQ(got->size, c.bytes.find('\n') + 1);
  }
}

TEST(CheckWarcStart, ASearchIsStricterThanReading) {
  const std::string full =
      "WARC/1.0\r\nWARC-Type: a\r\nContent-Length: 5\r\nWARC-Date: d\r\nWARC-Record-ID: i\r\n\r\n";
  const std::string two = "WARC/1.0\r\nwarc-type: a\r\ncontent-length: 5\r\n\r\n";
  EXPECT_TRUE(CheckWarcStart(full, Place::kMidLine).is_start);
  EXPECT_TRUE(CheckWarcStart(two, Place::kLineStart).is_start);
  EXPECT_FALSE(CheckWarcStart(two, Place::kMidLine).is_start);
  for (const std::string_view bad :
       {"WARC/1.0\r\n\r\n", "WARC/1.0\r\nWARC-Type: a\r\n\r\n",
        "WARC/1.0\r\nContent-Length: 5\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: a\r\nContent-Length: -5\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: a\r\nContent-Length: 5\r\n",
        "WARC/1.0\r\nWARC-Type: a\r\nno field\r\nContent-Length: 5\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: a\r\nb c: d\r\nContent-Length: 5\r\n\r\n"}) {
    EXPECT_FALSE(CheckWarcStart(bad, Place::kLineStart).is_start) << bad;
  }
}

TEST(CheckWarcStart, WhatIsRejectedIsNotLookedAtAgain) {
  // The header breaks at "no field": nothing between here and there can be a start either.
  const std::string bytes = "WARC/1.0\r\nX: WARC/1.0\r\nno field\r\n\r\n";
  EXPECT_EQ(CheckWarcStart(bytes, Place::kLineStart).rejected, bytes.find("no field"));
  EXPECT_EQ(CheckWarcStart("none", Place::kLineStart).rejected, 1u);
}

TEST(CheckArcStart, ALineThatBrokeOffHidesNoOther) {
  const std::string bytes = "http://a/ 1.2http://b/ 1.2.3.4 20080102030405 text/html 7\n";
  const StartCheck check = CheckArcStart(bytes, Place::kLineStart);
  EXPECT_FALSE(check.is_start);
  EXPECT_EQ(check.rejected, bytes.find("http://b/"));
  EXPECT_TRUE(CheckArcStart(bytes.substr(check.rejected), Place::kMidLine).is_start);
  const std::string zeros =
      "http://a" + std::string(9, '\0') + "http://b/ 1.2.3.4 20080102030405 text/html 7\n";
  EXPECT_FALSE(CheckArcStart(zeros, Place::kLineStart).is_start);
  EXPECT_EQ(CheckArcStart(zeros, Place::kLineStart).rejected, zeros.find("http://b/"));
}

TEST(LooksLikeArchive, Table) {
  EXPECT_TRUE(LooksLikeArchive("WARC/1.0\r\nWARC"));
  EXPECT_TRUE(LooksLikeArchive("\r\n\r\nWARC/0.17\r\nx"));
  EXPECT_TRUE(LooksLikeArchive("filedesc://a.arc 0.0.0.0 20080102030405 text/plain 76\n1 0 x\n"));
  EXPECT_FALSE(LooksLikeArchive(""));
  EXPECT_FALSE(LooksLikeArchive("\r\n"));
  EXPECT_FALSE(LooksLikeArchive("<html>WARC/1.0\r\n"));
  EXPECT_FALSE(LooksLikeArchive("{\"html\": \"WARC/1.0\"}\n"));
}

}  // namespace
}  // namespace tamis::warc
