#include "warc/header_fields.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::warc {
namespace {

struct Case {
  const char* rule;
  std::string_view bytes;
  std::string_view want;  // "name=value;" for each field
  size_t used;
  bool complete;
  uint32_t bad_lines;
};

constexpr Case kCases[] = {
    {"empty", "", "", 0, false, 0},
    {"blank line only", "\r\nrest", "", 2, true, 0},
    {"two fields", "A: 1\r\nB: 2\r\n\r\nrest", "A=1;B=2;", 14, true, 0},
    {"LF only", "A: 1\nB: 2\n\nrest", "A=1;B=2;", 11, true, 0},
    {"mixed line ends", "A: 1\nB: 2\r\n\nrest", "A=1;B=2;", 12, true, 0},
    {"no blank line", "A: 1\r\nB: 2", "A=1;B=2;", 10, false, 0},
    {"ends between CR and LF", "A: 1\r\n\r", "A=1;", 7, false, 0},
    {"white space around", "A :\t 1 \t\r\n\r\n", "A=1;", 12, true, 0},
    {"no value", "A:\r\nB: \r\n\r\n", "A=;B=;", 11, true, 0},
    {"colon in value", "A: b:c\r\n\r\n", "A=b:c;", 10, true, 0},
    {"folded", "A: 1\r\n  2\r\n\t3\r\nB: 4\r\n\r\n", "A=1 2 3;B=4;", 23, true, 0},
    {"folded into nothing", "A:\r\n 1\r\n\r\n", "A=1;", 10, true, 0},
    {"folded twice", "A: 1\n 2\nB: 3\n 4\n\n", "A=1 2;B=3 4;", 17, true, 0},
    {"fold before any field", " 1\r\nA: 2\r\n\r\n", "A=2;", 12, true, 0},
    {"white space line is a fold, no end", "A: 1\r\n \r\nB: 2\r\n\r\n", "A=1;B=2;", 17, true, 0},
    {"lines that are no fields", "A: 1\r\nnonsense\r\nB: 2\r\n\r\n", "A=1;B=2;", 24, true, 1},
    {"HTTP/2 pseudo header", ":status: 200\r\n\r\n", ":status=200;", 16, true, 0},
    {"colon alone", ": 1\r\n\r\n", "", 7, true, 1},
    {"CR inside", "A: 1\r2\r\n\r\n", "A=1\r2;", 10, true, 0},
};

TEST(HeaderFields, Table) {
  HeaderFields fields;  // used again and again, as the reader does
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.rule);
    EXPECT_EQ(fields.Parse(c.bytes), c.used);
    std::string got;
    for (const HeaderField& field : fields.fields()) {
      got.append(field.name).append("=").append(field.value).append(";");
    }
    EXPECT_EQ(got, c.want);
    EXPECT_EQ(fields.complete(), c.complete);
    EXPECT_EQ(fields.bad_lines(), c.bad_lines);
  }
}

TEST(HeaderFields, LooksUpWithoutCase) {
  HeaderFields fields;
  fields.Parse("Content-TYPE: a\r\nX: 1\r\ncontent-type: b\r\nx: 2\r\n\r\n");
  EXPECT_EQ(fields.Get("content-type"), "a");
  EXPECT_EQ(fields.GetAll("X"), "1, 2");
  EXPECT_EQ(fields.Count("x"), 2u);
  EXPECT_FALSE(fields.Has("y"));
  EXPECT_EQ(fields.Get("y"), "");
}

TEST(HeaderFields, EndsWhereItIsTold) {
  HeaderFields fields;
  const std::string_view bytes = "A: 1\r\nHTTP/1.1 200 OK\r\nB: 2\r\n\r\n";
  EXPECT_EQ(fields.Parse(bytes, [](std::string_view line) { return line.substr(0, 4) == "HTTP"; }),
            6u);
  EXPECT_EQ(fields.fields().size(), 1u);
  EXPECT_FALSE(fields.complete());
}

TEST(HeaderFields, ManyFoldsStayLinearAndValid) {
  std::string bytes = "A: begin\r\n";
  for (int i = 0; i < 20'000; ++i) bytes += " x\r\n";
  bytes += "B: 1\r\n 2\r\n\r\n";
  HeaderFields fields;
  fields.Parse(bytes);
  EXPECT_EQ(fields.Get("A").size(), 5u + 2 * 20'000);
  EXPECT_EQ(fields.Get("A").substr(0, 9), "begin x x");
  EXPECT_EQ(fields.Get("B"), "1 2");
}

}  // namespace
}  // namespace tamis::warc
