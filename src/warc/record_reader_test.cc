#include "warc/record_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/warc/pack.h"
#include "warc/digest.h"

namespace tamis::warc {
namespace {

using test::Gzip;
using test::SlowSource;
using test::Zstd;

std::string Warc(std::string_view id, std::string_view block, std::string_view fields = "",
                 std::string_view length = "") {
  std::string out =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:" + std::string(id) +
      ">\r\nWARC-Date: 2026-11-23T05:51:00Z\r\n" + std::string(fields);
  out += "Content-Length: " + (length.empty() ? std::to_string(block.size()) : std::string(length));
  return out + "\r\n\r\n" + std::string(block) + "\r\n\r\n";
}

std::string Id(const Record& record) {
  if (record.format == RecordFormat::kArc) return std::string(record.target_uri);
  constexpr size_t kPrefix = 10;  // "<urn:uuid:"
  if (record.id.size() < kPrefix) return "?";
  return std::string(record.id.substr(kPrefix, record.id.size() - kPrefix - 1));
}

// "id=block" for each record, "!" before the block when flagged, "<code>" for each damage.
std::string ListSource(io::ByteSource& source, RecordOptions options, RecordStats& stats) {
  io::DecodedStream stream(source);
  RecordReader reader(stream, options);
  std::string out;
  for (;;) {
    const Result<Record> record = reader.Next();
    if (record.ok()) {
      out += Id(*record) + "=" + (record->flags != 0 ? "!" : "");
      out.append(record->block.substr(0, 40)).append(" ");
      continue;
    }
    if (record.status().code() == StatusCode::kEndOfStream) break;
    out.append("<").append(StatusCodeName(record.status().code())).append("> ");
    if (RecordReader::Final(record.status())) break;
  }
  stats = reader.stats();
  return out;
}

std::string List(std::string_view bytes, RecordOptions options = {}) {
  RecordStats stats;
  io::MemorySource source(bytes);
  std::string listing = ListSource(source, options, stats);
  SlowSource slow(bytes, 5);
  EXPECT_EQ(ListSource(slow, options, stats), listing);
  return listing;
}

struct Case {
  const char* rule;
  std::string bytes;
  std::string want;
};

void Check(const std::vector<Case>& cases, RecordOptions options = {}) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.rule);
    EXPECT_EQ(List(c.bytes, options), c.want);
  }
}

TEST(RecordReader, Headers) {
  Check({
      {"nothing", "", ""},
      {"blank lines only", "\r\n\r\n\r\n", ""},
      {"one", Warc("a", "block"), "a=block "},
      {"empty block", Warc("a", "") + Warc("b", "x"), "a= b=x "},
      {"LF only",
       "WARC/1.0\nWARC-Type: response\nWARC-Record-ID: <urn:uuid:a>\nContent-Length: 1\n\nx\n\n",
       "a=x "},
      {"names without case",
       "WARC/0.18\r\nwarc-type: x\r\nWARC-RECORD-ID: <urn:uuid:a>\r\ncontent-length: 1\r\n\r\nx",
       "a=x "},
      {"folded lines",
       "WARC/1.0\r\nWARC-Type: x\r\nWARC-Record-ID:\r\n "
       "<urn:uuid:a>\r\nContent-Length:\r\n\t1\r\n\r\nx\r\n\r\n",
       "a=x "},
      {"lines that are no fields",
       "WARC/1.0\r\nnonsense\r\nWARC-Type: x\r\nWARC-Record-ID: <urn:uuid:a>\r\nContent-Length: "
       "1\r\n\r\nx\r\n\r\n",
       "a=!x "},
      {"no type", "WARC/1.0\r\nWARC-Record-ID: <urn:uuid:a>\r\nContent-Length: 1\r\n\r\nx\r\n\r\n",
       "a=!x "},
      {"blank line of the header missing",
       "WARC/1.0\r\nWARC-Type: x\r\nWARC-Record-ID: <urn:uuid:a>\r\nContent-Length: 21\r\nHTTP/1.1 "
       "200 OK\r\n\r\nab\r\n\r\n",
       "a=!HTTP/1.1 200 OK\r\n\r\nab "},
      {"header runs into the next record", "WARC/1.0\r\nWARC-Type: x\r\nWARC-Rec" + Warc("b", "x"),
       "<malformed> b=x "},
      {"header breaks off at a record", "WARC/1.0\r\nWARC-Type: x\r\n" + Warc("b", "x"),
       "<malformed> b=x "},
      {"version line alone", "WARC/1.0\r\n\r\n" + Warc("b", "x"), "<malformed> b=x "},
      {"input ends in a header", Warc("a", "x") + "WARC/1.0\r\nWARC-Type: y", "a=x <truncated> "},
  });
  Check({{"header above the limit",
          "WARC/1.0\r\nX: " + std::string(5000, 'x') + "\r\n\r\n" + Warc("b", "x"),
          "<malformed> b=x "},
         {"header below it", Warc("a", "x", "X: " + std::string(3500, 'x') + "\r\n"), "a=x "}},
        {.max_header_bytes = 4096});
}

