#include "extract/blocks/block_builder.h"

#include <algorithm>
#include <array>

#include "extract/blocks/line_numbers.h"
#include "text/words.h"

namespace tamis::extract {
namespace {

namespace names = html::names;
constexpr uint8_t kMaxListDepth = 255;

// A <noscript> of fewer bytes beyond its tags is a tracking pixel or a request to enable scripts,
// not a second page.
constexpr size_t kMinNoscriptText = 40;
constexpr uint32_t kMaxNoscriptNodes = 1u << 20;

std::string_view WithoutMarkupSpaceBefore(std::string_view text, simd::Readable readable) {
  text = simd::WithoutBlanksBefore(text, readable);
  while (!text.empty() && IsMarkupSpace(text[0]))
    text.remove_prefix(1);  // vertical tabs and the like
  return text;
}

// Bytes outside of tags that are not white space, counted up to `enough`.
size_t TextBytes(std::string_view markup, size_t enough) {
  size_t count = 0;
  for (size_t i = 0; i < markup.size() && count < enough; ++i) {
    if (markup[i] == '<') {
      i = std::min(markup.find('>', i), markup.size());
    } else {
      count += !IsMarkupSpace(markup[i]);
    }
  }
  return count;
}

// Whether an inline style hides: "display: none" or "visibility: hidden".
bool StyleHides(std::string_view style, simd::Readable readable) {
  if (!simd::MayHoldPairs<'d', 's', 'v', 's'>(style, readable)) return false;  // "dis", "vis"
  for (const std::string_view property : {"display", "visibility"}) {
    const size_t at = style.find(property);
    if (at == std::string_view::npos) continue;
    std::string_view value = style.substr(at + property.size());
    while (!value.empty() && (IsMarkupSpace(value[0]) || value[0] == ':')) value.remove_prefix(1);
    if (value.starts_with("none") || value.starts_with("hidden")) return true;
  }
  return false;
}

// https://www.w3.org/TR/wai-aria-1.2/#heading: a heading without a level has level 2.
constexpr uint8_t kDefaultHeadingLevel = 2;

uint8_t HeadingLevel(std::string_view aria_level) {
  const bool known = aria_level.size() == 1 && aria_level[0] >= '1' && aria_level[0] <= '6';
  return known ? static_cast<uint8_t>(aria_level[0] - '0') : kDefaultHeadingLevel;
}

uint32_t MixSignature(uint32_t parent, html::NameId tag, uint32_t names) {
  uint32_t hash = (parent ^ (tag * 0x9E3779B1u)) * 0x85EBCA6Bu;
  hash = (hash ^ (hash >> 15) ^ names) * 0xC2B2AE35u;
  return hash ^ (hash >> 13);
}

}  // namespace

void BlockBuilder::Build(const html::Dom& dom, PageBlocks& out) {
  out.blocks.clear();
  out.containers.clear();
  out.text.clear();
  out.declared = 0;
  out_ = &out;
  page_ = &dom;
  classes_.Start(dom, out.classes);
  hidden_flags_ = 0;
  run_.Reset();
  hidden_run_.Reset();

  // The root stands for the document, so that every block has a container.
  frames_.assign(1, Frame{.node = html::kDocumentNode, .container = 0});
  out.containers.push_back({.node = html::kDocumentNode});
  materialized_ = 1;
  Walk({.dom = &dom}, html::kDocumentNode);
  Flush();
  out.containers[0].end_block = static_cast<uint32_t>(out.blocks.size());
}

void BlockBuilder::Walk(const Place& place, html::NodeId root) {
  place_ = place;
  const html::Dom& dom = *place.dom;
  readable_ = simd::Readable(dom.store().page());
  asked_ = AskedAttributes();
  html::NodeId id = dom.node(root).first_child;
  while (id != html::kNoNode) {
    const html::Node* node = &dom.node(id);
    if (node->type == html::NodeType::kText) {
      AddText(id, *node);
    } else if (node->type == html::NodeType::kElement
                   ? EnterElement(id, *node)
                   : node->type == html::NodeType::kTemplateContent) {
      if (node->first_child != html::kNoNode) {
        id = node->first_child;
        continue;
      }
      Leave(id);
    }
    while (node->next_sibling == html::kNoNode) {
      id = node->parent;
      if (id == root || id == html::kNoNode) return;
      Leave(id);
      node = &dom.node(id);
    }
    id = node->next_sibling;
  }
}

inline const TagTraits& BlockBuilder::Traits(html::NodeId id, const html::Node& node) const {
  if (node.ns == html::Namespace::kHtml) {
    if (node.name < names::kKnownCount) return TraitsOf(node.name);
    const bool custom = place_.dom->name(id).find('-') != std::string_view::npos;
    return custom ? CustomElementTraits() : TraitsOf(names::kSpan);
  }
  // Formulas are text, the TeX beside them and drawings are not.
  const bool text = node.ns == html::Namespace::kMathMl && node.name != names::kAnnotation &&
                    node.name != names::kAnnotationXml;
  return TraitsOf(text ? names::kSpan : names::kScript);
}

// The sign beside a heading that links to the heading itself ("¶", "#"), as documentation has it.
bool BlockBuilder::IsHeadingAnchor(html::NodeId id) const {
  const html::Dom& dom = *place_.dom;
  if (!dom.IsElement(id, names::kA)) return false;
  const html::NodeId child = dom.node(id).first_child;
  if (!dom.attribute(id, names::kHref).starts_with('#') || child == html::kNoNode ||
      dom.node(child).type != html::NodeType::kText ||
      dom.node(child).next_sibling != html::kNoNode) {
    return false;
  }
  return text::CountWords(dom.text(child)) == 0;
}

// The number of a line of code, in an element of its own inside <pre>.
bool BlockBuilder::IsLineNumber(html::NodeId id) const {
  const html::Dom& dom = *place_.dom;
  const html::NodeId child = dom.node(id).first_child;
  if (child == html::kNoNode || dom.node(child).type != html::NodeType::kText ||
      dom.node(child).next_sibling != html::kNoNode) {
    return false;
  }
  const std::string_view text = dom.text(child);
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsMarkupSpace(c) || (c >= '0' && c <= '9'); }) &&
         ClassIsLineNumber(dom.attribute(id, names::kClass));
}

