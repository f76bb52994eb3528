#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "tamis/archive.h"
#include "tests/warc/pack.h"

namespace tamis {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHttp =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\n\r\nhello";

// `more` replaces or adds fields; an empty value takes one out.
std::string Warc(std::string_view id, std::string_view block,
                 const std::map<std::string, std::string>& more = {},
                 std::string_view ending = "\r\n\r\n") {
  std::map<std::string, std::string> fields = {
      {"WARC-Type", "response"},
      {"WARC-Record-ID", "<urn:uuid:" + std::string(id) + ">"},
      {"WARC-Date", "2026-11-23T05:51:00Z"},
      {"WARC-Target-URI", "https://example.org/" + std::string(id)},
      {"Content-Type", "application/http; msgtype=response"},
      {"Content-Length", std::to_string(block.size())}};
  for (const auto& [name, value] : more) fields[name] = value;
  std::string out = "WARC/1.1\r\n";
  for (const auto& [name, value] : fields) {
    if (!value.empty()) out += name + ": " + value + "\r\n";
  }
  return (out += "\r\n").append(block).append(ending);
}

class ArchiveTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tamis-archive-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Put(std::string_view bytes) {
    const std::string path = (root_ / "x.warc").string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  // The kinds of problems, and of notes in parentheses, in order.
  std::string Kinds(std::string_view bytes) {
    std::string kinds;
    const Result<ArchiveReport> report =
        CheckArchive(Put(bytes), {}, [&](const ArchiveProblem& problem) {
          kinds.append(kinds.empty() ? "" : " ");
          kinds.append(problem.is_note ? "(" + std::string(problem.kind) + ")"
                                       : std::string(problem.kind));
        });
    EXPECT_TRUE(report.ok());
    return kinds;
  }

