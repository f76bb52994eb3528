// Fuzz: any HTML
//   (a) gives metadata in valid UTF-8, without white space at the ends or in runs;
//   (b) with dates of the calendar, none after the fetch, each with its source;
//   (c) with URLs that are absolute web addresses;
//   (d) the same from fresh and from used memory.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/unicode/utf8.h"
#include "html/tree/parser.h"
#include "metadata/fields/date.h"
#include "metadata/metadata.h"
#include "url/url.h"

namespace {

using tamis::metadata::Metadata;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/metadata: %s\n", what);
  std::abort();
}

void CheckText(std::string_view text) {
  Require(tamis::ValidUtf8Prefix(text) == text.size(), "text that is not UTF-8");
  Require(text.empty() || (text.front() != ' ' && text.back() != ' '), "white space at an end");
  Require(text.find("  ") == text.npos && text.find('\n') == text.npos, "white space in a run");
}

void CheckDate(const tamis::SourcedValue& date) {
  Require(date.value.empty() == date.source.empty(), "a date without its source");
  if (date.value.empty()) return;
  const auto parsed = tamis::metadata::ParseDate(date.value, tamis::metadata::DayOrder::kUnknown);
  Require(parsed.has_value() && parsed->ToString() == date.value, "not the normal form of a date");
  Require(date.value.substr(0, 10) <= "2026-01-02", "a date in the future");
}

void CheckUrl(std::string_view url) {
  tamis::url::Url parsed;
  Require(url.empty() || (parsed.Parse(url) && parsed.is_web()), "no web address");
}

std::string Summary(const Metadata& m) {
  std::string out = m.title.value + "|" + m.title.source + "|" + m.authors_source + "|" +
                    m.date_published.value + "|" + m.date_modified.value + "|" + m.sitename.value + "|" +
                    m.description.value + "|" + m.image.value + "|" + m.license + "|" + m.canonical_url.value;
  for (const auto* list : {&m.authors, &m.tags, &m.categories}) {
    for (const std::string& value : *list) out.append("|").append(value);
  }
  for (const std::string_view title : m.titles) out.append("|").append(title);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string page;
  tamis::AppendUtf8Lossy({reinterpret_cast<const char*>(data), size}, page);
  static tamis::html::Parser parser;
  static tamis::metadata::MetadataReader used;
  (void)parser.Parse(page);
  tamis::PageContext context;
  context.url = "https://www.example.org/2021/03/04/a?b#c";
  context.fetch_date = "2026-01-01T00:00:00Z";

  const Metadata& m = used.Read(parser.dom(), context);
  CheckText(m.title.value);
  CheckText(m.sitename.value);
  CheckText(m.description.value);
  for (const auto* list : {&m.authors, &m.tags, &m.categories}) {
    for (const std::string& value : *list) {
      CheckText(value);
      Require(!value.empty(), "an empty value in a list");
    }
  }
  for (const std::string_view title : m.titles) {
    CheckText(title);
    Require(!title.empty(), "an empty title");
  }
  CheckDate(m.date_published);
  CheckDate(m.date_modified);
  CheckUrl(m.canonical_url.value);
  CheckUrl(m.image.value);
  const std::string first = Summary(m);
  tamis::metadata::MetadataReader fresh;
  Require(Summary(fresh.Read(parser.dom(), context)) == first, "used memory changed the result");
  return 0;
}