// An element that is no heading by its tag, but may be one by role=heading. What is a heading, an
// item, a cell or the like by its tag stays that.
bool BlockBuilder::MayBeHeading(html::NodeId id, const TagTraits& traits) const {
  return !traits.Is(TagTraits::kKind) && !traits.Is(TagTraits::kLeaf) &&
         !place_.dom->IsElement(id, names::kA) &&
         !frames_.back().inherited.Has(Inherited::kPreformatted) &&
         frames_.back().inherited.kind() != BlockKind::kHeading;
}

[[gnu::always_inline]] inline bool BlockBuilder::EnterElement(html::NodeId id,
                                                              const html::Node& node) {
  const TagTraits& traits = Traits(id, node);
  if (traits.Is(TagTraits::kSkip)) return EnterSkipped(id, node);
  const Inherited outer = frames_.back().inherited;
  const bool preformatted = outer.Has(Inherited::kPreformatted);
  if (outer.kind() == BlockKind::kHeading && IsHeadingAnchor(id)) return false;
  if (preformatted && IsLineNumber(id)) return false;

  Said said;
  const auto asked = static_cast<uint16_t>(node.flags & asked_);
  if (asked == html::kNodeHasClass && place_.is_page) {
    if (out_->classes.AnyOffScreen(node.data_begin, node.data_size)) said.flags = kBlockOffScreen;
  } else if (asked != 0) {
    said = ReadAttributes(id);
  }
  if (traits.Is(TagTraits::kOwnRule) && !EnterByOwnRule(node, said)) return false;
  said.heading = said.heading && MayBeHeading(id, traits);
  const bool line = preformatted && traits.Is(TagTraits::kLine);
  if (said.heading || (traits.Is(TagTraits::kBreak) && !line)) {
    EnterBlock(id, node.ns == html::Namespace::kHtml ? node.name : 0, traits, said);
  } else {
    EnterInline(id, node, traits, said);
  }
  return true;
}

