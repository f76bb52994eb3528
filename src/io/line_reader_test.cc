#include "io/line_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/warc/pack.h"

namespace tamis::io {
namespace {

using test::Gzip;
using test::Zstd;

// Lines with "\n" behind each; "<code>" for every status but the end.
std::string Lines(std::string_view bytes, LineOptions options = {}) {
  test::SlowSource source(bytes, 3);
  DecodedStream stream(source);
  LineReader reader(stream, options);
  std::string out;
  for (;;) {
    const Result<Line> line = reader.Next();
    if (line.ok()) {
      (out += line->text) += '\n';
      continue;
    }
    if (line.status().code() == StatusCode::kEndOfStream) return out;
    (out += '<').append(StatusCodeName(line.status().code())) += '>';
  }
}

struct Case {
  const char* rule;
  std::string bytes;
  std::string want;
};

TEST(LineReader, Table) {
  const std::string packed = Gzip("one\ntwo\nthr");
  const Case cases[] = {
      {"empty", "", ""},
      {"one line", "a\n", "a\n"},
      {"no end of the last line", "a\nb", "a\nb\n"},
      {"empty lines", "\n\na\n\n", "\n\na\n\n"},
      {"CRLF", "a\r\nb\rc\r\n", "a\nb\rc\n"},
      {"NUL", std::string("a\0b\n", 4), std::string("a\0b\n", 4)},
      {"lines over members", packed + Gzip("ee\nfour"), "one\ntwo\nthree\nfour\n"},
      {"zstd", Zstd("one\ntwo"), "one\ntwo\n"},
      {"cut", packed.substr(0, packed.size() - 3), "one\ntwo\n<truncated>"},
      {"damage", packed + "garbage" + Gzip("x\ny\n"), "one\ntwo\n<malformed>x\ny\n"},
      {"too long", "abc\nabcdefghijklm\ndef", "abc\n<too_large>def\n"},
      {"too long at the end", "abc\nabcdefghijklm", "abc\n<too_large>"},
      {"just not too long", "abcdefghij\n", "abcdefghij\n"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.rule);
    EXPECT_EQ(Lines(c.bytes, {.max_line_bytes = 10}), c.want);
  }
}

TEST(LineReader, OffsetsCountDecompressedBytes) {
  const std::string bytes = Gzip("one\r\n\ntwo");
  MemorySource source(bytes);
  DecodedStream stream(source);
  LineReader reader(stream);
  std::vector<uint64_t> offsets;
  for (Result<Line> line = reader.Next(); line.ok(); line = reader.Next()) {
    offsets.push_back(line->offset);
  }
  EXPECT_EQ(offsets, (std::vector<uint64_t>{0, 5, 6}));
}

TEST(LineReader, ABombCostsNoMoreThanTheLimit) {
  std::string zeros = Gzip(std::string(64u << 20, 'x') + "\nlost\n");
  const std::string bytes = zeros + Gzip("next\n");
  EXPECT_EQ(Lines(bytes, {.max_line_bytes = 1000}), "<too_large>next\n");
  EXPECT_EQ(Lines(bytes, {.max_line_bytes = 1000, .max_ratio = 0}), "<too_large>lost\nnext\n");
}

}  // namespace
}  // namespace tamis::io
