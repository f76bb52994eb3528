#include "document/render/row.h"

#include <gtest/gtest.h>

#include "tamis/extract.h"
#include "tamis/version.h"

namespace tamis::document {
namespace {

constexpr std::string_view kNullRow =
    R"({"text":"","id":null,"url":null,"language":null,"language_score":null,)"
    R"("language_script":null,"languages":[],"html_lang":null,"canonical_url":null,)"
    R"("canonical_url_source":null,"canonical_url_confidence":null,"title":null,)"
    R"("title_source":null,"title_confidence":null,"authors":[],"authors_source":null,)"
    R"("authors_confidence":null,"sitename":null,"sitename_source":null,)"
    R"("sitename_confidence":null,"hostname":null,"description":null,)"
    R"("description_source":null,"description_confidence":null,"image":null,)"
    R"("image_source":null,"image_confidence":null,"categories":[],"tags":[],"license":null,)"
    R"("date_published":null,"date_published_source":null,"date_published_confidence":null,)"
    R"("date_modified":null,"date_modified_source":null,"date_modified_confidence":null,)"
    R"("translations":[],"warc_date":null,"page_type":null,"page_type_score":0,)"
    R"("confidence":0,"status":"ok",)"
    R"("status_message":null,"filter_reason":null,)"
    R"("page_state":null,"page_state_score":0,"page_state_evidence":[],"rights":{"robots":[],)"
    R"("robots_by_agent":[],"tdm_reserved":null,"tdm_policy":null,"search":null,"ai_input":null,)"
    R"("ai_train":null,"license_url":null,"license_source":null,"license_kind":null,)"
    R"("license_version":null,"license_jurisdiction":null,"free_to_read":null,"evidence":[]},)"
    R"("comments":[],"posts":[],"quality":null,"pii":[],"minhash_cluster_id":-1,)"
    R"("minhash_cluster_size":1,"warc_filename":null,"warc_record_offset":null,)"
    R"("warc_record_length":null,"warc_record_id":null,"content_digest":null,)"
    R"("content_mime_detected":null,"content_charset":null,"content_charset_source":null,)"
    R"("fetch_status":null,"blocks":[],"engine":{"version":"VERSION","options_hash":null,)"
    R"("model":null}})";

std::string Versioned(std::string_view row) {
  std::string out(row);
  out.replace(out.find("VERSION"), 7, kVersion);
  return out;
}

TEST(Row, EverythingUnknown) {
  std::string out;
  AppendRow({}, {}, {}, out);
  EXPECT_EQ(out, Versioned(kNullRow));
}

// A value of its own for every field, so that none can stand under another's name.
void FillQuality(QualitySignals& q) {
  q.characters = 15;
  q.lines = 2;
  q.words = 4;
  q.gopher_quality = {.words = 3,
                      .mean_word_length = 3.5f,
                      .hash_word_ratio = 0.01f,
                      .ellipsis_word_ratio = 0.02f,
                      .bullet_lines_ratio = 0.03f,
                      .ellipsis_lines_ratio = 0.04f,
                      .alpha_words_ratio = 0.05f,
                      .stop_words = 1,
                      .reason = "gopher_short_doc"};
  q.gopher_repetition = {.dup_para_frac = 0.06f,
                         .dup_para_char_frac = 0.07f,
                         .dup_line_frac = 0.08f,
                         .dup_line_char_frac = 0.09f,
                         .top_n_gram = {0.12f, 0.13f, 0.14f},
                         .duplicated_n_grams = {0.15f, 0.16f, 0.17f, 0.18f, 0.19f, 0.21f},
                         .reason = "top_2_gram"};
  q.c4 = {.lines_kept = 5,
          .sentences = 6,
          .lorem_ipsum = true,
          .curly_bracket = false,
          .reason = "lorem_ipsum"};
  q.fineweb = {.line_punct_ratio = 0.22f,
               .short_line_ratio = 0.23f,
               .char_dup_ratio = 0.24f,
               .list_ratio = 0.26f,
               .reason = "line_punct_ratio"};
}

Document FullDocument() {
  Document d;
  d.status = Status(StatusCode::kNodeLimit, 77, "too many \"nodes\"");
  d.text = "line 1\nline 2 é";
  d.markdown = "# x";
  d.comments.push_back({.author = "C", .text = "c", .block_begin = 1, .block_end = 2});
  d.posts.push_back({.date = "2021-03-04", .text_begin = 0, .text_end = 6});
  d.blocks.push_back({.kind = BlockKind::kHeading,
                      .level = 2,
                      .keep = true,
                      .reason = Reason::kHeading,
                      .score = 0.87654f,
                      .text_begin = 0,
                      .text_end = 6,
                      .html_begin = 10,
                      .html_end = 4294967295u,
                      .text = "line\t1"});
  d.blocks.push_back({});
  d.blocks.back().source = BlockSource::kJsonLd;
  d.title = {"T", "h1", 0.5f};
  d.date_published = {"2021-03-04", "meta:date", 0.25f};
  d.date_modified = {"2021-03-05T10:00:00Z", "json-ld:dateModified", 0.125f};
  d.translations = {{.language = "x-default", .url = "http://a/x"}};
  d.authors = {"A", "B"};
  d.authors_source = "meta:author";
  d.authors_confidence = 1;
  d.tags = {"t"};
  d.language = "en";
  d.language_score = 0.98f;
  d.language_script = "Latn";
  d.languages = {{.language = "en", .share = 0.75f}, {.language = "fr", .share = 0.25f}};
  d.confidence = 1;
  d.page_type = PageType::kForum;
  d.page_type_score = 0.75f;
  d.page_state = {
      PageState::kSoftError,
      0.75f,
      {{.signal = "title_code", .weight = 3, .value = "404", .html_begin = 7, .html_end = 25},
       {.signal = "http_status", .weight = 8}}};
  d.rights.robots = {"noai"};
  d.rights.robots_by_agent = {{.agent = "b", .directives = {"noindex"}}};
  d.rights.tdm_reserved = d.rights.ai_input = Said::kYes;
  d.rights.tdm_policy = "/p";
  d.rights.ai_train = d.rights.free_to_read = Said::kNo;
  d.rights.license_url = "http://l/";
  d.rights.license_source = "a:license";
  d.rights.license_kind = "cc-by";
  d.rights.license_version = "4.0";
  d.rights.license_jurisdiction = "de";
  d.rights.claims = {
      {.source = "meta:b", .agent = "b", .value = "noindex", .html_begin = 1, .html_end = 2}};
  FillQuality(d.quality);
  d.pii = {{.kind = PiiKind::kEmail, .begin = 0, .end = 4}};
  return d;
}

TEST(Row, EverythingKnown) {
  RowContext context;
  context.id = context.warc_record_id = "<urn:uuid:1>";
  context.url = "http://a/";
  context.filter_reason = "not_html";
  context.warc_record_offset = 0;
  context.warc_record_length = 18446744073709551615u >> 1;
  context.fetch_status = 200;
  context.options_hash = "abc";
  std::string out;
  AppendRow(FullDocument(), context, {.block_text = true, .markdown = true}, out);
  EXPECT_EQ(
      out,
      Versioned(
          R"({"text":"line 1\nline 2 é","markdown":"# x","id":"<urn:uuid:1>","url":"http://a/",)"
          R"("language":"en","language_score":0.98,"language_script":"Latn","languages":[)"
          R"({"language":"en","share":0.75},{"language":"fr","share":0.25}],"html_lang":null,)"
          R"("canonical_url":null,"canonical_url_source":null,"canonical_url_confidence":null,)"
          R"("title":"T","title_source":"h1","title_confidence":0.5,)"
          R"("authors":["A","B"],"authors_source":"meta:author","authors_confidence":1,)"
          R"("sitename":null,"sitename_source":null,"sitename_confidence":null,"hostname":null,)"
          R"("description":null,"description_source":null,"description_confidence":null,)"
          R"("image":null,"image_source":null,"image_confidence":null,"categories":[],"tags":["t"],"license":null,)"
          R"("date_published":"2021-03-04","date_published_source":"meta:date",)"
          R"("date_published_confidence":0.25,)"
          R"("date_modified":"2021-03-05T10:00:00Z",)"
          R"("date_modified_source":"json-ld:dateModified","date_modified_confidence":0.125,)"
          R"("translations":[{"language":"x-default","url":"http://a/x"}],"warc_date":null,)"
          R"("page_type":"forum","page_type_score":0.75,"confidence":1,)"
          R"("status":"node_limit","status_message":"too many \"nodes\"",)"
          R"("filter_reason":"not_html",)"
          R"("page_state":"soft_error","page_state_score":0.75,"page_state_evidence":[)"
          R"({"signal":"title_code","weight":3,"value":"404","html_start":7,"html_end":25},)"
          R"({"signal":"http_status","weight":8,"value":null,"html_start":0,"html_end":0}],)"
          R"("rights":{"robots":["noai"],"robots_by_agent":[{"agent":"b","directives":["noindex"]}],)"
          R"("tdm_reserved":true,"tdm_policy":"/p","search":null,"ai_input":true,"ai_train":false,)"
          R"("license_url":"http://l/","license_source":"a:license","license_kind":"cc-by",)"
          R"("license_version":"4.0","license_jurisdiction":"de","free_to_read":false,)"
          R"("evidence":[{"source":"meta:b","agent":"b","value":"noindex","html_start":1,)"
          R"("html_end":2}]},)"
          R"("comments":[{"author":"C","date":null,"text":"c",)"
          R"("block_start":1,"block_end":2}],"posts":[{"author":null,"date":"2021-03-04",)"
          R"("text_start":0,"text_end":6}],"quality":{"characters":15,"lines":2,"words":4,)"
          R"("gopher_quality":{"words":3,"mean_word_length":3.5,"hash_word_ratio":0.01,)"
          R"("ellipsis_word_ratio":0.02,"bullet_lines_ratio":0.03,"ellipsis_lines_ratio":0.04,)"
          R"("alpha_words_ratio":0.05,"stop_words":1,"reason":"gopher_short_doc"},)"
          R"("gopher_repetition":{"dup_para_frac":0.06,"dup_para_char_frac":0.07,)"
          R"("dup_line_frac":0.08,"dup_line_char_frac":0.09,"top_2_gram":0.12,"top_3_gram":0.13,)"
          R"("top_4_gram":0.14,"duplicated_5_n_grams":0.15,"duplicated_6_n_grams":0.16,)"
          R"("duplicated_7_n_grams":0.17,"duplicated_8_n_grams":0.18,"duplicated_9_n_grams":0.19,)"
          R"("duplicated_10_n_grams":0.21,"reason":"top_2_gram"},)"
          R"("c4":{"lines_kept":5,"sentences":6,"lorem_ipsum":true,"curly_bracket":false,)"
          R"("reason":"lorem_ipsum"},"fineweb":{"line_punct_ratio":0.22,"short_line_ratio":0.23,)"
          R"("char_dup_ratio":0.24,"list_ratio":0.26,"reason":"line_punct_ratio"}},)"
          R"("pii":[{"kind":"email","text_start":0,"text_end":4}],"minhash_cluster_id":-1,)"
          R"("minhash_cluster_size":1,"warc_filename":null,"warc_record_offset":0,)"
          R"("warc_record_length":9223372036854775807,"warc_record_id":"<urn:uuid:1>",)"
          R"("content_digest":null,"content_mime_detected":null,"content_charset":null,)"
          R"("content_charset_source":null,"fetch_status":200,"blocks":[{"kind":"heading",)"
          R"("level":2,"text_start":0,"text_end":6,"html_start":10,"html_end":4294967295,)"
          R"("keep":true,"score":0.8765,"reason":"heading","text":"line\t1"},)"
          R"({"kind":"paragraph","level":0,"text_start":0,"text_end":0,"html_start":0,)"
          R"("html_end":0,"keep":false,"score":0,"reason":"low_score","source":"json_ld","text":""}],)"
          R"("engine":{"version":"VERSION","options_hash":"abc","model":null}})"));
}

TEST(Row, OnePageHasNoArchiveFields) {
  std::string out;
  PageContext context;
  context.url = "http://a/";
  AppendJson(FullDocument(), context, out);
  for (const char* absent :
       {"\"id\"", "warc_", "minhash", "fetch_status", "filter_reason", "digest"}) {
    EXPECT_EQ(out.find(absent), std::string::npos) << absent;
  }
  EXPECT_NE(out.find("\"markdown\":\"# x\""), std::string::npos);
  EXPECT_NE(out.find("\"text\":\"line\\t1\""), std::string::npos);
}

TEST(Explanation, OneLineABlock) {
  Document d = FullDocument();
  d.blocks[1].text = std::string(158, 'x') + "é and more";
  d.blocks[1].html_begin = 1234567;
  d.blocks[1].html_end = 1234999;
  std::string out;
  AppendExplanation(d, out);
  EXPECT_EQ(out,
            "keep  heading           0.88        10-4294967295  heading     line 1\n"
            "drop  low_score         0.00   1234567-1234999    paragraph   " +
                std::string(158, 'x') + "é…\n");
}

}  // namespace
}  // namespace tamis::document
