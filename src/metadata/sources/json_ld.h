// <script type="application/ld+json">: what schema.org objects say about the page.
//
// Source: https://schema.org/Article and the types around it; JSON-LD 1.1 only as far as pages
//         use it: @graph, @id references within a script, @type as word, list or full URL.
// Catch:  a page may describe many things. Facts are taken from objects at the top (the root, a
//         root list, @graph, mainEntity), never from lists of items; and of several articles only
//         from the one whose URL is the page's.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.h"
#include "metadata/facts.h"

namespace tamis::metadata {

class JsonLdReader {
 public:
  void Reset();
  void Read(std::string_view script, Facts& facts);
  // Settles which of several articles is the page's. `urls`: the page's own, canonical first.
  void Finish(std::span<const std::string_view> urls, Facts& facts);

 private:
  enum class Type : uint8_t { kOther, kArticle, kPage, kThing, kSite, kOrganization };
  struct Article {
    uint32_t begin, end;  // of its facts
    std::string url;
  };

  void ReadTop(uint32_t node, Facts& facts);
  void ReadArticle(uint32_t node, Facts& facts);
  void ReadWork(uint32_t node, Type type, Facts& facts);
  void AddText(uint32_t node, Field field, Rank rank, std::string_view source, Facts& facts);
  void AddNames(uint32_t node, Field field, Rank rank, std::string_view source, Facts& facts);
  void AddUrls(uint32_t node, Field field, Rank rank, std::string_view source, Facts& facts);

  Type TypeOf(uint32_t node) const;
  uint32_t Member(uint32_t node, std::string_view key) const;
  uint32_t Resolve(uint32_t node) const;
  std::string_view UrlOf(uint32_t node) const;

  json::TreeReader tree_;
  std::span<const json::Node> nodes_;
  std::vector<uint32_t> top_;
  std::vector<Article> articles_;
  size_t bytes_left_ = 0;
};

}  // namespace tamis::metadata