// An element whose content is no text of the page, but that of a shadow root. It has no frame.
bool BlockBuilder::EnterSkipped(html::NodeId id, const html::Node& node) {
  if (node.ns != html::Namespace::kHtml) return false;
  if (node.name == names::kScript) ReadScript(id);
  return node.name == names::kTemplate && node.first_child != html::kNoNode &&
         (place_.dom->node(node.first_child).flags & html::kNodeShadowRoot) != 0;
}

// What is particular to a few elements of HTML. Returns whether to enter it as others are.
bool BlockBuilder::EnterByOwnRule(const html::Node& node, Said& said) {
  switch (node.name) {
    case names::kHtml:
    case names::kBody:
      said.flags = 0;  // pages hide themselves until a script ran
      return true;
    case names::kDialog:
      if (!said.open) said.flags |= kBlockHidden;
      return true;
    default:
      break;
  }
  // <noscript>
  const html::Dom& dom = *place_.dom;
  const html::NodeId child = node.first_child;
  const bool raw = place_.is_page && child != html::kNoNode &&
                   dom.node(child).type == html::NodeType::kText &&
                   dom.node(child).next_sibling == html::kNoNode &&
                   dom.text(child).find('<') != std::string_view::npos;
  if (raw) AddNoscript(child);
  return !raw;
}

[[gnu::always_inline]] inline void BlockBuilder::EnterBlock(html::NodeId id, html::NameId tag,
                                                            const TagTraits& traits, Said said) {
  Flush();
  const Frame& outer = frames_.back();
  const auto index = static_cast<uint32_t>(frames_.size());
  uint32_t item_frame = outer.item_frame;
  Inherited inherited = outer.inherited;
  inherited.Clear(Inherited::kPreformatted | Inherited::kHiddenInline);
  inherited.AddFlags(said.flags);
  if (traits.Is(TagTraits::kPre)) inherited.Set(Inherited::kPreformatted);
  if (traits.Is(TagTraits::kList)) {
    const int depth = std::min<int>(inherited.list_depth() + 1, kMaxListDepth);
    inherited.SetListDepth(static_cast<uint8_t>(depth));
  }
  bool is_item = false;
  if (said.heading) {
    const uint8_t level = HeadingLevel(place_.dom->attribute(id, names::kAriaLevel));
    inherited.SetKind(BlockKind::kHeading, level);
  } else if (traits.Is(TagTraits::kKind)) {
    is_item = traits.kind == BlockKind::kListItem;
    // A heading that is a button opens a section: still a heading.
    const bool heading_button =
        traits.kind == BlockKind::kButton && inherited.kind() == BlockKind::kHeading;
    if (is_item) {
      inherited.SetKind(traits.kind, std::max<uint8_t>(inherited.list_depth(), 1));
      item_frame = index;
    } else if (!heading_button) {
      inherited.SetKind(traits.kind, traits.level);
    }
  }
  if (tag == names::kNoscript) inherited.Set(Inherited::kInNoscript);
  frames_.emplace_back(id, tag, index, item_frame, inherited, kNoContainer, is_item);
}

inline bool BlockBuilder::HasHref(html::NodeId id) const {
  const auto attributes = place_.dom->attributes(id);
  return std::any_of(attributes.begin(), attributes.end(),
                     [](const html::Attribute& a) { return a.name == names::kHref; });
}

