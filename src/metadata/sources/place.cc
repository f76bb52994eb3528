#include "metadata/sources/place.h"

#include <cstdint>
#include <iterator>
#include <string_view>

#include "base/ascii.h"
#include "base/simd/block16.h"
#include "metadata/stems.h"

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr int kMaxLevels = 24;
constexpr size_t kMaxNameBytes = 256;  // of a class or id
// Nodes without one of these have nothing to say.
constexpr uint16_t kSpeaking = html::kNodeHasClass | html::kNodeHasId | html::kNodeHasRole;
constexpr int kNearLevels = 3;  // how far above an element a class still speaks about it

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

void ReadStems(uint64_t found, int level, Place& place) {
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

// With which names of comments begin.
constexpr std::string_view kCommentWords[] = {"comment", "Comment", "kommentar", "comentario"};

// Whether one of the names in a class or id begins as those of comments do.
bool NamesComments(std::string_view names) {
  if (!simd::MayHoldPairs<'m', 'n', 'm', 'n'>(names)) return false;  // of "ment"
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0 && names[i - 1] != ' ') continue;
    const char first = ToAsciiLower(names[i]);
    if (first != 'c' && first != 'k') continue;
    for (const std::string_view word : kCommentWords) {
      if (names.substr(i).starts_with(word)) return true;
    }
  }
  return false;
}

}  // namespace

void PlaceReader::Start(const html::Dom& dom) {
  dom_ = &dom;
  names_ = {};
  commented_ = {};
}

PlaceReader::Names PlaceReader::NamesOf(html::NodeId id) {
  if ((dom_->node(id).flags & kSpeaking) == 0) return {};
  auto& [known, names] = names_.slots[id % names_.slots.size()];
  if (known == id) return names;
  known = id;
  names = {};
  for (const html::Attribute& attribute : dom_->attributes(id)) {
    if (attribute.name == names::kClass || attribute.name == names::kId) {
      names.stems |= kStemSet.In(dom_->value(attribute).substr(0, kMaxNameBytes));
    } else if (attribute.name == names::kRole) {
      names.main = dom_->value(attribute) == "main";
    }
  }
  return names;
}

Place PlaceReader::PlaceOf(html::NodeId id) {
  Place place;
  if (dom_->node(id).type == html::NodeType::kText) id = dom_->node(id).parent;
  for (int level = 0; level < kMaxLevels && id != html::kNoNode; ++level) {
    const html::Node& node = dom_->node(id);
    if (node.type == html::NodeType::kTemplateContent) place.hidden = true;
    if (node.type != html::NodeType::kElement || node.name == names::kBody) break;
    ReadTag(node.name, level, place);
    const Names said = NamesOf(id);
    ReadStems(said.stems, level, place);
    place.main = place.main || said.main;
    id = node.parent;
  }
  return place;
}

bool PlaceReader::IsCommented(html::NodeId id) {
  if ((dom_->node(id).flags & kSpeaking) == 0) return false;
  auto& [known, commented] = commented_.slots[id % commented_.slots.size()];
  if (known == id) return commented;
  known = id;
  commented = false;
  for (const html::Attribute& attribute : dom_->attributes(id)) {
    if (attribute.name != names::kClass && attribute.name != names::kId) continue;
    commented = commented || NamesComments(dom_->value(attribute));
  }
  return commented;
}

bool PlaceReader::InComments(html::NodeId id) {
  for (int level = 0; level < kMaxLevels; ++level) {
    id = dom_->node(id).parent;
    if (id == html::kNoNode || dom_->node(id).type != html::NodeType::kElement) return false;
    if (dom_->node(id).name == names::kBody) return false;
    if (IsCommented(id)) return true;
  }
  return false;
}

}  // namespace tamis::metadata