  fs::path root_;
};

TEST_F(ArchiveTest, EachProblemIsFound) {
  const std::string good = Warc("a", kHttp);
  const std::string gzip = test::Gzip(good);
  const struct {
    const char* rule;
    std::string bytes;
    std::string kinds;
  } kTable[] = {
      {"all is well", good, ""},
      {"two records", good + Warc("b", kHttp), ""},
      {"gzip", gzip, ""},
      {"one member of two", test::Gzip(good + Warc("b", kHttp)), "(shared_unit)"},
      {"gzip, cut", gzip.substr(0, gzip.size() - 3), "truncated"},
      {"gzip, a wrong checksum", gzip.substr(0, gzip.size() - 8) + std::string(8, 'x') + gzip,
       "malformed"},
      {"empty", "", "no_record"},
      {"no archive", "<html>", "malformed"},
      {"garbage between", good + "garbage\r\n" + Warc("b", kHttp), "malformed"},
      {"cut", good.substr(0, good.size() - 10), "truncated"},
      {"length too small", Warc("a", kHttp, {{"Content-Length", "7"}}), "length"},
      {"no id", Warc("a", kHttp, {{"WARC-Record-ID", ""}}), "missing_field"},
      {"no date", Warc("a", kHttp, {{"WARC-Date", ""}}), "missing_field"},
      {"no URL", Warc("a", kHttp, {{"WARC-Target-URI", ""}}), "missing_field"},
      {"no URL is needed",
       Warc("a", "x: y\r\n", {{"WARC-Target-URI", ""}, {"WARC-Type", "warcinfo"}}), ""},
      {"revisit without a profile", Warc("a", kHttp, {{"WARC-Type", "revisit"}}), "missing_field"},
      {"a field twice", Warc("a", kHttp, {{"WARC-Date ", "2026"}}), "field_twice"},
      {"date with fractions", Warc("a", kHttp, {{"WARC-Date", "2026-11-23T05:51:00.123Z"}}), ""},
      {"day", Warc("a", kHttp, {{"WARC-Date", "2026-11-23"}}), ""},
      {"no time zone", Warc("a", kHttp, {{"WARC-Date", "2026-11-23T05:51:00"}}), "bad_field"},
      {"month 13", Warc("a", kHttp, {{"WARC-Date", "2026-13-23T05:51:00Z"}}), "bad_field"},
      {"id without brackets", Warc("a", kHttp, {{"WARC-Record-ID", "urn:uuid:a"}}), "bad_field"},
      {"lines of LF",
       "WARC/1.1\nWARC-Type: metadata\nWARC-Record-ID: <a:b>\nWARC-Date: 2026\n"
       "Content-Length: 1\n\nx\n\n",
       "line_end record_end"},
      {"one line end", Warc("a", kHttp, {}, "\r\n"), "record_end"},
      {"a line that is no field", Warc("a", kHttp, {{"no field\r\nx", "y"}}), "header"},
      {"an id twice", good + good, "duplicate_id"},
      {"block digest", Warc("a", kHttp, {{"WARC-Block-Digest", "md5:" + std::string(32, '0')}}),
       "block_digest"},
      {"payload digest of 'hello'",
       Warc("a", kHttp, {{"WARC-Payload-Digest", "md5:5d41402abc4b2a76b9719d911017c592"}}), ""},
      {"payload digest", Warc("a", kHttp, {{"WARC-Payload-Digest", "md5:" + std::string(32, '0')}}),
       "payload_digest"},
      {"payload digest of a revisit",
       Warc("a", kHttp,
            {{"WARC-Payload-Digest", "md5:" + std::string(32, '0')},
             {"WARC-Type", "revisit"},
             {"WARC-Profile", "x"}}),
       ""},
      {"a digest that nobody knows", Warc("a", kHttp, {{"WARC-Block-Digest", "crc9:00"}}),
       "(digest_unknown)"},
  };
  for (const auto& row : kTable) EXPECT_EQ(Kinds(row.bytes), row.kinds) << row.rule;
}

TEST_F(ArchiveTest, ReadsAtAPlace) {
  const struct {
    const char* form;
    std::string (*pack)(std::string_view);
  } kForms[] = {{"plain", [](std::string_view bytes) { return std::string(bytes); }},
                {"gzip", [](std::string_view bytes) { return test::Gzip(bytes); }},
                {"zstd", [](std::string_view bytes) { return test::Zstd(bytes); }}};
  for (const auto& form : kForms) {
    std::string bytes;
    for (const char* id : {"a", "b", "c"}) bytes += form.pack(Warc(id, kHttp));
    const std::string path = Put(bytes);
    std::vector<std::pair<uint64_t, uint64_t>> places;
    Result<ArchiveReader> whole = ArchiveReader::Open(path);
    ASSERT_TRUE(whole.ok());
    for (Result<ArchiveRecord> r = whole->Next(); r.ok(); r = whole->Next()) {
      places.emplace_back(r->place.offset, r->length);
    }
    ASSERT_EQ(places.size(), 3u) << form.form;
    for (const auto& [offset, length] : places) {
      for (const uint64_t limit : {uint64_t{0}, length}) {
        Result<ArchiveReader> reader = ArchiveReader::OpenAt(path, offset, limit);
        ASSERT_TRUE(reader.ok());
        const Result<ArchiveRecord> record = reader->Next();
        ASSERT_TRUE(record.ok()) << form.form << offset;
        EXPECT_EQ(record->place.offset, offset);
        EXPECT_EQ(record->length, length);
        EXPECT_EQ(
            std::string(record->header) + std::string(record->block) + std::string(record->ending),
            Warc(record->url.substr(record->url.size() - 1), kHttp));
        EXPECT_EQ(record->payload, "hello");
        EXPECT_EQ(record->http_status, 200);
        std::string note, stored;
        EXPECT_EQ(reader->Body(note), "hello");
        EXPECT_EQ(note, "");
        EXPECT_TRUE(reader->AppendStored(stored).ok());
        EXPECT_EQ(stored, bytes.substr(offset, length));
      }
    }
    EXPECT_FALSE(ArchiveReader::OpenAt(path, bytes.size()).ok());
  }
}

TEST_F(ArchiveTest, Lines) {
  const std::string path = Put(Warc("\xC3\xA9\"x", kHttp));
  Result<ArchiveReader> reader = ArchiveReader::Open(path);
  const Result<ArchiveRecord> record = reader->Next();
  ASSERT_TRUE(record.ok());
  std::string cdxj, json;
  AppendCdxj(*record, "dir/x.warc", cdxj);
  EXPECT_EQ(
      cdxj,
      "org,example)/%c3%a9\"x 20261123055100 {\"url\": \"https://example.org/\xC3\xA9\\\"x\", "
      "\"mime\": \"text/html\", \"status\": \"200\", "
      "\"digest\": \"sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N\", \"length\": \"" +
          std::to_string(record->length) + "\", \"offset\": \"0\", \"filename\": \"x.warc\"}\n");
  AppendArchiveJson(*record, "dir/x.warc", json);
  EXPECT_NE(json.find("\"offset\":0,\"offset_kind\":\"file\""), std::string::npos) << json;
}

TEST(MatchesWildcards, Table) {
  const struct {
    std::string_view pattern, text;
    bool matches;
  } kTable[] = {{"", "", true},        {"", "a", false},           {"*", "", true},
                {"a*c", "abbc", true}, {"a*c", "abbcd", false},    {"?b", "ab", true},
                {"3??", "301", true},  {"3??", "3", false},        {"*b*c*", "abxcx", true},
                {"**", "x", true},     {"*.a*.b", "x.a.a.b", true}};
  for (const auto& row : kTable) {
    EXPECT_EQ(MatchesWildcards(row.pattern, row.text), row.matches) << row.pattern << row.text;
  }
  // Linear enough: a pattern of many stars against a text that never matches.
  std::string stars;
  for (int i = 0; i < 100; ++i) stars += "*a";
  EXPECT_FALSE(MatchesWildcards(stars + "b", std::string(20'000, 'a')));
}

}  // namespace
}  // namespace tamis
