// What each schema makes of one document, to the byte; the native one has row_test.cc.

#include "document/render/schemas/schemas.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "document/render/row.h"
#include "document/render/schemas/crawl_path.h"
#include "document/render/schemas/language_codes.h"
#include "json/tree.h"
#include "tamis/version.h"

namespace tamis::document {
namespace {

constexpr char kPath[] = "crawl-data/CC-MAIN-2026-18/segments/1707947473347.0/warc/a.warc.gz";

Document SmallDocument() {
  Document d;
  d.text = "é one\n\ntwo";  // é is two bytes
  d.markdown = "# é one\n\ntwo";
  d.blocks = {{.kind = BlockKind::kHeading,
               .level = 1,
               .keep = true,
               .reason = Reason::kTitle,
               .score = 0.5f,
               .text_begin = 0,
               .text_end = 6,
               .text = {}},
              {.kind = BlockKind::kParagraph, .reason = Reason::kNavigation, .text = {}},
              {.kind = BlockKind::kParagraph,
               .keep = true,
               .reason = Reason::kMainText,
               .score = 1,
               .text_begin = 8,
               .text_end = 11,
               .text = {}}};
  d.title = {"T \"t\"", "h1", 0.5f};
  d.authors = {"A", "B \"b\""};
  d.categories = {"c"};
  d.tags = {"x", "y"};
  d.date_published = {"2021-03-04T10:00:00Z", "meta:date", 0.25f};
  d.sitename = {"S", "og:site_name", 1};
  d.description = {"D", "meta:description", 1};
  d.image = {"https://h.example/i.png", "og:image", 1};
  d.hostname = "h.example";
  d.language = "de";
  d.language_score = 0.75f;
  d.languages = {{.language = "de", .share = 0.75f}, {.language = "hmn", .share = 0.25f}};
  d.comments = {{.text = "c1\nc2"}, {.text = "c3"}};
  d.pii = {{.kind = PiiKind::kPhone, .begin = 0, .end = 2},
           {.kind = PiiKind::kEmail, .begin = 3, .end = 6},
           {.kind = PiiKind::kPhone, .begin = 8, .end = 11}};
  d.page_type = PageType::kForum;
  d.page_type_score = 0.5f;
  d.page_state = {PageState::kLogin, 0.25f, {}};
  d.confidence = 0.125f;
  return d;
}

RowContext SmallContext() {
  RowContext context;
  context.id = context.warc_record_id = "<urn:uuid:1>";
  context.url = "https://h.example:8080/a/b?c=d#e";
  context.warc_date = "2026-11-23T05:51:00Z";
  context.warc_filename = kPath;
  context.content_digest = "sha1:ABC";
  context.fetch_status = 200;
  return context;
}

std::string Row(RowSchema schema, bool markdown = false) {
  std::string row;
  AppendRow(SmallDocument(), SmallContext(),
            {.schema = schema, .blocks = false, .markdown = markdown}, row);
  return row;
}

std::string Sidecar(size_t index) {
  std::string row;
  AppendSidecarRow(SmallDocument(), SmallContext(), index, row);
  return row;
}

TEST(Schemas, DataTrove) {
  const std::string row = Row(RowSchema::kDataTrove);
  EXPECT_TRUE(row.starts_with(
      R"({"text":"é one\n\ntwo","id":"<urn:uuid:1>","dump":"CC-MAIN-2026-18",)"
      R"("url":"https://h.example:8080/a/b?c=d#e","date":"2026-11-23T05:51:00Z",)"
      R"("file_path":"crawl-data/CC-MAIN-2026-18/segments/1707947473347.0/warc/a.warc.gz",)"
      R"("language":"de","language_score":0.75,"language_script":null,"minhash_cluster_id":-1,)"
      R"("minhash_cluster_size":1,"languages":)"))
      << row;
}

TEST(Schemas, Dolma) {
  const std::string row = Row(RowSchema::kDolma);
  EXPECT_TRUE(
      row.starts_with(R"({"id":"<urn:uuid:1>","text":"é one\n\ntwo","source":"CC-MAIN-2026-18",)"
                      R"("added":"2026-11-23T05:51:00Z","created":"2021-03-04T10:00:00Z",)"
                      R"("metadata":{"url":"https://h.example:8080/a/b?c=d#e","language":"de")"))
      << row;
  std::string unknown;
  AppendRow({}, {}, {.schema = RowSchema::kDolma}, unknown);
  EXPECT_NE(unknown.find(R"("source":"tamis","added":"","created":"","metadata":{)"),
            std::string::npos)
      << unknown;
}

TEST(Schemas, DolmaAttributesCountCodePoints) {
  const std::string head = R"({"id":"<urn:uuid:1>","source":"CC-MAIN-2026-18","attributes":)";
  const auto names = SidecarNames(RowSchema::kDolma);
  EXPECT_EQ(std::vector<std::string>(names.begin(), names.end()),
            (std::vector<std::string>{"language", "quality", "pii", "blocks", "page"}));
  EXPECT_EQ(Sidecar(0), head + R"({"language__share__de":[[0,10,0.75]],)"
                               R"("language__share__hmn":[[0,10,0.25]]}})");
  EXPECT_TRUE(Sidecar(1).starts_with(head + R"({"quality__text__characters":[[0,10,0.0]],)"));
  EXPECT_NE(Sidecar(1).find(R"("quality__c4__removes":[[0,10,0.0]])"), std::string::npos);
  EXPECT_EQ(Sidecar(2), head + R"({"pii__tamis__email":[[2,5,1.0]],)"
                               R"("pii__tamis__phone":[[0,1,1.0],[7,10,1.0]]}})");
  EXPECT_EQ(Sidecar(3), head + R"({"blocks__kind__paragraph":[[7,10,1.0]],)"
                               R"("blocks__kind__heading":[[0,5,0.5]]}})");
  EXPECT_EQ(Sidecar(4), head + R"({"page__type__forum":[[0,10,0.5]],)"
                               R"("page__state__login":[[0,10,0.25]],)"
                               R"("page__text__confidence":[[0,10,0.125]]}})");
}

TEST(Schemas, Trafilatura) {
  constexpr std::string_view kWant =
      R"({"title":"T \"t\"","author":"A; B \"b\"","hostname":"h.example","date":"2021-03-04",)"
      R"("fingerprint":null,"id":"<urn:uuid:1>","license":null,"comments":"c1\nc2\nc3",)"
      R"("raw_text":"é one\n\ntwo","text":"é one\n\ntwo","language":"de",)"
      R"("image":"https://h.example/i.png","pagetype":"forum","filedate":"2026-11-23",)"
      R"("source":"https://h.example:8080/a/b?c=d#e","source-hostname":"S","excerpt":"D",)"
      R"("categories":"c","tags":"x;y"})";
  EXPECT_EQ(Row(RowSchema::kTrafilatura), kWant);
  EXPECT_NE(Row(RowSchema::kTrafilatura, true)
                .find(R"("raw_text":"é one\n\ntwo","text":"# é one\n\ntwo",)"),
            std::string::npos);
}

TEST(Schemas, CommonCrawl) {
  const std::string row = Row(RowSchema::kCc);
  EXPECT_TRUE(row.starts_with(
      R"({"url":"https://h.example:8080/a/b?c=d#e","url_host_name":"h.example",)"
      R"("url_protocol":"https","url_port":8080,"url_path":"/a/b","url_query":"c=d",)"
      R"("fetch_time":"2026-11-23T05:51:00Z","fetch_status":200,"content_digest":"ABC",)"
      R"("content_mime_detected":null,"content_charset":null,"content_languages":"deu,hmn",)"
      R"("warc_filename":)"))
      << row;
  EXPECT_NE(row.find(R"("warc_segment":"1707947473347.0","crawl":"CC-MAIN-2026-18",)"
                     R"("subset":"warc","id":"<urn:uuid:1>","text":)"),
            std::string::npos)
      << row;
  std::string unknown;
  AppendRow({}, {}, {.schema = RowSchema::kCc}, unknown);
  EXPECT_TRUE(unknown.starts_with(R"({"url":null,"url_host_name":null,"url_protocol":null,)"
                                  R"("url_port":null,"url_path":null,"url_query":null,)"))
      << unknown;
}

// The top-level names of columns: the words before a type at depth 0.
std::vector<std::string> ColumnNames(const std::string& columns) {
  std::vector<std::string> names;
  int depth = 0;
  bool name = true;
  for (const char c : ", " + columns) {
    depth += (c == '<') - (c == '>');
    if (depth == 0 && c == ',') {
      names.emplace_back();
      name = true;
    } else if (c == ' ') {
      name = name && names.back().empty();
    } else if (name && depth == 0) {
      names.back() += c;
    }
  }
  return names;
}

TEST(Schemas, ColumnsAreTheKeysAndEveryRowIsJson) {
  for (size_t i = 0; i < kRowSchemaNames.size(); ++i) {
    for (const bool rich : {false, true}) {
      const RowOptions options{
          .schema = static_cast<RowSchema>(i), .blocks = rich, .markdown = rich};
      std::string row;
      AppendRow(SmallDocument(), SmallContext(), options, row);
      json::TreeReader reader;
      const auto tree = reader.Read(row);
      ASSERT_TRUE(tree.ok()) << tree.status().ToString() << row;
      std::vector<std::string> keys;
      for (size_t at = 1; at < tree->size(); at = (*tree)[at].end) {
        keys.emplace_back((*tree)[at].key);
      }
      EXPECT_EQ(ColumnNames(RowColumns(options)), keys) << kRowSchemaNames[i];
    }
  }
}

TEST(CrawlPath, Table) {
  struct Case {
    const char* path;
    CrawlPath want;
  };
  const Case cases[] = {
      {kPath, {"CC-MAIN-2026-18", "1707947473347.0", "warc"}},
      {"s3://commoncrawl/crawl-data/CC-MAIN-2026-18/segments/1.0/crawldiagnostics/x.warc.gz",
       {"CC-MAIN-2026-18", "1.0", "crawldiagnostics"}},
      {"/data/CC-MAIN-2026-18/x.warc.gz", {"CC-MAIN-2026-18", "", ""}},
      {"CC-MAIN-20260101-00001.warc.gz", {}},
      {"segments/1.0/warc/x", {}},
      {"-", {}},
      {"", {}},
  };
  for (const Case& c : cases) {
    const CrawlPath got = ParseCrawlPath(c.path);
    EXPECT_EQ(got.dump, c.want.dump) << c.path;
    EXPECT_EQ(got.segment, c.want.segment) << c.path;
    EXPECT_EQ(got.subset, c.want.subset) << c.path;
  }
}

TEST(LanguageCodes, Table) {
  const std::pair<const char*, const char*> cases[] = {
      {"aa", "aar"}, {"de", "deu"},  {"en", "eng"}, {"zh", "zho"}, {"zu", "zul"},  {"no", "nor"},
      {"sr", "srp"}, {"hmn", "hmn"}, {"xx", "xx"},  {"", ""},      {"und", "und"}, {"zz", "zz"},
  };
  for (const auto& [code, want] : cases) EXPECT_EQ(ToIso639_3(code), want) << code;
}

}  // namespace
}  // namespace tamis::document
