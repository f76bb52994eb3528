#include "metadata/sources/place.h"

#include <string_view>

#include "metadata/stems.h"

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr int kMaxLevels = 24;
constexpr size_t kMaxNameBytes = 256;  // of a class or id
constexpr int kNearLevels = 3;         // how far above an element a class still speaks about it

constexpr std::string_view kDates[] = {"date",  "time",  "publish", "posted",
                                       "fecha", "datum", "created"};
constexpr std::string_view kSigns[] = {"byline", "meta", "author", "info", "dateline"};
constexpr std::string_view kEdges[] = {"footer", "sidebar", "navbar", "breadcrumb", "copyright"};
constexpr std::string_view kTeasers[] = {
    "related", "teaser",   "recommend", "popular", "latest",   "read-more", "more-",     "widget",
    "promo",   "carousel", "recent",    "card",    "trending", "upcoming",  "next-post", "swiper"};
constexpr std::string_view kRelated[] = {"related",      "recommend", "trending",    "upcoming",
                                         "more-stories", "read-next", "you-may-also"};
constexpr std::string_view kComments[] = {"comment", "kommentar", "comentario", "replies",
                                          "disqus"};

constexpr StemSet kDateStems(kDates);
constexpr StemSet kSignStems(kSigns);
constexpr StemSet kEdgeStems(kEdges);
constexpr StemSet kTeaserStems(kTeasers);
constexpr StemSet kRelatedStems(kRelated);
constexpr StemSet kCommentStems(kComments);

void ReadNames(std::string_view value, int level, Place& place) {
  if (value.empty()) return;
  value = value.substr(0, kMaxNameBytes);
  if (level < kNearLevels) {
    place.dated = place.dated || kDateStems.AnyIn(value);
    place.signs = place.signs || kSignStems.AnyIn(value);
  }
  place.edge = place.edge || kEdgeStems.AnyIn(value);
  place.teaser = place.teaser || kTeaserStems.AnyIn(value);
  place.related = place.related || kRelatedStems.AnyIn(value);
  place.comments = place.comments || kCommentStems.AnyIn(value);
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
