#include "judge/page_scan.h"

#include <algorithm>

#include "base/ascii.h"

namespace tamis::judge {
namespace {

namespace names = html::names;

constexpr std::string_view kCreativeCommons = "creativecommons.org/";

void Add(html::NodeId id, std::vector<html::NodeId>& list) {
  if (list.size() < PageScan::kMaxListed) list.push_back(id);
}

// Where a web address begins behind its scheme and "www.".
std::string_view HostAndPath(std::string_view href) {
  if (const size_t slashes = href.substr(0, 8).find("//"); slashes != href.npos) {
    href.remove_prefix(slashes + 2);
  }
  if (href.starts_with("www.")) href.remove_prefix(4);
  return href;
}

bool NamesLicense(const html::Dom& dom, html::NodeId id) {
  bool rel = false;
  bool href = false;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    if (attribute.name == names::kRel) {
      rel |= ContainsIgnoringCase(dom.value(attribute), "license");
    } else if (attribute.name == names::kHref) {
      href = true;
      rel |= HostAndPath(dom.value(attribute)).starts_with(kCreativeCommons);
    }
  }
  return rel && href;
}

void ReadInput(const html::Dom& dom, html::NodeId id, PageScan& scan) {
  const std::string_view type = dom.attribute(id, names::kType);
  if (EqualsIgnoringCase(type, "password")) Add(id, scan.passwords);
  if (!EqualsIgnoringCase(type, "hidden") && !EqualsIgnoringCase(type, "submit")) ++scan.inputs;
}

void ReadElement(const html::Dom& dom, html::NodeId id, PageScan& scan) {
  switch (dom.node(id).name) {
    case names::kMeta:
      return Add(id, scan.metas);
    case names::kScript:
      scan.external += dom.HasAttribute(id, names::kSrc);
      return Add(id, scan.scripts);
    case names::kIframe:
    case names::kFrame:
      return Add(id, scan.frames);
    case names::kForm:
      return Add(id, scan.forms);
    case names::kInput:
      return ReadInput(dom, id, scan);
    case names::kA:
      ++scan.anchors;
      [[fallthrough]];
    case names::kArea:
    case names::kLink:
      if (NamesLicense(dom, id)) Add(id, scan.license_links);
      return;
    case names::kTitle:
      if (scan.title == html::kNoNode) scan.title = id;
      return;
    case names::kBody:
      if (scan.body == html::kNoNode) scan.body = id;
      return;
    default:
      return;
  }
}

}  // namespace

void PageScan::Read(const html::Dom& dom) {
  for (auto* list : {&metas, &scripts, &frames, &forms, &passwords, &license_links}) list->clear();
  title = body = html::kNoNode;
  inputs = anchors = external = 0;
  for (html::NodeId id = 0; id < dom.node_count(); ++id) {
    const html::Node& node = dom.node(id);
    if (node.type == html::NodeType::kElement && node.ns == html::Namespace::kHtml) {
      ReadElement(dom, id, *this);
    }
  }
}

bool InDocument(const html::Dom& dom, html::NodeId id) {
  while (id != html::kDocumentNode) {
    if (id == html::kNoNode || dom.node(id).type == html::NodeType::kTemplateContent) return false;
    id = dom.node(id).parent;
  }
  return true;
}

bool ContainsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(),
                     [](char a, char b) { return ToAsciiLower(a) == b; }) != text.end();
}

}  // namespace tamis::judge
