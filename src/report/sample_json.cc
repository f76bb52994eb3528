#include "report/sample_json.h"

#include "json/writer.h"
#include "report/key_counts.h"

namespace tamis::report {
namespace {

constexpr size_t kMaxFieldBytes = 2048;  // of any other string: a URL has no limit of its own

class SampleWriter {
 public:
  SampleWriter() {
    writer_.Reset(&out_);
    writer_.BeginObject();
  }

  // An absent value is left out.
  void Text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    writer_.Key(key);
    writer_.String(CutUtf8(value, kMaxFieldBytes));
  }

  // The begin of the text, and how long the whole of it is.
  void Excerpt(std::string_view text, uint32_t max_bytes) {
    writer_.Key("text");
    writer_.String(CutUtf8(text, max_bytes));
    writer_.Key("text_bytes");
    writer_.Uint(text.size());
  }

  void Score(std::string_view key, double value) {
    writer_.Key(key);
    writer_.Score(value);
  }

  void Range(std::string_view key, uint64_t begin, uint64_t end) {
    writer_.Key(key);
    writer_.BeginArray();
    writer_.Uint(begin);
    writer_.Uint(end);
    writer_.EndArray();
  }

  // Where the page can be fetched again.
  void Archive(const RowFacts& row) {
    Text("warc_filename", row.warc_filename);
    if (row.warc_record_offset < 0) return;
    writer_.Key("warc_record_offset");
    writer_.Int(row.warc_record_offset);
    if (row.warc_record_length < 0) return;
    writer_.Key("warc_record_length");
    writer_.Int(row.warc_record_length);
  }

  std::string Finish() {
    writer_.EndObject();
    return std::move(out_);
  }

 private:
  std::string out_;
  json::Writer writer_;
};

}  // namespace

std::string PageSampleJson(const RowFacts& row, uint32_t text_bytes) {
  SampleWriter sample;
  sample.Text("id", row.id);
  sample.Text("url", row.url);
  sample.Text("title", row.title);
  sample.Text("language", row.language);
  sample.Text("page_type", row.page_type);
  sample.Text("page_state", row.page_state);
  sample.Text("status", row.status);
  sample.Text("date_published", row.date_published);
  if (row.confidence >= 0) sample.Score("confidence", row.confidence);
  sample.Archive(row);
  sample.Excerpt(row.text, text_bytes);
  return sample.Finish();
}

std::string BlockSampleJson(const RowFacts& row, const BlockFacts& block, uint32_t text_bytes) {
  SampleWriter sample;
  sample.Text("id", row.id);
  sample.Text("url", row.url);
  sample.Text("kind", block.kind);
  if (block.score > -1e6 && block.score < 1e6) sample.Score("score", block.score);
  sample.Range("html", block.html_start, block.html_end);
  sample.Archive(row);
  if (block.has_text) sample.Excerpt(block.text, text_bytes);
  return sample.Finish();
}

void AddBlockText(std::string_view text, uint32_t text_bytes, std::string& json) {
  json.pop_back();  // the brace
  json += R"(,"text":")";
  json::AppendEscaped(CutUtf8(text, text_bytes), json);
  json += R"(","text_bytes":)" + std::to_string(text.size()) + "}";
}

}  // namespace tamis::report
