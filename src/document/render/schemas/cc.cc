// Source: docs/formats/schemas/cc.md; names of https://commoncrawl.org/columnar-index

#include "document/render/fields/sections.h"
#include "document/render/schemas/crawl_path.h"
#include "document/render/schemas/language_codes.h"
#include "document/render/schemas/schemas.h"
#include "url/url.h"

namespace tamis::document {
namespace {

template <std::string_view (url::Url::*kPart)() const>
void UrlPart(const RowInput& in) {
  url::Url url;
  url.Parse(in.context.url) ? TextOrNull((url.*kPart)(), in.writer) : in.writer.Null();
}

void UrlPort(const RowInput& in) {
  url::Url url;
  const std::string_view port = url.Parse(in.context.url) ? url.port() : std::string_view();
  port.empty() ? in.writer.Null() : in.writer.Raw(port);
}

// Without the name of the algorithm, which is always SHA-1.
void Digest(const RowInput& in) {
  std::string_view digest = in.context.content_digest;
  if (digest.starts_with("sha1:")) digest.remove_prefix(5);
  TextOrNull(digest, in.writer);
}

// "deu,eng": the languages of the text, the largest share first.
void ContentLanguages(const RowInput& in) {
  const auto& languages = in.document.languages;
  if (languages.empty()) return in.writer.Null();
  in.writer.Raw("\"");
  for (size_t i = 0; i < languages.size(); ++i) {
    if (i != 0) in.out.push_back(',');
    json::AppendEscaped(ToIso639_3(languages[i].language), in.out);
  }
  in.out.push_back('"');
}

template <std::string_view CrawlPath::* kPart>
void PathPart(const RowInput& in) {
  TextOrNull(ParseCrawlPath(in.context.warc_filename).*kPart, in.writer);
}

constexpr Field kUrl[] = {
    {"url", "string", &OfContext<&RowContext::url>},
    {"url_host_name", "string", &UrlPart<&url::Url::host>},
    {"url_protocol", "string", &UrlPart<&url::Url::scheme>},
    {"url_port", "int", &UrlPort},
    {"url_path", "string", &UrlPart<&url::Url::path>},
    {"url_query", "string", &UrlPart<&url::Url::query>},
    {"fetch_time", "string", &OfContext<&RowContext::warc_date>},
};
constexpr Field kContent[] = {
    {"content_digest", "string", &Digest},
    {"content_mime_detected", "string", &OfDocument<&Document::content_mime_detected>},
    {"content_charset", "string", &OfDocument<&Document::charset>},
    {"content_languages", "string", &ContentLanguages},
};
constexpr Field kCrawl[] = {
    {"warc_segment", "string", &PathPart<&CrawlPath::segment>},
    {"crawl", "string", &PathPart<&CrawlPath::dump>},
    {"subset", "string", &PathPart<&CrawlPath::subset>},
    {"id", "string", &OfContext<&RowContext::id>},
};
constexpr Field kCharsetSource[] = {
    {"content_charset_source", "string", &OfDocument<&Document::charset_source>},
};

constexpr Section kSections[] = {
    kUrl,           kFetchStatusField, kContent,           kWarcFilenameField,  kWarcOffsetFields,
    kCrawl,         kTextFields,       kLanguageFields,    kMoreLanguageFields, kPageFields,
    kOutcomeFields, kClusterFields,    kWarcRecordIdField, kCharsetSource,      kBlocksField,
    kEngineField,
};

}  // namespace

Sections CcFields() { return kSections; }

}  // namespace tamis::document
