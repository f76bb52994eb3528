#include "document/render/code_language.h"

#include <algorithm>

namespace tamis::document {
namespace {

namespace names = html::names;

constexpr int kMaxAncestors = 3;
constexpr size_t kMaxNameBytes = 30;

// A name that can stand after a fence, or nothing.
std::string_view Valid(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes) return {};
  if (name == "none" || name == "plaintext" || name == "text" || name == "plain") return {};
  const bool good = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("+#._-").find(c) != std::string_view::npos;
  });
  return good ? name : std::string_view();
}

std::string_view FromClasses(std::string_view classes) {
  bool brush = false;
  while (!classes.empty()) {
    const size_t begin = classes.find_first_not_of(" \t\n\r\f");
    if (begin == classes.npos) break;
    classes.remove_prefix(begin);
    const size_t end = std::min(classes.find_first_of(" \t\n\r\f"), classes.size());
    std::string_view word = classes.substr(0, end);
    classes.remove_prefix(end);
    if (brush) return Valid(word.substr(0, word.find(';')));
    for (const std::string_view prefix : {"language-", "lang-", "highlight-source-", "brush:"}) {
      if (!word.starts_with(prefix)) continue;
      word.remove_prefix(prefix.size());
      if (prefix == "brush:" && word.empty()) {
        brush = true;
        break;
      }
      return Valid(word.substr(0, word.find(';')));
    }
  }
  return {};
}

std::string_view FromElement(const html::Dom& dom, html::NodeId id) {
  if (dom.node(id).type != html::NodeType::kElement) return {};
  std::string_view data;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    if (attribute.name == names::kClass) {
      if (const std::string_view name = FromClasses(dom.value(attribute)); !name.empty()) {
        return name;
      }
    } else if (attribute.name >= names::kKnownCount) {
      const std::string_view name = dom.names().Name(attribute.name);
      if (name == "data-lang" || name == "data-language") data = Valid(dom.value(attribute));
    }
  }
  return data;
}

}  // namespace

std::string_view CodeLanguage(const html::Dom& dom, html::NodeId pre) {
  for (html::NodeId id = dom.node(pre).first_child; id != html::kNoNode;
       id = dom.node(id).next_sibling) {
    if (!dom.IsElement(id, names::kCode)) continue;
    if (const std::string_view name = FromElement(dom, id); !name.empty()) return name;
    break;
  }
  html::NodeId id = pre;
  for (int level = 0; level <= kMaxAncestors && id != html::kNoNode; ++level) {
    if (const std::string_view name = FromElement(dom, id); !name.empty()) return name;
    id = dom.node(id).parent;
  }
  return {};
}

}  // namespace tamis::document
