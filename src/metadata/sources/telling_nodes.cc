#include "metadata/sources/telling_nodes.h"

#include <string_view>

#include "base/simd/block16.h"
#include "metadata/sources/bylines.h"
#include "metadata/sources/visible.h"

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr std::array<uint8_t, names::kHtmlTagEnd> MakeTagUses() {
  std::array<uint8_t, names::kHtmlTagEnd> uses{};
  for (const html::NameId tag :
       {names::kBase, names::kH1, names::kHtml, names::kLink, names::kTime}) {
    uses[tag] = kSpeaks;
  }
  for (const html::NameId tag :
       {names::kBody, names::kForm, names::kFrame, names::kIframe, names::kInput}) {
    uses[tag] = kListed;
  }
  for (const html::NameId tag : {names::kA, names::kArea}) uses[tag] = kLinks;
  for (const html::NameId tag : {names::kH2, names::kH3}) uses[tag] = kLesserHeading;
  for (const html::NameId tag : {names::kMeta, names::kScript, names::kTitle}) {
    uses[tag] = kSpeaks | kListed;
  }
  return uses;
}

}  // namespace

constexpr std::array<uint8_t, names::kHtmlTagEnd> kTagUses = MakeTagUses();

std::span<const html::NodeId> TellingNodes::Find(const html::Dom& dom) {
  const simd::Readable page(dom.store().page());
  marked_.Find(dom);
  const html::NodeId count = dom.node_count();
  if (ids_.size() < count) ids_.resize(count);
  html::NodeId* out = ids_.data();
  html::NodeId near_end = 0;  // of the nodes behind the last <h1>
  for (html::NodeId id = 0; id < count; ++id) {
    const html::Node& node = dom.node(id);
    if (node.type == html::NodeType::kText) {
      if ((node.flags & html::kNodeBlank) != 0) continue;
      const std::string_view text = dom.store().View({node.data_begin, node.data_size});
      if (MayHoldVisibleDate(text, id < near_end, page) ||
          MaySign(simd::WithoutBlanksBefore(text, page))) {
        *out++ = id;
      }
    } else if (node.type == html::NodeType::kElement && node.ns == html::Namespace::kHtml) {
      const uint8_t uses = UsesOf(node);
      if (node.name == names::kH1) near_end = id + kNearHeading;
      if ((uses & ~kLinks) != 0 || HasTellingAttribute(node, uses)) *out++ = id;
    }
  }
  return {ids_.data(), out};
}

}  // namespace tamis::metadata
