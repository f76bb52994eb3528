#include "metadata/sources/page_scan.h"

#include "base/ascii.h"
#include "metadata/sources/elements.h"

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr std::string_view kCreativeCommons = "creativecommons.org/";

void Note(html::NodeId id, std::vector<html::NodeId>& list) {
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

bool NamesLicense(uint32_t rels, std::string_view href) {
  if (href.empty()) return false;
  return (rels & kRelHoldsLicense) != 0 || (href.size() >= kCreativeCommons.size() &&
                                            HostAndPath(href).starts_with(kCreativeCommons));
}

void ReadInput(const html::Dom& dom, html::NodeId id, PageScan& scan) {
  const std::string_view type = dom.attribute(id, names::kType);
  if (EqualsIgnoringCase(type, "password")) Note(id, scan.passwords);
  if (!EqualsIgnoringCase(type, "hidden") && !EqualsIgnoringCase(type, "submit")) ++scan.inputs;
}

}  // namespace

void PageScan::Clear() {
  for (auto* list : {&metas, &scripts, &frames, &forms, &passwords, &license_links}) list->clear();
  title = body = html::kNoNode;
  inputs = anchors = external = 0;
}

void PageScan::AddAnchor(html::NodeId id, uint32_t rels, std::string_view href) {
  ++anchors;
  if (NamesLicense(rels, href)) Note(id, license_links);
}

void PageScan::Add(const html::Dom& dom, html::NodeId id) {
  switch (dom.node(id).name) {
    case names::kMeta:
      return Note(id, metas);
    case names::kScript:
      external += dom.HasAttribute(id, names::kSrc);
      return Note(id, scripts);
    case names::kIframe:
    case names::kFrame:
      return Note(id, frames);
    case names::kForm:
      return Note(id, forms);
    case names::kInput:
      return ReadInput(dom, id, *this);
    case names::kArea:
    case names::kLink:
      if (NamesLicense(RelsOf(dom.attribute(id, names::kRel)), dom.attribute(id, names::kHref))) {
        Note(id, license_links);
      }
      return;
    case names::kTitle:
      if (title == html::kNoNode) title = id;
      return;
    case names::kBody:
      if (body == html::kNoNode) body = id;
      return;
    default:
      return;
  }
}

bool InDocument(const html::Dom& dom, html::NodeId id) {
  while (id != html::kDocumentNode) {
    if (id == html::kNoNode || dom.node(id).type == html::NodeType::kTemplateContent) return false;
    id = dom.node(id).parent;
  }
  return true;
}

}  // namespace tamis::metadata
