// <template>: its content, declarative shadow roots, patches.
// https://html.spec.whatwg.org/#parsing-main-inhead, a start tag whose tag name is "template"
//
// A template element has one child, a kTemplateContent, which holds what stands inside it. A
// declarative shadow root stays in the tree in that form too, its content marked: the tree is
// data here, and a shadow root has no other place in it.

#include <algorithm>

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

// Names with a hyphen that are not custom elements, and what else an author may not call one.
// https://html.spec.whatwg.org/#valid-custom-element-name
bool IsCustomElementName(std::string_view name) {
  static constexpr std::string_view kReserved[] = {
      "annotation-xml", "color-profile",    "font-face",      "font-face-src",
      "font-face-uri",  "font-face-format", "font-face-name", "missing-glyph",
  };
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
         name.find('-') != std::string_view::npos &&
         std::find(std::begin(kReserved), std::end(kReserved), name) == std::end(kReserved);
}

// https://dom.spec.whatwg.org/#valid-shadow-host-name
bool IsShadowHostName(NameId tag, std::string_view name) {
  switch (tag) {
    case names::kArticle:
    case names::kAside:
    case names::kBlockquote:
    case names::kBody:
    case names::kDiv:
    case names::kFooter:
    case names::kH1:
    case names::kH2:
    case names::kH3:
    case names::kH4:
    case names::kH5:
    case names::kH6:
    case names::kHeader:
    case names::kMain:
    case names::kNav:
    case names::kP:
    case names::kSection:
    case names::kSpan:
      return true;
    default:
      return IsCustomElementName(name);
  }
}

}  // namespace

// Whether the standard would attach a shadow root to the adjusted current node.
bool TreeBuilder::BecomesShadowRoot() const {
  if (!options_.declarative_shadow_roots || open_.size() <= 1) return false;
  if (!TokenValueIs(names::kShadowrootmode, "open") &&
      !TokenValueIs(names::kShadowrootmode, "closed")) {
    return false;
  }
  const OpenElement& host = open_.top();
  return (host.traits & kIsHtml) != 0 && (dom().node(host.node).flags & kNodeShadowHost) == 0 &&
         IsShadowHostName(host.name(), dom().name(host.node));
}

Step TreeBuilder::StartTemplate() {
  MakeRoom();
  PushMarker();
  frameset_ok_ = false;
  mode_ = Mode::kInTemplate;
  template_modes_.push_back(Mode::kInTemplate);

  const Place place = PlaceForNode();
  const bool shadow = BecomesShadowRoot();
  const NodeId node = CreateForToken(names::kTemplate, Namespace::kHtml);
  const NodeId content = dom().CreateTemplateContent();
  Node& c = dom().mutable_node(content);
  c.source_begin = c.source_end = token_.source_end;
  if (shadow) {
    c.flags |= kNodeShadowRoot;
    dom().mutable_node(open_.top().node).flags |= kNodeShadowHost;
  }
  dom().Append(node, content);
  const bool patches =
      !shadow && options_.template_patches && markers_ != 0 && PreparePatch(place.parent, node);
  if (!patches) InsertAt(place, node);
  PushHtml(node, names::kTemplate);
  return Step::kDone;
}

// Pops up to the template at `index` and leaves its insertion mode.
void TreeBuilder::CloseTemplate(uint32_t index) {
  const NodeId node = open_[index].node;
  PopTo(index);
  ClearToMarker();
  if (!template_modes_.empty()) template_modes_.pop_back();
  ResetMode();
  const NodeId content = ContentOf(node);
  if (content != kNoNode) dom().mutable_node(content).source_end = token_.source_begin;
}

}  // namespace tamis::html
