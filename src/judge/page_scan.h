// What the tree holds of interest to judges: one pass over the nodes, once a page.
//
// The pass only notes where things stand. Looking at them (addresses of scripts, words) is left
// to those who need it: nearly all pages are articles, and need none of it.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "html/dom/dom.h"

namespace tamis::judge {

struct PageScan {
  static constexpr size_t kMaxListed = 256;  // of each list

  // In the order of the page. Templates and removed nodes may be among them: ask InDocument().
  std::vector<html::NodeId> metas;
  std::vector<html::NodeId> scripts;
  std::vector<html::NodeId> frames;  // iframe, frame
  std::vector<html::NodeId> forms;
  std::vector<html::NodeId> passwords;      // input type=password
  std::vector<html::NodeId> license_links;  // link, a, area with rel=license, or to a CC licence
  html::NodeId title = html::kNoNode;
  html::NodeId body = html::kNoNode;
  uint32_t inputs = 0;    // that a reader fills in
  uint32_t anchors = 0;   // a with href
  uint32_t external = 0;  // scripts with src

  void Read(const html::Dom& dom);
};

// Whether a node is part of the document, and of no template.
bool InDocument(const html::Dom& dom, html::NodeId id);

// Whether `text` holds `lower`, which must be lower case; ASCII letters compare without case.
bool ContainsIgnoringCase(std::string_view text, std::string_view lower);

}  // namespace tamis::judge