TEST(RecordReader, Lengths) {
  const std::string b = Warc("b", "next");
  const std::string digest =
      "WARC-Block-Digest: sha1:" + DigestBase32(DigestAlgorithm::kSha1, "block") + "\r\n";
  Check({
      {"too short", Warc("a", "block", "", "3") + b, "a=!block b=next "},
      {"too short at the end", Warc("a", "block", "", "3"), "a=!block "},
      {"too long by some", Warc("a", "block", "", "20") + b, "a=!block b=next "},
      {"too long, up to a blank line inside a later block",
       Warc("a", "block", "", std::to_string(9 + b.size() - 8)) + Warc("b", "next\r\n\r\npart") + b,
       "a=!block b=next\r\n\r\npart b=next "},
      {"too long by many records", Warc("a", "block", "", "250") + b + b + b,
       "a=!block b=next b=next b=next "},
      {"beyond the end of the file", Warc("a", "block", "", "5000") + b, "a=!block b=next "},
      {"beyond the end, last record", Warc("a", "block", "", "5000"), "<truncated> "},
      {"beyond the end, but the digest is right", Warc("a", "block", digest, "5000"), "a=!block "},
      {"huge", Warc("a", "block", "", "9999999999999") + b, "a=!block b=next "},
      {"larger than any number", Warc("a", "block", "", "99999999999999999999999") + b,
       "a=!block b=next "},
      {"negative", Warc("a", "block", "", "-5") + b, "a=!block b=next "},
      {"no number", Warc("a", "block", "", "x") + b, "a=!block b=next "},
      {"absent",
       "WARC/1.0\r\nWARC-Type: x\r\nWARC-Record-ID: <urn:uuid:a>\r\n\r\nblock\r\n\r\n" + b,
       "a=!block b=next "},
      {"absent at the end",
       "WARC/1.0\r\nWARC-Type: x\r\nWARC-Record-ID: <urn:uuid:a>\r\n\r\nblock\r\n\r\n",
       "a=!block "},
      {"in a member of its own, too short", Gzip(Warc("a", "block", "", "3")) + Gzip(b),
       "a=!block b=next "},
      {"in a member of its own, too long", Gzip(Warc("a", "block", "", "500")) + Gzip(b),
       "a=!block b=next "},
      {"in a frame of its own, huge", Zstd(Warc("a", "block", "", "9999999999")) + Zstd(b),
       "a=!block b=next "},
      {"in the last member", Gzip(Warc("a", "block", "", "500")), "a=!block "},
  });
}