// Most inline elements change nothing for what stands in them: they have no frame.
[[gnu::always_inline]] inline void BlockBuilder::EnterInline(html::NodeId id,
                                                             const html::Node& node,
                                                             const TagTraits& traits, Said said) {
  const Frame& outer = frames_.back();
  Inherited inherited = outer.inherited;
  const bool hides = (said.flags & ~inherited.flags()) != 0;
  const bool line = traits.Is(TagTraits::kLine) && inherited.Has(Inherited::kPreformatted);
  const bool link = (node.flags & html::kNodeHasHref) != 0 && !inherited.Has(Inherited::kInLink) &&
                    place_.dom->IsElement(id, names::kA) && HasHref(id);
  if (hides || line || link) {
    inherited.AddFlags(said.flags);
    if (hides) inherited.Set(Inherited::kHiddenInline);
    if (link) inherited.Set(Inherited::kInLink);
    const html::NameId tag = node.ns == html::Namespace::kHtml ? node.name : 0;
    frames_.emplace_back(id, tag, outer.block_frame, outer.item_frame, inherited);
  }
  InlineRun& run = RunOf(frames_.back());
  if (line) run.EndLine();
  if (!traits.Is(TagTraits::kJoins)) run.MarkBoundary();
  if (!traits.Is(TagTraits::kLeaf)) return;
  if (node.name != names::kBr) {
    AddLeaf(id, node, run);
  } else if (!run.empty() && run.AddBreak() >= 2 && !inherited.Has(Inherited::kPreformatted)) {
    Flush();
  }
}

// Which attributes are worth a look in `place_`, as Node::flags: those of which any says something.
uint16_t BlockBuilder::AskedAttributes() const {
  const html::Dom& dom = *place_.dom;
  uint16_t asked = html::kNodeHides;
  if (!place_.is_page || out_->classes.any_off_screen) asked |= html::kNodeHasClass;
  if (dom.MayHaveAttribute(names::kItemtype)) asked |= html::kNodeHasItem;
  if (dom.MayHaveAttribute(names::kRole) || dom.MayHaveAttribute(names::kOpen)) {
    asked |= html::kNodeHasRole;
  }
  return asked;
}

// One look at the attributes; names are read when a container asks for them.
BlockBuilder::Said BlockBuilder::ReadAttributes(html::NodeId id) {
  const html::Dom& dom = *place_.dom;
  Said said;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    switch (attribute.name) {
      case names::kClass: {
        const bool off_screen =
            place_.is_page ? out_->classes.values[out_->classes.NumberOf(dom, attribute)].off_screen
                           : IsOffScreen(dom.value(attribute), readable_);
        if (off_screen) said.flags |= kBlockOffScreen;
        break;
      }
      case names::kItemtype:
        out_->declared |= TypeBit(dom.value(attribute));
        break;
      case names::kHidden:
        said.flags |= kBlockHidden;
        break;
      case names::kAriaHidden:
        if (dom.value(attribute) == "true") said.flags |= kBlockHidden;
        break;
      case names::kStyle:
        if (StyleHides(dom.value(attribute), readable_)) said.flags |= kBlockHidden;
        break;
      case names::kRole:
        said.heading = dom.value(attribute) == "heading";
        break;
      case names::kOpen:
        said.open = true;
        break;
      default:
        break;
    }
  }
  return said;
}

void BlockBuilder::ReadScript(html::NodeId id) {
  const html::NodeId child = place_.dom->node(id).first_child;
  if (child == html::kNoNode) return;
  const std::string_view type = place_.dom->attribute(id, names::kType);
  if (type.find("ld+json") == std::string_view::npos) return;
  out_->declared |= TypesInJsonLd(place_.dom->text(child));
}

[[gnu::always_inline]] inline void BlockBuilder::Leave(html::NodeId id) {
  if (frames_.back().node == id) {
    LeaveFrame();
  } else if (const html::Node& node = place_.dom->node(id);
             node.type == html::NodeType::kElement && !Traits(id, node).Is(TagTraits::kJoins)) {
    RunOf(frames_.back()).MarkBoundary();
  }
}

[[gnu::always_inline]] inline void BlockBuilder::LeaveFrame() {
  const Frame& frame = frames_.back();
  const auto index = static_cast<uint32_t>(frames_.size() - 1);
  if (frame.block_frame == index) {
    Flush();
    if (frame.container != kNoContainer) {
      out_->containers[frame.container].end_block = static_cast<uint32_t>(out_->blocks.size());
    }
  } else {
    const TagTraits& traits = Traits(frame.node, place_.dom->node(frame.node));
    InlineRun& run = RunOf(frame);
    const bool line = traits.Is(TagTraits::kLine) && frame.inherited.Has(Inherited::kPreformatted);
    if (line) run.EndLine();
    if (!traits.Is(TagTraits::kJoins)) run.MarkBoundary();
  }
  frames_.pop_back();
  materialized_ = std::min(materialized_, index);
}

