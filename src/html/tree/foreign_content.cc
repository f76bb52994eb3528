// SVG and MathML inside HTML. https://html.spec.whatwg.org/#parsing-main-inforeign
//
// Not an insertion mode: the dispatcher sends a token here when the adjusted current node is
// outside the HTML namespace, and the mode stays what it was.

#include <array>

#include "html/tree/builder.h"
#include "html/tree/foreign_names.h"

namespace tamis::html {
namespace {

using foreign_names::Pair;

// Adjusted name by lower-case name, 0 where there is none.
template <size_t N>
consteval std::array<uint16_t, names::kKnownCount> MakeMap(const Pair (&pairs)[N]) {
  std::array<uint16_t, names::kKnownCount> map{};
  for (const Pair& p : pairs) map[p.lower] = static_cast<uint16_t>(p.adjusted);
  return map;
}

constexpr auto kSvgTagMap = MakeMap(foreign_names::kSvgTags);
constexpr auto kSvgAttributeMap = MakeMap(foreign_names::kSvgAttributes);

NameId Adjusted(const std::array<uint16_t, names::kKnownCount>& map, NameId name) {
  return name < names::kKnownCount && map[name] != 0 ? map[name] : name;
}

// Start tags that end foreign content; <font> only with some attributes.
consteval std::array<bool, names::kTagEnd> MakeBreakers() {
  using namespace names;
  std::array<bool, names::kTagEnd> breaks{};
  for (const Name tag :
       {kB,     kBig,   kBlockquote, kBody,   kBr,   kCenter, kCode,  kDd, kDiv,  kDl,   kDt,
        kEm,    kEmbed, kH1,         kH2,     kH3,   kH4,     kH5,    kH6, kHead, kHr,   kI,
        kImg,   kLi,    kListing,    kMenu,   kMeta, kNobr,   kOl,    kP,  kPre,  kRuby, kS,
        kSmall, kSpan,  kStrong,     kStrike, kSub,  kSup,    kTable, kTt, kU,    kUl,   kVar}) {
    breaks[tag] = true;
  }
  return breaks;
}

constexpr std::array<bool, names::kTagEnd> kBreakers = MakeBreakers();

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace

Step TreeBuilder::ForeignContent() {
  switch (token_.type) {
    case TokenType::kText:
      if (token_.is_null) {
        token_.text = store().Append(kReplacement);
      } else if (frameset_ok_) {
        frameset_ok_ = token_.is_blank;
      }
      InsertTokenText();
      return Step::kDone;
    case TokenType::kComment:
    case TokenType::kProcessingInstruction:
      InsertComment();
      return Step::kDone;
    case TokenType::kStartTag:
      return ForeignStartTag();
    case TokenType::kEndTag:
      return ForeignEndTag();
    default:
      return Step::kDone;
  }
}

bool TreeBuilder::BreaksOutOfForeign() const {
  const NameId tag = token_.name;
  if (token_.type == TokenType::kEndTag) return tag == names::kBr || tag == names::kP;
  if (tag == names::kFont) {
    return TokenAttribute(names::kColor) != nullptr || TokenAttribute(names::kFace) != nullptr ||
           TokenAttribute(names::kSize) != nullptr;
  }
  return tag < names::kTagEnd && kBreakers[tag];
}

Step TreeBuilder::ForeignStartTag() {
  if (BreaksOutOfForeign()) {
    while ((open_.top().traits & (kIsHtml | kHtmlPoint | kMathTextPoint)) == 0) Pop();
    return DispatchMode(mode_);
  }
  const bool svg = (AdjustedTraits() & kIsSvg) != 0;
  const Namespace ns = svg ? Namespace::kSvg : Namespace::kMathMl;
  AdjustForeignAttributes(ns);
  InsertForeign(ns, svg ? Adjusted(kSvgTagMap, token_.name) : token_.name);
  return Step::kDone;
}

Step TreeBuilder::ForeignEndTag() {
  if (BreaksOutOfForeign()) {
    while ((open_.top().traits & (kIsHtml | kHtmlPoint | kMathTextPoint)) == 0) Pop();
    return DispatchMode(mode_);
  }
  const NameId adjusted = Adjusted(kSvgTagMap, token_.name);
  for (uint32_t i = open_.size() - 1; i > 0; --i) {
    const OpenElement e = open_[i];
    if ((e.traits & kIsHtml) != 0) return DispatchMode(mode_);
    if (e.name() == token_.name || (e.name() == adjusted && (e.traits & kIsSvg) != 0)) {
      PopTo(i);
      dom().mutable_node(e.node).source_end = token_.source_end;
      return Step::kDone;
    }
  }
  return Step::kDone;
}

void TreeBuilder::AdjustForeignAttributes(Namespace ns) {
  for (Attribute& a : token_.attributes) {
    if (ns == Namespace::kSvg) {
      a.name = Adjusted(kSvgAttributeMap, a.name);
    } else if (a.name == names::kLowerDefinitionURL) {
      a.name = names::kDefinitionURL;
    }
    for (const foreign_names::Namespaced& f : foreign_names::kForeignAttributes) {
      if (a.name != f.name) continue;
      a.name = f.local;
      a.ns = f.ns;
      break;
    }
  }
}

}  // namespace tamis::html
