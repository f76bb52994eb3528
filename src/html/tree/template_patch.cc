// <template for="x">: its content goes to where <?marker name="x"> or <?start name="x"> stands.
// https://html.spec.whatwg.org/#attr-template-for
//
//   <p><?start name="x">Loading<?end></p> ... <template for="x">News</template>  ->  <p>News</p>
//
// What stood between <?start> and <?end> is removed when the template opens, the markers when it
// closes. The template element itself is never inserted; where no marker is found it is an
// ordinary template.
//
// The catch: each template searches the tree from its start. The steps of a page are counted;
// beyond kMaxSteps no marker is found any more.

#include <string>

#include "html/tree/builder.h"
#include "html/tree/pseudo_attributes.h"

namespace tamis::html {
namespace {

constexpr uint32_t kMaxSteps = 16u << 20;  // nodes; about a tenth of a second

}  // namespace

// https://html.spec.whatwg.org/#prepare-content-patching. `place_parent`: where the template would
// be inserted.
bool TreeBuilder::PreparePatch(NodeId place_parent, NodeId template_node) {
  const std::string name(dom().attribute(template_node, names::kFor));
  if (name.empty()) return false;
  NodeId scope = place_parent;
  const NodeId parent = dom().node(scope).parent;
  if (dom().IsElement(scope, names::kBody) && parent != kNoNode) scope = parent;
  Patch patch{.template_node = template_node};
  if (!FindMarkers(scope, name, patch.start, patch.end)) return false;
  patch.target = dom().node(patch.start).parent;
  if (patch.end != patch.start) {
    for (NodeId id = dom().node(patch.start).next_sibling; id != kNoNode && id != patch.end;) {
      const NodeId next = dom().node(id).next_sibling;
      dom().Remove(id);
      id = next;
    }
  }
  patches_.push_back(patch);
  return true;
}

// https://html.spec.whatwg.org/#find-markers. Template contents are other trees: not searched.
bool TreeBuilder::FindMarkers(NodeId scope, std::string_view name, NodeId& start, NodeId& end) {
  NodeId id = dom().Next(scope, scope);
  while (id != kNoNode) {
    if (++patch_steps_ > kMaxSteps) return false;
    const Node& n = dom().node(id);
    if (n.type == NodeType::kTemplateContent) {
      id = dom().NextSkippingChildren(id, scope);
      continue;
    }
    if (n.type == NodeType::kProcessingInstruction &&
        (n.name == names::kMarker || n.name == names::kStart) && MarkerHasName(id, name)) {
      start = id;
      end = n.name == names::kMarker ? id : FindEndMarker(id);
      return true;
    }
    id = dom().Next(id, scope);
  }
  return false;
}

// The <?end> of `start` among its siblings, or kNoNode: the range reaches to the last one.
NodeId TreeBuilder::FindEndMarker(NodeId start) {
  uint32_t nesting = 0;
  for (NodeId id = dom().node(start).next_sibling; id != kNoNode;
       id = dom().node(id).next_sibling) {
    ++patch_steps_;
    const Node& n = dom().node(id);
    if (n.type != NodeType::kProcessingInstruction) continue;
    if (n.name == names::kStart) ++nesting;
    if (n.name == names::kEnd && nesting-- == 0) return id;
  }
  return kNoNode;
}

bool TreeBuilder::MarkerHasName(NodeId marker, std::string_view name) const {
  std::string value;
  return FindPseudoAttribute(dom().text(marker), "name", value) && value == name;
}

// Called when a template is popped, by its end tag or otherwise.
void TreeBuilder::FinishPatch(NodeId template_node) {
  if (patches_.empty() || patches_.back().template_node != template_node) return;
  const Patch patch = patches_.back();
  patches_.pop_back();
  dom().Remove(patch.start);
  if (patch.end != kNoNode) dom().Remove(patch.end);
}

}  // namespace tamis::html