void BlockBuilder::AddLeaf(html::NodeId id, const html::Node& node, InlineRun& run) {
  if (place_.is_page) {
    run.AddLeaf(id, node.source_begin, node.source_end);
  } else if (place_.exact) {
    run.AddLeaf(html::kNoNode, place_.begin + node.source_begin, place_.begin + node.source_end);
  } else {
    run.AddLeaf(html::kNoNode, place_.begin, place_.end);
  }
}

[[gnu::always_inline]] inline void BlockBuilder::AddText(html::NodeId id, const html::Node& node) {
  const Frame& frame = frames_.back();
  const bool preformatted = frame.inherited.Has(Inherited::kPreformatted);
  InlineRun& run = RunOf(frame);
  if (frame.inherited.Has(Inherited::kHiddenInline)) hidden_flags_ |= frame.inherited.flags();
  if ((node.flags & html::kNodeBlank) != 0 && !preformatted) {  // half of all nodes
    run.AddSpace();
    return;
  }
  const std::string_view text = place_.dom->store().View({node.data_begin, node.data_size});
  const std::string_view solid = WithoutMarkupSpaceBefore(text, readable_);
  if (!solid.empty()) AddLeaf(id, node, run);
  const bool in_link = frame.inherited.Has(Inherited::kInLink);
  if (preformatted) {
    run.AppendText(text, in_link, true, readable_);
    return;
  }
  if (solid.size() != text.size()) run.AddSpace();
  if (!solid.empty()) run.AppendText(solid, in_link, false, readable_);
}

void BlockBuilder::AddNoscript(html::NodeId id) {
  const Place page = place_;
  const std::string_view markup = page.dom->text(id);
  if (TextBytes(markup, kMinNoscriptText) < kMinNoscriptText) return;
  Flush();
  html::ParseOptions options;
  options.scripting = false;
  options.max_nodes = kMaxNoscriptNodes;
  // A limit that is reached leaves the rest out; the page itself is told by its own parse.
  static_cast<void>(fragment_parser_.ParseFragment(markup, "div", options));

  const html::Node& node = page.dom->node(id);
  Place place{.dom = &fragment_parser_.dom(), .is_page = false};
  place.exact = page.dom->store().in_page({node.data_begin, node.data_size});
  place.begin = place.exact ? node.data_begin : node.source_begin;
  place.end = node.source_end;
  // The elements around it are of another tree than those in it.
  const auto index = static_cast<uint32_t>(frames_.size());
  Inherited inherited = frames_.back().inherited;
  inherited.Set(Inherited::kInNoscript);
  frames_.emplace_back(html::kNoNode, names::kNoscript, index, 0u, inherited);
  noscript_frame_ = index;
  Walk(place, html::kDocumentNode);
  Flush();
  place_ = page;
  readable_ = simd::Readable(page.dom->store().page());
  asked_ = AskedAttributes();
  LeaveFrame();
}

inline void BlockBuilder::Flush() {
  if (!run_.untouched()) FlushRun(run_, false);
  if (!hidden_run_.untouched()) FlushRun(hidden_run_, true);
  hidden_flags_ = 0;
}

