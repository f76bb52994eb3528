// What the path of an archive says, where it is laid out as Common Crawl lays out its own:
//
//   crawl-data/CC-MAIN-2024-10/segments/1707947473347.0/warc/CC-MAIN-20240220211055-...warc.gz
//              dump                     segment         subset
//
// Source: https://commoncrawl.org/get-started

#pragma once

#include <string_view>

namespace tamis::document {

// Empty where the path does not say so.
struct CrawlPath {
  std::string_view dump = {};     // "CC-MAIN-2024-10"
  std::string_view segment = {};  // "1707947473347.0"
  std::string_view subset = {};   // "warc", "crawldiagnostics", "robotstxt"
};

CrawlPath ParseCrawlPath(std::string_view path);

}  // namespace tamis::document
