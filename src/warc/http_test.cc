#include "warc/http.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "tests/warc/pack.h"

namespace tamis::warc {
namespace {

using test::Deflate;
using test::Gzip;
using test::Zstd;

struct Case {
  const char* rule;
  std::string block;
  int status;
  std::string body;
  uint32_t flags;
};

void Check(const Case& c, HttpReader& reader) {
  SCOPED_TRACE(c.rule);
  const HttpMessage& got = reader.Parse(c.block);
  EXPECT_EQ(got.status, c.status);
  EXPECT_EQ(got.body, c.body);
  EXPECT_EQ(got.flags, c.flags);
}

TEST(HttpFrame, Table) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const Case cases[] = {
      {"as it should be", ok + "A: 1\r\n\r\nbody", 200, "body", 0},
      {"LF only", "HTTP/1.0 404 Not Found\nA: 1\n\nbody", 404, "body", 0},
      {"HTTP/2", "HTTP/2 200\r\na: 1\r\n\r\nbody", 200, "body", 0},
      {"HTTP/2 pseudo header", ":status: 301\r\nlocation: /\r\n\r\nbody", 301, "body",
       kNoStatusLine},
      {"no reason", "HTTP/1.1 200\r\n\r\nbody", 200, "body", 0},
      {"two spaces", "HTTP/1.1  503 x\r\n\r\n", 503, "", 0},
      {"ICY", "ICY 200 OK\r\n\r\nbody", 200, "body", 0},
      {"no number", "HTTP/1.1 OK\r\n\r\nbody", 0, "body", 0},
      {"number out of range", "HTTP/1.1 999 x\r\n\r\nbody", 0, "body", 0},
      {"four digits", "HTTP/1.1 2000 x\r\n\r\nbody", 0, "body", 0},
      {"no fields", ok + "\r\nbody", 200, "body", 0},
      {"status line only", "HTTP/1.1 200 OK", 200, "", kNoBlankLine},
      {"folded field", ok + "A: 1\r\n 2\r\n\r\nbody", 200, "body", 0},
      {"bad line", ok + "nonsense\r\nA: 1\r\n\r\nbody", 200, "body", kBadHeaderLines},
      {"no blank line before markup", ok + "A: 1\r\n<html>\r\n\r\n<p>", 200, "<html>\r\n\r\n<p>",
       kNoBlankLine},
      {"no blank line before text", ok + "A: 1\r\nsome text\r\nmore", 200, "some text\r\nmore",
       kNoBlankLine | kBadHeaderLines},
      {"request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 0, "", kNoStatusLine},
      {"fields without a start line", "Content-Type: text/html\r\n\r\nbody", 0, "body",
       kNoStatusLine},
      {"no message", "<html>page</html>", 0, "<html>page</html>", kNoStatusLine | kNoBlankLine},
      {"empty", "", 0, "", kNoStatusLine | kNoBlankLine},
      {"empty body", ok + "\r\n", 200, "", 0},
      {"blank lines in the body stay", ok + "\r\n\r\n\r\nx", 200, "\r\n\r\nx", 0},
  };
  HttpReader reader;
  for (const Case& c : cases) Check(c, reader);
}

TEST(HttpChunks, Table) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string undeclared = "HTTP/1.1 200 OK\r\n\r\n";
  const Case cases[] = {
      {"two chunks", head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 200, "abcde", 0},
      {"upper case, zeros", head + "000A\r\n0123456789\r\n0\r\n\r\n", 200, "0123456789", 0},
      {"extensions", head + "3;a=b\r\nabc\r\n1 ; c\r\nd\r\n0;x\r\n\r\n", 200, "abcd", 0},
      {"spaces behind the size", head + "3  \r\nabc\r\n0\r\n\r\n", 200, "abc", 0},
      {"trailer fields", head + "3\r\nabc\r\n0\r\nX: y\r\n\r\n", 200, "abc", 0},
      {"LF only", head + "3\nabc\n0\n\n", 200, "abc", 0},
      {"no chunks", head + "0\r\n\r\n", 200, "", 0},
      {"empty body", head, 200, "", 0},
      {"line ends in the data", head + "4\r\n\r\n\r\n\r\n0\r\n\r\n", 200, "\r\n\r\n", 0},
      {"last chunk missing", head + "3\r\nabc\r\n", 200, "abc", kChunksBroken},
      {"cut in the data", head + "3\r\nabc\r\nA\r\nde", 200, "abcde", kChunksBroken},
      {"cut in the only chunk", head + "ff\r\nabc", 200, "abc", kChunksBroken},
      {"marker lost", head + "3\r\nabc\r\nnext part", 200, "abcnext part", kChunksBroken},
      {"line end behind data lost", head + "3\r\nabc\r\n2\r\ndeXX", 200, "abcdeXX", kChunksBroken},
      {"not chunked at all", head + "<html>", 200, "<html>", kNotChunked},
      {"text that begins with a number", head + "2026\nwas a year", 200, "2026\nwas a year",
       kNotChunked},
      {"text that begins with zero", head + "0\nis the first line", 200, "0\nis the first line",
       kNotChunked},
      {"negative size", head + "-3\r\nabc\r\n", 200, "-3\r\nabc\r\n", kNotChunked},
      {"size too large for a number", head + "fffffffffffffffff\r\nabc", 200,
       "fffffffffffffffff\r\nabc", kNotChunked},
      {"largest size", head + "ffffffffffffffff\r\nabc", 200, "abc", kChunksBroken},
      {"0x", head + "0x3\r\nabc\r\n0\r\n\r\n", 200, "0x3\r\nabc\r\n0\r\n\r\n", kNotChunked},
      {"undeclared, every one right", undeclared + "3\r\nabc\r\n0\r\n\r\n", 200, "abc",
       kChunkedUndeclared},
      {"undeclared, not every one", undeclared + "3\r\nabc\r\n", 200, "3\r\nabc\r\n", 0},
      {"undeclared, none", undeclared + "0\r\n\r\n", 200, "0\r\n\r\n", 0},
      {"identity, chunked",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity, Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", 200,
       "a", 0},
      {"chunked is not the last",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, identity\r\n\r\nabc", 200, "abc", 0},
  };
  HttpReader reader;
  for (const Case& c : cases) Check(c, reader);
}

std::string Message(std::string_view fields, std::string_view body) {
  return "HTTP/1.1 200 OK\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string Chunks(std::string_view body) {
  const std::string_view a = body.substr(0, 10);
  const std::string_view b = body.substr(a.size());
  char sizes[2][32];
  std::snprintf(sizes[0], sizeof sizes[0], "%zx\r\n", a.size());
  std::snprintf(sizes[1], sizeof sizes[1], "%zx\r\n", b.size());
  return std::string(sizes[0]) + std::string(a) + "\r\n" + sizes[1] + std::string(b) +
         "\r\n0\r\n\r\n";
}

TEST(HttpCodings, Table) {
  const std::string page =
      "<!doctype html><title>A page</title><p>Text of the page, and more of it.</p>";
  // The page by the brotli package of PyPI.
  const std::string br(
      "\033\113\000\350\214\323\025\363\351\047\205\251\101\174\322\336\164\220\031\034\035\160\310"
      "\001\173\133\040\011\046\324\016\224\007\334\254\166\246\011\006\301\064\040\315\060\360\151"
      "\323\124\024\162\054\356\322\177\012",
      55);
  const std::string gz = Gzip(page);
  const std::string html = "Content-Type: text/html\r\n";
  const Case cases[] = {
      {"gzip", Message("Content-Encoding: gzip\r\n", gz), 200, page, 0},
      {"x-gzip, upper case", Message("content-encoding: X-GZIP\r\n", gz), 200, page, 0},
      {"deflate as zlib", Message("Content-Encoding: deflate\r\n", Deflate(page, 15)), 200, page,
       0},
      {"deflate raw", Message("Content-Encoding: deflate\r\n", Deflate(page, -15)), 200, page, 0},
      {"br", Message("Content-Encoding: br\r\n", br), 200, page, 0},
      {"zstd", Message("Content-Encoding: zstd\r\n", Zstd(page)), 200, page, 0},
      {"identity", Message("Content-Encoding: identity\r\n", page), 200, page, 0},
      {"none", Message("Content-Encoding: none\r\n", page), 200, page, 0},
      {"empty value", Message("Content-Encoding:\r\n", page), 200, page, 0},
      {"a charset in the wrong place", Message("Content-Encoding: UTF-8\r\n", page), 200, page, 0},
      {"two codings", Message("Content-Encoding: deflate, gzip\r\n", Gzip(Deflate(page, 15))), 200,
       page, 0},
      {"two fields", Message("Content-Encoding: br\r\nContent-Encoding: gzip\r\n", Gzip(br)), 200,
       page, 0},
      {"chunked and gzip",
       Message("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", Chunks(gz)), 200, page,
       0},
      {"chunked and br",
       Message("Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n", Chunks(br)), 200, page, 0},
      {"gzip as a transfer coding", Message("Transfer-Encoding: gzip, chunked\r\n", Chunks(gz)),
       200, page, 0},
      {"declared chunked, stored joined",
       Message("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", gz), 200, page,
       kNotChunked},
      {"gzip declared, plain stored", Message("Content-Encoding: gzip\r\n", page), 200, page,
       kCodingNotApplied},
      {"deflate declared, plain stored", Message("Content-Encoding: deflate\r\n", page), 200, page,
       kCodingNotApplied},
      {"br declared, plain stored", Message("Content-Encoding: br\r\n", page), 200, page,
       kCodingNotApplied},
      {"zstd declared, plain stored", Message("Content-Encoding: zstd\r\n", page), 200, page,
       kCodingNotApplied},
      {"br declared, gzip stored", Message(html + "Content-Encoding: br\r\n", gz), 200, page,
       kCodingNotApplied | kCodingUndeclared},
      {"gzip, gzip declared, gzip stored", Message("Content-Encoding: gzip, gzip\r\n", gz), 200,
       page, kCodingNotApplied},
      {"undeclared gzip under html", Message(html, gz), 200, page, kCodingUndeclared},
      {"undeclared gzip without a type", Message("", gz), 200, page, kCodingUndeclared},
      {"undeclared zstd under html", Message(html, Zstd(page)), 200, page, kCodingUndeclared},
      {"a gzip file", Message("Content-Type: application/gzip\r\n", gz), 200, gz, 0},
      {"magic alone under html", Message(html, "\x1f\x8b\x08zz"), 200, "\x1f\x8b\x08zz", 0},
      {"unknown coding", Message("Content-Encoding: compress\r\n", page), 200, page,
       kCodingUnknown},
      {"too many codings", Message("Content-Encoding: gzip,gzip,gzip,gzip,gzip\r\n", page), 200,
       page, kCodingUnknown},
      {"gzip without its trailer",
       Message("Content-Encoding: gzip\r\n", gz.substr(0, gz.size() - 8)), 200, page,
       kCodingTruncated},
      {"gzip with a wrong checksum",
       Message("Content-Encoding: gzip\r\n", gz.substr(0, gz.size() - 8) + "wrong!!!"), 200, page,
       kCodingBroken},
      {"empty body", Message("Content-Encoding: gzip\r\n", ""), 200, "", 0},
  };
  HttpReader reader;
  for (const Case& c : cases) Check(c, reader);
}

TEST(HttpCodings, ABodyIsCutAtTheLimit) {
  HttpReader reader({.max_body_bytes = 1000});
  const std::string zeros(1u << 20, '0');
  for (const std::string& message :
       {Message("Content-Encoding: gzip\r\n", Gzip(zeros)), Message("", zeros),
        Message("Content-Encoding: gzip, gzip\r\n", Gzip(Gzip(zeros)))}) {
    const HttpMessage& got = reader.Parse(message);
    EXPECT_TRUE(got.has(kBodyTooLarge));
    EXPECT_EQ(got.body, zeros.substr(0, 1000));
  }
}

TEST(HttpFrame, AHeaderIsCutAtTheLimit) {
  HttpReader reader({.max_header_bytes = 100});
  const std::string block = "HTTP/1.1 200 OK\r\nA: " + std::string(200, 'x');
  const HttpMessage& got = reader.Parse(block);
  EXPECT_EQ(got.status, 200);
  EXPECT_TRUE(got.has(kNoBlankLine));
  EXPECT_EQ(got.body, std::string(200 - 80, 'x'));
}

TEST(HttpFrame, ViewsPointIntoTheBlock) {
  const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nbody";
  HttpReader reader;
  const HttpMessage& got = reader.Parse(block);
  EXPECT_EQ(got.start_line, "HTTP/1.1 200 OK");
  EXPECT_EQ(got.content_type(), "text/html");
  EXPECT_EQ(got.body.data(), block.data() + block.size() - 4);
  EXPECT_EQ(got.stored_body.data(), got.body.data());
}

}  // namespace
}  // namespace tamis::warc
