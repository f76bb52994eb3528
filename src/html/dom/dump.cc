#include "html/dom/dump.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tamis::html {
namespace {

std::string_view Prefix(Namespace ns) {
  switch (ns) {
    case Namespace::kSvg:
      return "svg ";
    case Namespace::kMathMl:
      return "math ";
    case Namespace::kXLink:
      return "xlink ";
    case Namespace::kXml:
      return "xml ";
    case Namespace::kXmlns:
      return "xmlns ";
    case Namespace::kNone:
    case Namespace::kHtml:
      break;
  }
  return {};
}

// Order of UTF-16 code units: that of UTF-8, but for U+E000 to U+FFFF, which come after all
// above them.
bool LessUtf16(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return a.size() < b.size();
  const auto weight = [](char c) {
    const int u = static_cast<unsigned char>(c);
    return u >= 0xEE && u < 0xF0 ? u + 0x10 : u;
  };
  return weight(*x) < weight(*y);
}

class Dumper {
 public:
  explicit Dumper(const Dom& dom) : dom_(dom) {}

  std::string Dump(NodeId root) {
    int depth = 0;
    NodeId id = dom_.node(root).first_child;
    while (id != kNoNode) {
      DumpNode(id, depth);
      if (dom_.node(id).first_child != kNoNode) {
        id = dom_.node(id).first_child;
        ++depth;
        continue;
      }
      while (id != root && dom_.node(id).next_sibling == kNoNode) {
        id = dom_.node(id).parent;
        --depth;
      }
      if (id == root) break;
      id = dom_.node(id).next_sibling;
    }
    if (!out_.empty()) out_.pop_back();
    return std::move(out_);
  }

 private:
  void Begin(int depth) { out_.append("| ").append(static_cast<size_t>(depth) * 2, ' '); }

  void DumpNode(NodeId id, int depth) {
    const Node& n = dom_.node(id);
    Begin(depth);
    switch (n.type) {
      case NodeType::kDocument:
        break;
      case NodeType::kDoctype:
        DumpDoctype();
        break;
      case NodeType::kElement:
        out_.append("<").append(Prefix(n.ns)).append(dom_.name(id)).append(">");
        DumpAttributes(id, depth);
        break;
      case NodeType::kText:
        out_.append("\"").append(dom_.text(id)).append("\"");
        break;
      case NodeType::kComment:
        out_.append("<!-- ").append(dom_.text(id)).append(" -->");
        break;
      case NodeType::kProcessingInstruction:
        out_.append("<?").append(dom_.name(id)).append(" ").append(dom_.text(id)).append(">");
        break;
      case NodeType::kTemplateContent:
        out_.append((n.flags & kNodeShadowRoot) != 0 ? "shadow root" : "content");
        break;
    }
    out_.push_back('\n');
  }

  void DumpDoctype() {
    const Doctype& d = dom_.doctype();
    const TextStore& store = dom_.store();
    out_.append("<!DOCTYPE ").append(store.View(d.name));
    if (!d.public_id.empty() || !d.system_id.empty()) {
      out_.append(" \"").append(store.View(d.public_id)).append("\"");
      out_.append(" \"").append(store.View(d.system_id)).append("\"");
    }
    out_.append(">");
  }

  void DumpAttributes(NodeId id, int depth) {
    std::vector<std::pair<std::string, std::string_view>> sorted;
    for (const Attribute& a : dom_.attributes(id)) {
      std::string name(Prefix(a.ns));
      name.append(dom_.names().Name(a.name));
      sorted.emplace_back(std::move(name), dom_.value(a));
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return LessUtf16(a.first, b.first); });
    for (const auto& [name, value] : sorted) {
      out_.push_back('\n');
      Begin(depth + 1);
      out_.append(name).append("=\"").append(value).append("\"");
    }
  }

  const Dom& dom_;
  std::string out_;
};

std::string Fault(NodeId id, const char* what) {
  return "node " + std::to_string(id) + ": " + what;
}