TEST(RecordReader, WhatStandsBetweenRecords) {
  const std::string a = Warc("a", "x");
  const std::string bare = a.substr(0, a.size() - 4);
  const std::string b = Warc("b", "y");
  Check({
      {"no blank lines", bare + b, "a=x b=y "},
      {"one line end", bare + "\r\n" + b, "a=x b=y "},
      {"LF", bare + "\n\n" + b, "a=x b=y "},
      {"many blank lines", bare + "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n" + b,
       "a=x b=y "},
      {"garbage", a + "some garbage" + b, "a=x <malformed> b=y "},
      {"garbage with line ends", a + "some\r\n\r\ngarbage\r\n" + b, "a=x <malformed> b=y "},
      {"garbage in front", "garbage" + a, "<malformed> a=x "},
      {"garbage behind", a + "garbage", "a=x <malformed> "},
      {"garbage alone", "garbage", "<malformed> "},
      {"much garbage", a + std::string(3u << 20, '\0') + b, "a=x <malformed> b=y "},
      {"a header that is none", a + "WARC/1.0\r\nhello\r\n" + b, "a=x <malformed> b=y "},
      {"blank lines damaged", bare + "\r\nX\n" + b, "a=x <malformed> b=y "},
      {"garbage in one member of all", Gzip(a + "garbage" + b), "a=x <malformed> b=y "},
      {"garbage between members", Gzip(a) + "garbage" + Gzip(b), "a=x <malformed> b=y "},
      {"garbage in front of members", "garbage" + Gzip(a) + Gzip(b), "<malformed> a=x b=y "},
  });
}

TEST(RecordReader, ABlockMayHoldRecords) {
  const std::string inner = Warc("inner", "x") + Warc("inner2", "y");
  const std::string block = "page\r\n\r\n" + inner;
  const std::string outer = Warc("outer", block);
  const std::string digest =
      "WARC-Block-Digest: sha1:" + DigestBase32(DigestAlgorithm::kSha1, block) + "\r\n";
  const std::string b = Warc("b", "next");
  const std::string shown = "outer=page\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nW ";
  Check({
      {"plain", outer + b, shown + "b=next "},
      {"gzip", Gzip(outer) + Gzip(b), shown + "b=next "},
      {"one member", Gzip(outer + b), shown + "b=next "},
      {"last", b + outer, "b=next " + shown},
      {"followed by garbage, with a digest", Warc("outer", block, digest) + "garbage" + b,
       shown + "<malformed> b=next "},
  });
  // Also when it is larger than the limit, where the file shows that its length is right.
  Check({{"plain, too large", outer + b, "<too_large> b=next "},
         {"gzip, too large", Gzip(b) + Gzip(outer) + Gzip(b), "b=next <too_large> b=next "}},
        {.max_record_bytes = 100});
}

TEST(RecordReader, Damage) {
  const std::string a = Gzip(Warc("a", "x"));
  const std::string b = Gzip(Warc("b", "some longer block of the second record"));
  const std::string c = Gzip(Warc("c", "z"));
  std::string flipped = b;
  flipped[b.size() / 2] = static_cast<char>(flipped[b.size() / 2] ^ 0x55);
  std::string checksum = b;
  checksum[b.size() - 5] = static_cast<char>(checksum[b.size() - 5] ^ 1);
  std::string magic = b;
  magic[0] = 0;
  magic[1] = 'x';
  const std::string whole =
      Gzip(Warc("a", "x") + Warc("b", std::string(9000, 'q')) + Warc("c", "z"), 0);
  Check({
      {"flipped bits", a + flipped + c, "a=x <malformed> c=z "},
      {"wrong checksum", a + checksum + c, "a=x <malformed> c=z "},
      {"magic lost", a + magic + c, "a=x <malformed> c=z "},
      {"first magic lost", magic + c, "<malformed> c=z "},
      {"cut member between", a + b.substr(0, b.size() / 2) + c, "a=x <malformed> c=z "},
      {"cut at the end", a + b.substr(0, b.size() - 9), "a=x <truncated> "},
      {"only the trailer is cut", a + b.substr(0, b.size() - 3), "a=x <truncated> "},
      {"cut inside the one member of all", whole.substr(0, whole.size() - 100),
       "a=x b=" + std::string(40, 'q') + " <truncated> "},
      {"two damaged", flipped + flipped + c, "<malformed> <malformed> c=z "},
      {"plain, cut", Warc("a", "x") + Warc("b", "block").substr(0, Warc("b", "block").size() - 6),
       "a=x <truncated> "},
      {"plain, only blank lines cut",
       Warc("a", "x") + Warc("b", "y").substr(0, Warc("b", "y").size() - 3), "a=x b=y "},
  });
}

