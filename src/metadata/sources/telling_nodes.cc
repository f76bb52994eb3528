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

// With which of its Node::flags an element of a tag is looked at; with kAlways in any case. One
// that is a copy, or was added to, has its attributes elsewhere than its neighbours: it is, too.
constexpr uint16_t kAlways = html::kNodeOpen;  // means nothing once the page is parsed
constexpr uint16_t kForAny = html::kNodeHasItem | html::kNodeImplied | html::kNodeAttributesGrow;

constexpr std::array<uint16_t, names::kHtmlTagEnd> MakeAsked() {
  std::array<uint16_t, names::kHtmlTagEnd> asked{};
  const std::array<uint8_t, names::kHtmlTagEnd> uses = MakeTagUses();
  for (size_t tag = 0; tag < asked.size(); ++tag) {
    asked[tag] = (uses[tag] & ~kLinks) != 0 ? kAlways : kForAny;
    if ((uses[tag] & kLinks) != 0) asked[tag] |= html::kNodeHasRel;
  }
  return asked;
}
constexpr std::array<uint16_t, names::kHtmlTagEnd> kAsked = MakeAsked();

// A text without white space before it; nearly all begin within the first sixteen bytes.
inline std::string_view Begun(std::string_view text, simd::Readable page) {
  if (!page.Holds(text.data(), 16)) return simd::WithoutBlanksBefore(text, page);
  const uint32_t first =
      simd::FirstBit(simd::Block16(text.data()).Filled() | simd::Bits16{1} << 16);
  if (first == 16 || first >= text.size()) return simd::WithoutBlanksBefore(text, page);
  return {text.data() + first, text.size() - first};
}

}  // namespace

constexpr std::array<uint8_t, names::kHtmlTagEnd> kTagUses = MakeTagUses();

// Those that may tell by what is known of them without their values.
std::span<const html::NodeId> TellingNodes::Collect(const html::Dom& dom) {
  const html::NodeId count = dom.node_count();
  if (ids_.size() <= count) ids_.resize(count + 1);
  html::NodeId* out = ids_.data();
  const uint32_t* next = marked_.places().data();  // the first that may be of elements to come
  for (html::NodeId id = 0; id < count; ++id) {
    const html::Node& node = dom.node(id);
    const bool text = (node.type == html::NodeType::kText) & ((node.flags & html::kNodeBlank) == 0);
    const bool element =
        (node.type == html::NodeType::kElement) & (node.ns == html::Namespace::kHtml);
    const uint16_t asked = node.name < kAsked.size() ? kAsked[node.name] : kForAny;
    const bool tells = ((node.flags | kAlways) & asked) != 0;
    *out = id;
    out += text | (element & tells);
    // 0 for all others: a choice that nobody can guess is none.
    const bool other = element & !tells;
    const uint32_t end = (node.data_begin + node.data_size) * uint32_t{other};
    if (end > *next) [[unlikely]] {
      if (marked_.AmongThoseOf(node)) *out++ = id;
      while (*next < end) ++next;
    }
  }
  return {ids_.data(), out};
}

// What is asked of texts differs from text to text: both questions are asked of each, without a
// branch where there need not be one, since a guess that fails takes longer than the answer.
std::span<const html::NodeId> TellingNodes::Find(const html::Dom& dom) {
  const simd::Readable page(dom.store().page());
  marked_.Find(dom);
  const std::span<const html::NodeId> collected = Collect(dom);
  html::NodeId* out = ids_.data();
  html::NodeId near_end = 0;  // of the nodes behind the last <h1>
  for (const html::NodeId id : collected) {
    const html::Node& node = dom.node(id);
    *out = id;
    if (node.type == html::NodeType::kElement) {
      if (node.name == names::kH1) near_end = id + kNearHeading;
      const uint8_t uses = UsesOf(node);
      out += (uses & ~kLinks) != 0 || HasTellingAttribute(node, uses);
      continue;
    }
    const std::string_view text = dom.store().View({node.data_begin, node.data_size});
    out += static_cast<int>(MayHoldVisibleDate(text, id < near_end, page)) |
           static_cast<int>(MaySign(Begun(text, page)));
  }
  return {ids_.data(), out};
}

}  // namespace tamis::metadata
