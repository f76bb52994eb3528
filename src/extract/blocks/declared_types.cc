#include "extract/blocks/declared_types.h"

#include <cstddef>

namespace tamis::extract {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

uint8_t TypeBit(std::string_view type) {
  size_t begin = type.size();
  while (begin > 0 && type[begin - 1] != '/' && type[begin - 1] != '#' && type[begin - 1] != ':') {
    --begin;
  }
  type.remove_prefix(begin);
  if (type.ends_with("Article") || type == "BlogPosting" || type == "Recipe") {
    return kDeclaresArticle;
  }
  if (type == "DiscussionForumPosting" || type == "QAPage") return kDeclaresForum;
  if (type == "Product" || type == "ProductGroup") return kDeclaresProduct;
  if (type == "CollectionPage" || type == "SearchResultsPage" || type == "OfferCatalog") {
    return kDeclaresList;
  }
  return 0;
}

uint8_t TypesInJsonLd(std::string_view json) {
  constexpr std::string_view kKey = "@type\"";  // quotes are everywhere, the sign is not
  uint8_t bits = 0;
  for (size_t at = json.find(kKey); at != std::string_view::npos; at = json.find(kKey, at)) {
    const bool is_key = at > 0 && json[at - 1] == '"';
    at += kKey.size();
    if (!is_key) continue;
    // ": "Type"" or ": ["Type", "Type"]".
    bool in_list = false;
    while (at < json.size()) {
      const char c = json[at];
      if (c == '"') {
        const size_t end = json.find('"', at + 1);
        if (end == std::string_view::npos) return bits;
        bits |= TypeBit(json.substr(at + 1, end - at - 1));
        at = end + 1;
        if (!in_list) break;
      } else if (c == '[') {
        in_list = true;
        ++at;
      } else if (c == ':' || c == ',' || IsSpace(c)) {
        ++at;
      } else {
        break;
      }
    }
  }
  return bits;
}

}  // namespace tamis::extract