TEST(RecordReader, AChecksumThatIsWrongIsTheRecordsOwn) {
  // A byte of the checksum at the end of a unit; what is lost in its middle looks the same.
  const auto broken = [](std::string unit) {
    unit[unit.size() - 6] ^= 1;  // gzip: crc32
    return unit;
  };
  const auto broken_frame = [](std::string frame) {
    frame.back() ^= 1;
    return frame;
  };
  const std::string a = Warc("a", "x");
  const std::string b = Warc("b", "y");
  Check({
      {"gzip", broken(Gzip(a)) + Gzip(b), "<malformed> b=y "},
      {"zstd", broken_frame(Zstd(a)) + Zstd(b), "<malformed> b=y "},
      {"two bytes more, gzip", broken(Gzip(a + "zz")) + Gzip(b), "<malformed> b=y "},
      {"two bytes more, zstd", broken_frame(Zstd(a + "zz")) + Zstd(b), "<malformed> b=y "},
      {"of two, the first is whole", broken(Gzip(a + b)) + Gzip(Warc("c", "z")),
       "a=x <malformed> c=z "},
  });
}

TEST(RecordReader, TooLarge) {
  const std::string small = Warc("a", "x");
  const std::string large = Warc("L", std::string(3u << 20, 'y'));
  Check(
      {
          {"plain", small + large + small, "a=x <too_large> a=x "},
          {"gzip", Gzip(small) + Gzip(large) + Gzip(small), "a=x <too_large> a=x "},
          {"gzip, first", Gzip(large) + Gzip(small), "<too_large> a=x "},
          {"one member", Gzip(small + large + small, 0), "a=x <too_large> a=x "},
          {"zstd", Zstd(small) + Zstd(large) + Zstd(small), "a=x <too_large> a=x "},
          {"last", Gzip(small) + Gzip(large), "a=x <too_large> "},
          {"at the limit", Warc("M", std::string(1000, 'y')), "M=" + std::string(40, 'y') + " "},
      },
      {.max_record_bytes = 1000});
}

TEST(RecordReader, ABombCostsNoMoreThanTheLimit) {
  std::string bomb = Warc("bomb", std::string(300u << 20, '0'));
  const std::string bytes = Gzip(Warc("a", "x")) + Gzip(bomb) + Gzip(Warc("b", "y"));
  bomb.clear();
  EXPECT_EQ(List(bytes, {.max_record_bytes = 1000}), "a=x <too_large> b=y ");
}

TEST(RecordReader, FilesJoined) {
  const std::string a = Warc("a", "x");
  const std::string b = Warc("b", "y");
  const std::string want = "a=x b=y a=x b=y ";
  Check({
      {"plain and gzip", a + b + Gzip(a) + Gzip(b), want},
      {"gzip and plain", Gzip(a) + Gzip(b) + a + b, want},
      {"zstd and gzip", Zstd(a) + Zstd(b) + Gzip(a + b), want},
      {"plain, zstd, plain", a + Zstd(b) + a + b, want},
  });
}

