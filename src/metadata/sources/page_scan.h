// Where on a page elements stand that say something about it as a whole: found in the one pass over
// the nodes, for judges of its state and of the rights in it.
//
// The pass only notes the elements. Looking at them (addresses of scripts, words) is left to those
// who need it: nearly all pages are articles, and need none of it.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/dom/dom.h"

namespace tamis::metadata {

struct Link;  // elements.h

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
  uint32_t external = 0;  // scripts with src

  // Forgets a page; keeps the memory.
  void Clear();
  // Notes an element of HTML whose name is one of those above. REQUIRES: no link
  void Add(const html::Dom& dom, html::NodeId id);
  // The same for `link`, `a` and `area`. Those of an address without "creativecommons" may be left
  // out unless rel holds a licence.
  void AddLink(html::NodeId id, const Link& link);
};

// Whether a node is part of the document, and of no template.
bool InDocument(const html::Dom& dom, html::NodeId id);

}  // namespace tamis::metadata
