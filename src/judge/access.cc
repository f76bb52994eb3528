#include "judge/access.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "base/simd/block16.h"
#include "text/words.h"

namespace tamis::judge {
namespace {

constexpr std::string_view kKey = "isAccessibleForFree";
constexpr size_t kMaxBytes = 1u << 20;
constexpr uint32_t kMaxWords = 1'000'000;

// true, "True", "https://schema.org/True", 1
Said ReadBool(const json::Node& node) {
  if (node.kind == json::Kind::kBool || node.kind == json::Kind::kNumber) {
    return node.number != 0 ? Said::kYes : Said::kNo;
  }
  if (node.kind != json::Kind::kString) return Said::kNothing;
  std::string_view word = node.text;
  if (const size_t slash = word.rfind('/'); slash != word.npos) word.remove_prefix(slash + 1);
  if (EqualsIgnoringCase(word, "false") || EqualsIgnoringCase(word, "no")) return Said::kNo;
  if (EqualsIgnoringCase(word, "true") || EqualsIgnoringCase(word, "yes")) return Said::kYes;
  return Said::kNothing;
}

uint32_t ReadCount(const json::Node& node) {
  double value = node.number;
  if (node.kind == json::Kind::kString) {
    value = 0;
    for (const char c : node.text.substr(0, 8)) {
      if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
    }
  }
  return value > 0 && value < kMaxWords ? static_cast<uint32_t>(value) : 0;
}

void ReadTree(std::span<const json::Node> nodes, Access& access) {
  for (const json::Node& node : nodes) {
    if (node.key == kKey) {
      const Said said = ReadBool(node);
      if (said == Said::kNo || access.free_to_read == Said::kNothing) access.free_to_read = said;
    } else if (node.key == "wordCount") {
      access.declared_words = std::max(access.declared_words, ReadCount(node));
    } else if (node.key == "articleBody" && node.kind == json::Kind::kString) {
      access.declared_words = std::max(access.declared_words, text::CountWords(node.text));
    }
  }
}

}  // namespace

Access ReadAccess(const html::Dom& dom, const PageScan& scan, json::TreeReader& reader) {
  Access access;
  for (const html::NodeId id : scan.scripts) {
    const html::NodeId child = dom.node(id).first_child;
    if (child == html::kNoNode) continue;
    if (!ContainsIgnoringCase(dom.attribute(id, html::names::kType).substr(0, 40), "ld+json")) {
      continue;
    }
    const std::string_view text = dom.text(child).substr(0, kMaxBytes);
    // Of "isAccessible": one look at sixteen bytes, where a search asks at every "i".
    if (!simd::MayHoldPairs<'A', 'c', 'A', 'c'>(text) || text.find(kKey) == text.npos ||
        !InDocument(dom, id)) {
      continue;
    }
    const auto tree = reader.ReadTolerant(text);
    if (!tree.ok()) continue;
    const Said before = access.free_to_read;
    ReadTree(*tree, access);
    if (access.free_to_read == before) continue;
    access.html_begin = dom.node(id).source_begin;
    access.html_end = dom.node(id).source_end;
  }
  return access;
}

}  // namespace tamis::judge