TEST(RecordReader, RecordsOverUnits) {
  const std::string a = Warc("a", "the block of a record");
  const std::string both = a + Warc("b", "y");
  for (size_t cut = 1; cut < both.size(); ++cut) {
    const std::string_view bytes = both;
    EXPECT_EQ(List(Gzip(bytes.substr(0, cut)) + Gzip(bytes.substr(cut))),
              "a=the block of a record b=y ")
        << cut;
  }
  // The second part is lost: so is the record, and nothing else.
  const std::string part = Zstd(a.substr(a.size() / 2));
  EXPECT_EQ(List(Zstd(a.substr(0, a.size() / 2)) + part.substr(0, part.size() - 1) +
                 Zstd(Warc("b", "y"))),
            "<malformed> b=y ");
}

TEST(RecordReader, Arc) {
  const auto arc = [](std::string_view url, std::string_view block, std::string_view length = "") {
    return std::string(url) + " 192.0.2.1 20080102030405 text/html " +
           (length.empty() ? std::to_string(block.size()) : std::string(length)) + "\n" +
           std::string(block) + "\n";
  };
  const std::string head = "filedesc://a.arc 0.0.0.0 20080102030405 text/plain 9\n1 0 test\n\n";
  const std::string a = arc("http://a/", "HTTP/1.0 200 OK\r\n\r\nx");
  const std::string b = arc("dns:b", "y");
  const std::string want = "http://a/=HTTP/1.0 200 OK\r\n\r\nx dns:b=y ";
  const std::string desc = "filedesc://a.arc=1 0 test\n ";
  Check({
      {"plain", head + a + b, desc + want},
      {"without its head", a + b, want},
      {"gzip", Gzip(head) + Gzip(a) + Gzip(b), desc + want},
      {"one member", Gzip(head + a + b), desc + want},
      {"line end missing", a.substr(0, a.size() - 1) + b, want},
      {"garbage", a + "(garbage)" + arc("http://c/", "z"),
       "http://a/=HTTP/1.0 200 OK\r\n\r\nx <malformed> http://c/=z "},
      {"too long", arc("http://a/", "block", "500") + b, "http://a/=!block dns:b=y "},
      {"too short", arc("http://a/", "block", "2") + b, "http://a/=!block dns:b=y "},
      {"into the URL of the next", arc("http://a/", "block", "8") + arc("https://b/", "y"),
       "http://a/=!block https://b/=y "},
      {"cut", a + b.substr(0, b.size() - 2), "http://a/=HTTP/1.0 200 OK\r\n\r\nx <truncated> "},
  });
  io::MemorySource source(a);
  io::DecodedStream stream(source);
  RecordReader reader(stream);
  const Result<Record> record = reader.Next();
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->type, RecordType::kResponse);
  EXPECT_TRUE(record->http);
  EXPECT_EQ(record->date, "2008-01-02T03:04:05Z");
  EXPECT_EQ(record->content_type, "text/html");
  EXPECT_EQ(record->length, a.size());
}

TEST(RecordReader, FieldsOfARecord) {
  const std::string bytes =
      Warc("a", "HTTP/1.1 200 OK\r\n\r\nbody",
           "WARC-Target-URI: <https://a.example/x>\r\nWARC-Payload-Digest: sha1:P\r\n"
           "WARC-Block-Digest: sha1:B\r\nWARC-Truncated: length\r\n"
           "Content-Type: application/http; msgtype=response\r\nX-Own: 1\r\n");
  io::MemorySource source(bytes);
  io::DecodedStream stream(source);
  RecordReader reader(stream);
  const Result<Record> record = reader.Next();
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->type, RecordType::kResponse);
  EXPECT_EQ(record->type_name, "response");
  EXPECT_EQ(record->id, "<urn:uuid:a>");
  EXPECT_EQ(record->date, "2026-11-23T05:51:00Z");
  EXPECT_EQ(record->target_uri, "https://a.example/x");
  EXPECT_EQ(record->payload_digest, "sha1:P");
  EXPECT_EQ(record->block_digest, "sha1:B");
  EXPECT_EQ(record->truncated, "length");
  EXPECT_EQ(record->headers->Get("x-own"), "1");
  EXPECT_TRUE(record->http);
  EXPECT_EQ(record->flags, 0u);
}

