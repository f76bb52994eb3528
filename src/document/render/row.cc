// One function a group of fields, in the order of docs/formats/row.md.

#include "document/render/row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "document/render/quality_row.h"
#include "json/writer.h"
#include "tamis/extract.h"
#include "tamis/version.h"

namespace tamis::document {
namespace {

void AppendNumber(uint32_t number, std::string& out) {
  char digits[12];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// A page has hundreds of blocks, so these are put together by hand. Without the first brace.
void AppendBlock(const Block& block, bool with_text, std::string& out) {
  out.append(R"("kind":")").append(BlockKindName(block.kind)).append(R"(","level":)");
  AppendNumber(block.level, out);
  out.append(R"(,"text_start":)");
  AppendNumber(block.text_begin, out);
  out.append(R"(,"text_end":)");
  AppendNumber(block.text_end, out);
  out.append(R"(,"html_start":)");
  AppendNumber(block.html_begin, out);
  out.append(R"(,"html_end":)");
  AppendNumber(block.html_end, out);
  out.append(R"(,"keep":)").append(block.keep ? "true" : "false").append(R"(,"score":)");
  json::AppendScore(block.score, out);
  out.append(R"(,"reason":")").append(ReasonName(block.reason)).push_back('"');
  if (block.site_share > 0) {
    out.append(R"(,"site_share":)");
    json::AppendScore(block.site_share, out);
  }
  if (block.source != BlockSource::kMarkup) {
    out.append(R"(,"source":")").append(BlockSourceName(block.source)).push_back('"');
  }
  if (with_text) {
    out.append(R"(,"text":")");
    json::AppendEscaped(block.text, out);
    out.push_back('"');
  }
  out.push_back('}');
}

class RowWriter {
 public:
  explicit RowWriter(std::string& out) : out_(out) { writer_.Reset(&out); }

  void Write(const Document& document, const RowContext& context, const RowOptions& options) {
    writer_.BeginObject();
    Text("text", document.text);
    if (options.markdown) Text("markdown", document.markdown);
    if (options.archive) OrNull("id", context.id);
    OrNull("url", context.url);
    Language(document);
    Metadata(document);
    if (options.archive) OrNull("warc_date", context.warc_date);
    Outcome(document, context, options);
    if (options.archive) Archive(context);
    OrNull("content_mime_detected", document.content_mime_detected);
    OrNull("content_charset", document.charset);
    OrNull("content_charset_source", document.charset_source);
    if (options.archive) NumberOrNull("fetch_status", context.fetch_status);
    if (options.blocks) Blocks(document.blocks, options.block_text);
    Engine(document, context);
    writer_.EndObject();
  }

 private:
  void Text(std::string_view key, std::string_view value) {
    writer_.Key(key);
    writer_.String(value);
  }
  void OrNull(std::string_view key, std::string_view value) {
    writer_.Key(key);
    value.empty() ? writer_.Null() : writer_.String(value);
  }
  template <typename T>
  void NumberOrNull(std::string_view key, const std::optional<T>& value) {
    writer_.Key(key);
    value.has_value() ? writer_.Int(static_cast<int64_t>(*value)) : writer_.Null();
  }
  void Range(std::string_view begin_key, uint32_t begin, std::string_view end_key, uint32_t end) {
    writer_.Key(begin_key);
    writer_.Uint(begin);
    writer_.Key(end_key);
    writer_.Uint(end);
  }
  void Score(std::string_view key, double value) {
    writer_.Key(key);
    writer_.Score(value);
  }
  void List(std::string_view key, const std::vector<std::string>& values) {
    writer_.Key(key);
    writer_.BeginArray();
    for (const std::string& value : values) writer_.String(value);
    writer_.EndArray();
  }
  // The keys are NAME, NAME_source and NAME_confidence.
  void Sourced(std::string_view name, const SourcedValue& value) {
    OrNull(name, value.value);
    Source(name, !value.value.empty(), value.source, value.confidence);
  }
  void Source(std::string_view name, bool known, std::string_view source, float confidence) {
    JoinedKey(name, "_source");
    known && !source.empty() ? writer_.String(source) : writer_.Null();
    JoinedKey(name, "_confidence");
    known ? writer_.Score(confidence) : writer_.Null();
  }
  // REQUIRES: of 64 bytes at most together
  void JoinedKey(std::string_view name, std::string_view ending) {
    std::array<char, 64> key;
    const size_t size = name.copy(key.data(), key.size());
    writer_.Key({key.data(), size + ending.copy(key.data() + size, key.size() - size)});
  }
  void Translations(const std::vector<Translation>& translations) {
    writer_.Key("translations");
    writer_.BeginArray();
    for (const Translation& translation : translations) {
      writer_.BeginObject();
      writer_.Key("language");
      writer_.String(translation.language);
      writer_.Key("url");
      writer_.String(translation.url);
      writer_.EndObject();
    }
    writer_.EndArray();
  }

  void Language(const Document& document) {
    OrNull("language", document.language);
    writer_.Key("language_score");
    document.language.empty() ? writer_.Null() : writer_.Score(document.language_score);
    OrNull("language_script", document.language_script);
    Languages(document.languages);
    OrNull("html_lang", document.html_lang);
  }

  void Languages(const std::vector<LanguageShare>& languages) {
    writer_.Key("languages");
    writer_.BeginArray();
    for (const LanguageShare& language : languages) {
      writer_.BeginObject();
      Text("language", language.language);
      Score("share", language.share);
      writer_.EndObject();
    }
    writer_.EndArray();
  }

  void Pii(const std::vector<PiiSpan>& spans) {
    writer_.Key("pii");
    writer_.BeginArray();
    for (const PiiSpan& span : spans) {
      writer_.BeginObject();
      writer_.Key("kind");
      writer_.Name(PiiKindName(span.kind));
      Range("text_start", span.begin, "text_end", span.end);
      writer_.EndObject();
    }
    writer_.EndArray();
  }

  void Metadata(const Document& document) {
    Sourced("canonical_url", document.canonical_url);
    Sourced("title", document.title);
    List("authors", document.authors);
    Source("authors", !document.authors.empty(), document.authors_source,
           document.authors_confidence);
    Sourced("sitename", document.sitename);
    OrNull("hostname", document.hostname);
    Sourced("description", document.description);
    Sourced("image", document.image);
    List("categories", document.categories);
    List("tags", document.tags);
    OrNull("license", document.license);
    Sourced("date_published", document.date_published);
    Sourced("date_modified", document.date_modified);
    Translations(document.translations);
  }

  void Quality(const Document& document) {
    writer_.Key("quality");
    document.text.empty() ? writer_.Null() : AppendQuality(document.quality, writer_);
  }

  void Outcome(const Document& document, const RowContext& context, const RowOptions& options) {
    const bool typed = document.page_type_score > 0;
    OrNull("page_type", typed ? PageTypeName(document.page_type) : std::string_view());
    Score("page_type_score", document.page_type_score);
    Score("confidence", document.confidence);
    writer_.Key("status");
    writer_.Name(StatusCodeName(document.status.code()));
    OrNull("status_message", document.status.message());
    if (options.archive) OrNull("filter_reason", context.filter_reason);
    State(document.page_state);
    RightsOf(document.rights);
    Comments(document.comments);
    Posts(document.posts);
    Quality(document);
    Pii(document.pii);
  }

  void State(const PageStateVerdict& verdict) {
    OrNull("page_state", verdict.score > 0 ? PageStateName(verdict.state) : std::string_view());
    Score("page_state_score", verdict.score);
    writer_.Key("page_state_evidence");
    writer_.BeginArray();
    for (const StateEvidence& evidence : verdict.evidence) {
      writer_.BeginObject();
      Text("signal", evidence.signal);
      Score("weight", evidence.weight);
      OrNull("value", evidence.value);
      Range("html_start", evidence.html_begin, "html_end", evidence.html_end);
      writer_.EndObject();
    }
    writer_.EndArray();
  }

  void YesNo(std::string_view key, Said said) {
    writer_.Key(key);
    said == Said::kNothing ? writer_.Null() : writer_.Bool(said == Said::kYes);
  }

  void RightsOf(const Rights& rights) {
    writer_.Key("rights");
    writer_.BeginObject();
    List("robots", rights.robots);
    writer_.Key("robots_by_agent");
    writer_.BeginArray();
    for (const AgentDirectives& agent : rights.robots_by_agent) {
      writer_.BeginObject();
      Text("agent", agent.agent);
      List("directives", agent.directives);
      writer_.EndObject();
    }
    writer_.EndArray();
    YesNo("tdm_reserved", rights.tdm_reserved);
    OrNull("tdm_policy", rights.tdm_policy);
    YesNo("search", rights.search);
    YesNo("ai_input", rights.ai_input);
    YesNo("ai_train", rights.ai_train);
    OrNull("license_url", rights.license_url);
    OrNull("license_source", rights.license_source);
    OrNull("license_kind", rights.license_kind);
    OrNull("license_version", rights.license_version);
    OrNull("license_jurisdiction", rights.license_jurisdiction);
    YesNo("free_to_read", rights.free_to_read);
    Claims(rights.claims);
    writer_.EndObject();
  }

  void Claims(const std::vector<RightsClaim>& claims) {
    writer_.Key("evidence");
    writer_.BeginArray();
    for (const RightsClaim& claim : claims) {
      writer_.BeginObject();
      Text("source", claim.source);
      OrNull("agent", claim.agent);
      Text("value", claim.value);
      Range("html_start", claim.html_begin, "html_end", claim.html_end);
      writer_.EndObject();
    }
    writer_.EndArray();
  }

  void Comments(const std::vector<Comment>& comments) {
    writer_.Key("comments");
    writer_.BeginArray();
    for (const Comment& comment : comments) {
      writer_.BeginObject();
      OrNull("author", comment.author);
      OrNull("date", comment.date);
      Text("text", comment.text);
      Range("block_start", comment.block_begin, "block_end", comment.block_end);
      writer_.EndObject();
    }
    writer_.EndArray();
  }

  void Posts(const std::vector<Post>& posts) {
    writer_.Key("posts");
    writer_.BeginArray();
    for (const Post& post : posts) {
      writer_.BeginObject();
      OrNull("author", post.author);
      OrNull("date", post.date);
      Range("text_start", post.text_begin, "text_end", post.text_end);
      writer_.EndObject();
    }
    writer_.EndArray();
  }

  void Archive(const RowContext& context) {
    writer_.Key("minhash_cluster_id");
    writer_.Int(-1);
    writer_.Key("minhash_cluster_size");
    writer_.Int(1);
    OrNull("warc_filename", context.warc_filename);
    NumberOrNull("warc_record_offset", context.warc_record_offset);
    NumberOrNull("warc_record_length", context.warc_record_length);
    OrNull("warc_record_id", context.warc_record_id);
    OrNull("content_digest", context.content_digest);
  }

  void Blocks(const std::vector<Block>& blocks, bool with_text) {
    writer_.Key("blocks");
    writer_.BeginArray();
    for (const Block& block : blocks) {
      writer_.Raw("{");
      AppendBlock(block, with_text, out_);
    }
    writer_.EndArray();
  }

  void Engine(const Document& document, const RowContext& context) {
    writer_.Key("engine");
    writer_.BeginObject();
    Text("version", kVersion);
    OrNull("options_hash", context.options_hash);
    OrNull("model", document.model);
    writer_.EndObject();
  }

  std::string& out_;  // the writer's
  json::Writer writer_;
};

}  // namespace

void AppendRow(const Document& document, const RowContext& context, const RowOptions& options,
               std::string& out) {
  RowWriter(out).Write(document, context, options);
}

}  // namespace tamis::document

namespace tamis {

void AppendJson(const Document& document, const PageContext& context, std::string& out) {
  document::RowContext row_context;
  row_context.url = context.url;
  const document::RowOptions options{
      .block_text = std::any_of(document.blocks.begin(), document.blocks.end(),
                                [](const Block& block) { return !block.text.empty(); }),
      .markdown = !document.markdown.empty(),
      .archive = false};
  document::AppendRow(document, row_context, options, out);
}

}  // namespace tamis
