#include "metadata/sources/place.h"

#include <cstdint>
#include <iterator>
#include <string_view>

#include "metadata/stems.h"

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr int kMaxLevels = 24;
constexpr size_t kMaxNameBytes = 256;  // of a class or id
constexpr int kNearLevels = 3;         // how far above an element a class still speaks about it

// What classes and ids say, in one list that is looked for in one pass: first dates, then who
// signs, edges, containers of related pages, teasers, more related pages, comments.
constexpr std::string_view kStems[] = {
    "date",      "time",      "publish",    "posted",       "fecha",     "datum",
    "created",   "byline",    "meta",       "author",       "info",      "dateline",
    "footer",    "sidebar",   "navbar",     "breadcrumb",   "copyright", "related",
    "recommend", "trending",  "upcoming",   "teaser",       "popular",   "latest",
    "read-more", "more-",     "widget",     "promo",        "carousel",  "recent",
    "card",      "next-post", "swiper",     "more-stories", "read-next", "you-may-also",
    "comment",   "kommentar", "comentario", "replies",      "disqus"};
constexpr StemSet kStemSet(kStems);

// The stems [from, to).
constexpr uint64_t StemsBetween(std::string_view from, std::string_view to) {
  uint64_t bits = 0;
  bool inside = false;
  for (size_t i = 0; i < std::size(kStems); ++i) {
    inside = (inside || kStems[i] == from) && kStems[i] != to;
    if (inside) bits |= uint64_t{1} << i;
  }
  return bits;
}
constexpr uint64_t kDated = StemsBetween("date", "byline");
constexpr uint64_t kSigning = StemsBetween("byline", "footer");
constexpr uint64_t kEdge = StemsBetween("footer", "related");
constexpr uint64_t kTeaser = StemsBetween("related", "more-stories");
constexpr uint64_t kRelated =
    StemsBetween("related", "teaser") | StemsBetween("more-stories", "comment");
constexpr uint64_t kComments = StemsBetween("comment", "");

void ReadNames(std::string_view value, int level, Place& place) {
  if (value.empty()) return;
  const uint64_t found = kStemSet.In(value.substr(0, kMaxNameBytes));
  if (found == 0) return;
  if (level < kNearLevels) {
    place.dated = place.dated || (found & kDated) != 0;
    place.signs = place.signs || (found & kSigning) != 0;
  }
  place.edge = place.edge || (found & kEdge) != 0;
  place.teaser = place.teaser || (found & kTeaser) != 0;
  place.related = place.related || (found & kRelated) != 0;
  place.comments = place.comments || (found & kComments) != 0;
}

void ReadTag(html::NameId name, int level, Place& place) {
  switch (name) {
    case names::kArticle:
      place.article = true;
      break;
    case names::kMain:
      place.main = true;
      break;
    case names::kHeader:
      place.header = true;
      break;
    case names::kFooter:
    case names::kNav:
    case names::kAside:
      place.edge = true;
      break;
    case names::kLi:
    case names::kTd:
    case names::kDd:
      place.list = place.list || level < 2 * kNearLevels;
      break;
    case names::kA:
      place.link = true;
      break;
    case names::kScript:
    case names::kStyle:
    case names::kTemplate:
    case names::kNoscript:
    case names::kTextarea:
    case names::kSelect:
    case names::kHead:
    case names::kSvg:
      place.hidden = true;
      break;
    default:
      break;
  }
}

}  // namespace

Place PlaceOf(const html::Dom& dom, html::NodeId id) {
  Place place;
  if (dom.node(id).type == html::NodeType::kText) id = dom.node(id).parent;
  for (int level = 0; level < kMaxLevels && id != html::kNoNode; ++level) {
    const html::Node& node = dom.node(id);
    if (node.type == html::NodeType::kTemplateContent) place.hidden = true;
    if (node.type != html::NodeType::kElement || node.name == names::kBody) break;
    ReadTag(node.name, level, place);
    for (const html::Attribute& attribute : dom.attributes(id)) {
      if (attribute.name == names::kClass || attribute.name == names::kId) {
        ReadNames(dom.value(attribute), level, place);
      } else if (attribute.name == names::kRole && dom.value(attribute) == "main") {
        place.main = true;
      }
    }
    id = node.parent;
  }
  return place;
}

}  // namespace tamis::metadata