void BlockBuilder::FlushRun(InlineRun& run, bool hidden) {
  if (!run.empty()) run.Finish();
  const uint32_t owner = frames_.back().block_frame;
  const BlockKind kind = frames_[owner].inherited.kind();
  if (run.empty() || (kind == BlockKind::kCode && IsLineNumbering(run.text()))) {
    run.Reset();
    return;
  }
  const uint32_t parent = MaterializeContainers(owner);
  // Filled where it stands: a copy of what has just been written waits for it.
  PageBlock& block = out_->blocks.emplace_back();
  block.parent = parent;
  const Frame& frame = frames_[owner];
  block.kind = kind;
  block.level = frame.inherited.level();
  block.flags = frame.inherited.flags();
  if (hidden) block.flags |= hidden_flags_;
  block.in_noscript = frame.inherited.Has(Inherited::kInNoscript);
  Frame& item = frames_[frame.item_frame];
  if (item.bullet_pending) {
    block.flags |= kBlockListMarker;
    item.bullet_pending = false;
  }
  if (place_.is_page) {
    block.container = frame.node;
    block.first = run.first();
    block.last = run.last();
  }
  block.html_begin = run.source_begin();
  block.html_end = run.source_end();
  block.text_begin = static_cast<uint32_t>(out_->text.size());
  out_->text += run.text();
  block.text_end = static_cast<uint32_t>(out_->text.size());
  block.measure = MeasureText(run.text(), readable_);
  block.words = block.measure.words;
  block.link_words = run.LinkWords(block.words);
  run.Reset();
}

// Gives containers to the block-level frames up to `frame` that have none yet, and returns that
// of `frame`. Elements without text so get none.
uint32_t BlockBuilder::MaterializeContainers(uint32_t frame) {
  for (uint32_t i = materialized_; i <= frame; ++i) {
    if (frames_[i].block_frame != i || frames_[i].container != kNoContainer) continue;
    AddContainer(i, frames_[frames_[i - 1].block_frame].container);
  }
  materialized_ = std::max(materialized_, frame + 1);
  return frames_[frame].container;
}

void BlockBuilder::AddContainer(uint32_t frame, uint32_t parent) {
  Frame& f = frames_[frame];
  f.container = static_cast<uint32_t>(out_->containers.size());
  Container& container = out_->containers.emplace_back();
  container.node = place_.is_page ? f.node : html::kNoNode;
  container.tag = f.tag;
  container.parent = parent;
  container.depth = out_->containers[parent].depth + 1;
  container.first_block = static_cast<uint32_t>(out_->blocks.size());
  container.end_block = container.first_block;
  if (f.node != html::kNoNode) {
    const bool of_page = place_.is_page || frame < noscript_frame_;
    ReadNames(of_page ? *page_ : *place_.dom, of_page, f, container);
  }
  container.signature =
      MixSignature(out_->containers[parent].signature, f.tag, container.signature);
}

// Sets what the names of an element say; in `signature`, that of its classes.
[[gnu::always_inline]] inline void BlockBuilder::ReadNames(const html::Dom& dom, bool of_page,
                                                           const Frame& frame,
                                                           Container& container) {
  const html::Node& node = dom.node(frame.node);
  container.hints = TraitsOf(frame.tag).hints;
  constexpr uint16_t kNamed =
      html::kNodeHasClass | html::kNodeHasId | html::kNodeHasRole | html::kNodeHasItem;
  if ((node.flags & kNamed) == 0) return;
  // What the whole page is said to be says nothing about its parts.
  const bool whole_page = frame.tag == names::kBody || frame.tag == names::kHtml;
  for (const html::Attribute& attribute : dom.attributes(frame.node)) {
    const bool is_class = attribute.name == names::kClass;
    if (is_class || attribute.name == names::kId) {
      const NameHints hints = ReadClassOrId(dom, of_page, attribute, container);
      if (whole_page) continue;
      container.hints |= hints.hints;
      if (is_class) container.signature = hints.signature;
    } else if (attribute.name == names::kItemtype || attribute.name == names::kRole ||
               attribute.name == names::kItemprop) {
      if (!whole_page) container.hints |= classes_.Read(dom.value(attribute)).hints;
    }
  }
}

// Values of a fragment do not live as long as the page's: they are not noted.
[[gnu::always_inline]] inline NameHints BlockBuilder::ReadClassOrId(
    const html::Dom& dom, bool of_page, const html::Attribute& attribute, Container& container) {
  if (!of_page) return classes_.Read(dom.value(attribute));
  const uint32_t number = attribute.name == names::kClass ? out_->classes.NumberOf(dom, attribute)
                                                          : classes_.Add(dom.value(attribute));
  container.names[container.names[0] == kNoNames ? 0 : 1] = number;
  return classes_.Read(number).hints;
}

}  // namespace tamis::extract
