#include "metadata/sources/page_scan.h"

#include <algorithm>

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
  const size_t end = std::min<size_t>(href.size(), 8);
  for (size_t i = 1; i < end; ++i) {
    if (href[i] != '/' || href[i - 1] != '/') continue;
    href.remove_prefix(i + 1);
    break;
  }
  if (href.starts_with("www.")) href.remove_prefix(4);
  return href;
}

bool NamesLicense(const Link& link) {
  if (link.href.empty()) return false;
  return (link.rels & kRelHoldsLicense) != 0 ||
         (link.href.size() >= kCreativeCommons.size() &&
          HostAndPath(link.href).starts_with(kCreativeCommons));
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
  inputs = external = 0;
}

void PageScan::AddLink(html::NodeId id, const Link& link) {
  if (NamesLicense(link)) Note(id, license_links);
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