// Empty when the links around `id` agree with each other.
std::string CheckLinks(const Dom& dom, NodeId id) {
  const Node& n = dom.node(id);
  const NodeId count = dom.node_count();
  for (const NodeId link :
       {n.parent, n.first_child, n.last_child, n.previous_sibling, n.next_sibling}) {
    if (link != kNoNode && link >= count) return Fault(id, "a link out of bounds");
  }
  if ((n.first_child == kNoNode) != (n.last_child == kNoNode))
    return Fault(id, "half a child list");
  if (n.first_child != kNoNode) {
    if (dom.node(n.first_child).previous_sibling != kNoNode) return Fault(id, "first is not first");
    if (dom.node(n.last_child).next_sibling != kNoNode) return Fault(id, "last is not last");
    if (dom.node(n.first_child).parent != id || dom.node(n.last_child).parent != id) {
      return Fault(id, "a child has another parent");
    }
  }
  if (n.next_sibling != kNoNode) {
    const Node& next = dom.node(n.next_sibling);
    if (next.previous_sibling != id || next.parent != n.parent) {
      return Fault(id, "siblings disagree");
    }
  }
  if (n.parent == kNoNode && (n.previous_sibling != kNoNode || n.next_sibling != kNoNode)) {
    return Fault(id, "siblings without a parent");
  }
  return {};
}

// Empty when the flags say of text and attributes what is there.
std::string CheckFlags(const Dom& dom, NodeId id) {
  const Node& n = dom.node(id);
  uint16_t kinds = 0;
  for (const Attribute& a : dom.attributes(id)) {
    kinds |= KindOfAttribute(a.name);
    if (!dom.MayHaveAttribute(a.name)) return Fault(id, "an attribute that was not noted");
  }
  if ((n.flags & kNodeAttributeKinds) != kinds) return Fault(id, "kinds of attributes");
  if (n.type == NodeType::kElement && !dom.MayHaveTag(n.name)) return Fault(id, "tag not noted");
  const bool blank = n.type == NodeType::kText &&
                     dom.text(id).find_first_not_of(" \t\n\f\r") == std::string_view::npos;
  if (((n.flags & kNodeBlank) != 0) != blank) return Fault(id, "blank or not");
  return {};
}

std::string CheckData(const Dom& dom, NodeId id) {
  const Node& n = dom.node(id);
  const uint64_t end = dom.store().next_address();
  if (n.source_begin > n.source_end || n.source_end > dom.store().page_size()) {
    return Fault(id, "source range");
  }
  if ((n.flags & (kNodeOpen | kNodeFormatting)) != 0) return Fault(id, "still open");
  if (n.type == NodeType::kElement) {
    if (n.open_tag_end < n.source_begin || n.open_tag_end > dom.store().page_size()) {
      return Fault(id, "open tag end");
    }
    for (const Attribute& a : dom.attributes(id)) {
      if (uint64_t{a.value.begin} + a.value.size > end) return Fault(id, "attribute value");
      if (a.name >= dom.names().size()) return Fault(id, "attribute name");
    }
  } else if (uint64_t{n.data_begin} + n.data_size > end) {
    return Fault(id, "data out of bounds");
  }
  if (n.name >= dom.names().size()) return Fault(id, "name");
  if (n.type == NodeType::kText && n.data_size == 0) return Fault(id, "empty text");
  return {};
}

}  // namespace

std::string DumpTree(const Dom& dom, NodeId root) { return Dumper(dom).Dump(root); }

std::string CheckTree(const Dom& dom) {
  for (NodeId id = 0; id < dom.node_count(); ++id) {
    if (std::string fault = CheckLinks(dom, id); !fault.empty()) return fault;
    if (std::string fault = CheckData(dom, id); !fault.empty()) return fault;
    if (std::string fault = CheckFlags(dom, id); !fault.empty()) return fault;
  }
  // Links agree, so a walk that meets more nodes than there are goes in circles.
  NodeId met = 0;
  for (NodeId id = kDocumentNode; id != kNoNode; id = dom.Next(id, kDocumentNode)) {
    if (++met > dom.node_count()) return "the tree has a cycle";
  }
  return {};
}

}  // namespace tamis::html