TEST(RecordReader, Types) {
  for (const std::string_view name : {"warcinfo", "response", "resource", "request", "metadata",
                                      "revisit", "conversion", "continuation"}) {
    const std::string bytes =
        "WARC/1.1\r\nWARC-Type: " + std::string(name) + "\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    io::MemorySource source(bytes);
    io::DecodedStream stream(source);
    RecordReader reader(stream);
    const Result<Record> record = reader.Next();
    ASSERT_TRUE(record.ok());
    EXPECT_EQ(RecordTypeName(record->type), name);
  }
}

TEST(RecordReader, OffsetsAsIndexesHaveThem) {
  const std::string a = Warc("a", "first");
  const std::string b = Warc("b", "second");
  const auto where = [](const std::string& bytes) {
    io::MemorySource source(bytes);
    io::DecodedStream stream(source);
    RecordReader reader(stream);
    std::string out;
    for (;;) {
      const Result<Record> record = reader.Next();
      if (!record.ok()) return out;
      out += (record->offset_kind == OffsetKind::kFile ? "file " : "decompressed ") +
             std::to_string(record->offset) + "+" + std::to_string(record->length) + " ";
    }
  };
  const auto n = [](size_t size) { return std::to_string(size); };
  const std::string ga = Gzip(a), gb = Gzip(b), za = Zstd(a),
                    skip = test::SkippableFrame(0x184D2A50, "x");
  EXPECT_EQ(where(a + b),
            "file 0+" + n(a.size()) + " file " + n(a.size()) + "+" + n(b.size()) + " ");
  EXPECT_EQ(where(ga + gb),
            "file 0+" + n(ga.size()) + " file " + n(ga.size()) + "+" + n(gb.size()) + " ");
  EXPECT_EQ(where(Gzip(a + b)), "decompressed 0+" + n(a.size()) + " decompressed " + n(a.size()) +
                                    "+" + n(b.size()) + " ");
  EXPECT_EQ(where(za + skip + za), "file 0+" + n(za.size()) + " file " +
                                       n(za.size() + skip.size()) + "+" + n(za.size()) + " ");
  // A record in two members.
  const std::string two = Gzip(a.substr(0, 30)) + Gzip(a.substr(30));
  EXPECT_EQ(where(two + gb),
            "file 0+" + n(two.size()) + " file " + n(two.size()) + "+" + n(gb.size()) + " ");
}

TEST(RecordReader, DamageTellsWhere) {
  const std::string a = Gzip(Warc("a", "x"));
  const std::string bytes = a + "garbage" + a + a.substr(0, 20);
  io::MemorySource source(bytes);
  io::DecodedStream stream(source);
  RecordReader reader(stream);
  std::vector<uint64_t> offsets;
  for (;;) {
    const Result<Record> record = reader.Next();
    if (record.ok()) continue;
    if (RecordReader::Final(record.status())) break;
    offsets.push_back(record.status().offset());
    EXPECT_FALSE(record.status().message().empty());
  }
  EXPECT_EQ(offsets, (std::vector<uint64_t>{a.size(), 2 * a.size() + 7}));
  EXPECT_EQ(reader.stats().records, 2u);
  EXPECT_EQ(reader.stats().damages, 2u);
}

TEST(RecordReader, AFailingSourceIsFinal) {
  const std::string bytes = Warc("a", "x") + Warc("b", std::string(100, 'y'));
  for (const size_t size : {size_t{0}, size_t{50}, bytes.size() - 20, bytes.size()}) {
    SlowSource source(std::string_view(bytes).substr(0, size), 7, /*fails=*/true);
    RecordStats stats;
    const std::string got = ListSource(source, {}, stats);
    EXPECT_EQ(got.substr(got.size() - 5), "<io> ") << size;
  }
}

}  // namespace
}  // namespace tamis::warc
