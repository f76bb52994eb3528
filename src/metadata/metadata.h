// What a page says about itself: title, authors, dates, site, canonical URL and so on.
//
//   html/dom -> [metadata] -> extract (hints), document
//
// One pass over the tree collects what each source says (sources/), then one function a field
// chooses (fields/; docs/metadata.md has the precedence). A field that no source gives stays
// empty, and title, authors and dates tell their source and how likely they are right.
//
// Tested:  metadata_test.cc, fields/*_test.cc, sources/*_test.cc; fuzzed by fuzz/metadata.cc.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/dom/dom.h"
#include "metadata/sources/page_scan.h"
#include "tamis/attributes.h"
#include "tamis/document.h"
#include "tamis/extract.h"

namespace tamis::metadata {

struct AuthorCandidate;  // fields/author_clues.h
struct DateCandidate;    // fields/date_clues.h
struct TitleCandidate;   // fields/title_clues.h

// Strings are UTF-8, white space collapsed, character references resolved; empty when unknown.
struct Metadata {
  SourcedValue title;                // without the site's name where evidence shows it to be one
  std::vector<std::string> authors;  // names as written, each once
  std::string authors_source;
  float authors_confidence = 0;  // 0..1
  SourcedValue date_published;   // YYYY-MM-DD, or YYYY-MM-DDThh:mm[:ss][Z|+hh:mm]
  SourcedValue date_modified;
  SourcedValue sitename;
  std::string hostname;        // of the page's URL, else of the canonical one
  SourcedValue canonical_url;  // absolute; as the page declares it
  std::string base_url;  // what relative links resolve against: <base href>, else the page's URL
  SourcedValue description;
  SourcedValue image;   // absolute URL
  std::string license;  // absolute URL, or the words of the page
  std::vector<std::string> categories;
  std::vector<std::string> tags;
  std::vector<Translation> translations;  // at most 256, each language and URL once
  std::string og_type;                    // "article", "product", ...
  std::string html_lang;                  // <html lang>, as written

  PageScan scan;  // for judges; the ids are those of the tree that was read

  // For extract::PageHints: the title, then what other sources give as the title, each once. Of
  // the reader's memory.
  std::vector<std::string_view> titles;

  // Forgets a page; keeps the memory.
  void Clear();
};

// Reads page after page, reusing its memory.
//
// Errors:   none: any tree gives a Metadata, empty when the page says nothing. Broken JSON-LD is
//           mended where the damage is a common one and else left out.
// Dates:    a date after context.fetch_date (plus a day for time zones), before 1990 or not in
//           the calendar is no date. Without a fetch_date the library knows no "now": the
//           command line passes today's.
// Memory:   bounded: at most 1 MiB of JSON-LD and 4,096 facts a page are looked at.
// Lifetime: the result is valid until the next call or the reader's end, and independent of
//           the Dom.
// Threads:  one reader per thread.
class MetadataReader {
 public:
  MetadataReader();
  ~MetadataReader();
  MetadataReader(MetadataReader&&) noexcept;
  MetadataReader& operator=(MetadataReader&&) noexcept;

  // Uses context.url and context.fetch_date.
  const Metadata& Read(const html::Dom& dom, const PageContext& context) TAMIS_LIFETIME_BOUND;

  // For a page without markup: what the URL alone tells.
  const Metadata& ReadUrl(const PageContext& context) TAMIS_LIFETIME_BOUND;

  // What the last page read had to choose from, for training; valid until the next call.
  std::span<const TitleCandidate> titles() const TAMIS_LIFETIME_BOUND;
  std::span<const AuthorCandidate> authors() const TAMIS_LIFETIME_BOUND;
  std::span<const DateCandidate> dates() const TAMIS_LIFETIME_BOUND;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::metadata
