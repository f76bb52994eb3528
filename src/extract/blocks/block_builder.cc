#include "extract/blocks/block_builder.h"

#include <algorithm>
#include <array>

#include "base/find_any.h"
#include "text/words.h"

namespace tamis::extract {
namespace {

namespace names = html::names;
constexpr uint8_t kMaxListDepth = 255;

// A <noscript> of fewer bytes beyond its tags is a tracking pixel or a request to enable scripts,
// not a second page.
constexpr size_t kMinNoscriptText = 40;
constexpr uint32_t kMaxNoscriptNodes = 1u << 20;

bool IsMarkupSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view WithoutMarkupSpaceBefore(std::string_view text, simd::Readable readable) {
  text = simd::WithoutBlanksBefore(text, readable);
  while (!text.empty() && IsMarkupSpace(text[0]))
    text.remove_prefix(1);  // vertical tabs and the like
  return text;
}

// Bytes outside of tags that are not white space, counted up to `enough`.
size_t TextBytes(std::string_view markup, size_t enough) {
  size_t count = 0;
  bool in_tag = false;
  for (const char c : markup) {
    if (c == '<') in_tag = true;
    count += !in_tag && !IsMarkupSpace(c);
    if (c == '>') in_tag = false;
    if (count >= enough) break;
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

// H<sub>2</sub>O is one word.
bool JoinsWords(html::NameId tag) { return tag == names::kSub || tag == names::kSup; }

// https://www.w3.org/TR/wai-aria-1.2/#heading: a heading without a level has level 2.
constexpr uint8_t kDefaultHeadingLevel = 2;

uint8_t HeadingLevel(std::string_view aria_level) {
  const bool known = aria_level.size() == 1 && aria_level[0] >= '1' && aria_level[0] <= '6';
  return known ? static_cast<uint8_t>(aria_level[0] - '0') : kDefaultHeadingLevel;
}

// Whether the text is "1 2 3 ...", as highlighters set beside code.
bool IsLineNumbering(std::string_view text) {
  uint64_t last = 0;
  uint32_t count = 0;
  for (size_t i = 0; i < text.size();) {
    if (IsMarkupSpace(text[i])) {
      ++i;
      continue;
    }
    uint64_t number = 0;
    const size_t begin = i;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
      number = number * 10 + static_cast<uint64_t>(text[i] - '0');
    }
    if (i == begin || i - begin > 6 || (count > 0 && number != last + 1)) return false;
    last = number;
    ++count;
  }
  return count >= 2;
}

// Whether one of the class names is one by which highlighters mark the number of a line.
bool ClassIsLineNumber(std::string_view value) {
  while (!value.empty()) {
    const size_t end = std::min(FindAnyOf<' ', '\t', '\n', '\r', '\f'>(value), value.size());
    const std::string_view name = value.substr(0, end);
    for (const std::string_view known : {"ln", "lnt", "lineno", "linenos", "linenumber",
                                         "line-number", "line-numbers", "gutter"}) {
      if (name == known) return true;
    }
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return false;
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
  classes_.Start(dom, out.classes);
  hidden_flags_ = 0;
  run_.Reset();
  hidden_run_.Reset();

  // The root stands for the document, so that every block has a container.
  frames_.assign(1, Frame{});
  frames_[0].node = html::kDocumentNode;
  frames_[0].is_block = true;
  frames_[0].container = 0;
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
  html::NodeId id = dom.node(root).first_child;
  if (id == html::kNoNode) return;
  while (true) {
    const bool descend = Enter(id);
    const html::NodeId child = dom.node(id).first_child;
    if (descend && child != html::kNoNode) {
      id = child;
      continue;
    }
    Leave(id);
    while (dom.node(id).next_sibling == html::kNoNode) {
      id = dom.node(id).parent;
      if (id == root || id == html::kNoNode) return;
      Leave(id);
    }
    id = dom.node(id).next_sibling;
  }
}

bool BlockBuilder::Enter(html::NodeId id) {
  const html::Node& node = place_.dom->node(id);
  switch (node.type) {
    case html::NodeType::kElement:
      return EnterElement(id);
    case html::NodeType::kText:
      AddText(id);
      return false;
    case html::NodeType::kTemplateContent:
      return true;  // a shadow root: EnterElement() let it through
    default:
      return false;
  }
}

const TagTraits& BlockBuilder::Traits(html::NodeId id) const {
  const html::Node& node = place_.dom->node(id);
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
         !place_.dom->IsElement(id, names::kA) && !frames_.back().preformatted &&
         frames_.back().kind != BlockKind::kHeading;
}

bool BlockBuilder::EnterElement(html::NodeId id) {
  const html::Node& node = place_.dom->node(id);
  const TagTraits& traits = Traits(id);
  const bool is_html = node.ns == html::Namespace::kHtml;
  if (is_html && node.name == names::kNoscript && place_.is_page) {
    const html::NodeId child = node.first_child;
    const bool raw = child != html::kNoNode &&
                     place_.dom->node(child).type == html::NodeType::kText &&
                     place_.dom->node(child).next_sibling == html::kNoNode &&
                     place_.dom->text(child).find('<') != std::string_view::npos;
    if (raw) {
      AddNoscript(child);
      return false;
    }
  }
  if (is_html && node.name == names::kTemplate) {
    const html::NodeId content = node.first_child;
    return content != html::kNoNode &&
           (place_.dom->node(content).flags & html::kNodeShadowRoot) != 0;
  }
  if (traits.Is(TagTraits::kSkip)) {
    if (is_html && node.name == names::kScript) ReadScript(id);
    return false;
  }
  const Frame& outer = frames_.back();
  if (outer.kind == BlockKind::kHeading && IsHeadingAnchor(id)) return false;
  if (outer.preformatted && IsLineNumber(id)) return false;

  const Said said = ReadAttributes(id);
  const bool heading = said.heading && MayBeHeading(id, traits);
  const bool block = heading || (traits.Is(TagTraits::kBreak) &&
                                 !(outer.preformatted && traits.Is(TagTraits::kLine)));
  if (block) Flush();
  Frame& frame = EnterFrame();
  frame.node = id;
  frame.tag = is_html ? node.name : 0;
  frame.is_block = block;
  frame.in_noscript |= is_html && node.name == names::kNoscript;
  // Pages hide themselves until a script ran.
  if (frame.tag != names::kBody && frame.tag != names::kHtml) frame.flags |= said.flags;
  if (frame.tag == names::kDialog && !said.open) frame.flags |= kBlockHidden;
  if (frame.tag == names::kA && said.href && !block) frame.in_link = true;
  if (block) {
    EnterBlock(frame, traits);
    if (heading) {
      frame.kind = BlockKind::kHeading;
      frame.level = HeadingLevel(place_.dom->attribute(id, names::kAriaLevel));
    }
  } else {
    EnterInline(frame, traits);
  }
  return true;
}

// A frame in the last one, with what it inherits. Field by field: a copy of the whole waits for
// what has just been written.
BlockBuilder::Frame& BlockBuilder::EnterFrame() {
  Frame& frame = frames_.emplace_back();
  const Frame& outer = frames_[frames_.size() - 2];
  frame.block_frame = outer.block_frame;
  frame.item_frame = outer.item_frame;
  frame.kind = outer.kind;
  frame.level = outer.level;
  frame.list_depth = outer.list_depth;
  frame.flags = outer.flags;
  frame.in_link = outer.in_link;
  frame.preformatted = outer.preformatted;
  frame.hidden_inline = outer.hidden_inline;
  frame.in_noscript = outer.in_noscript;
  return frame;
}

void BlockBuilder::EnterBlock(Frame& frame, const TagTraits& traits) {
  const auto index = static_cast<uint32_t>(frames_.size() - 1);
  frame.block_frame = index;
  frame.hints |= traits.hints;
  frame.preformatted = traits.Is(TagTraits::kPre);
  frame.hidden_inline = false;
  // A heading that is a button opens a section: still a heading.
  const bool heading_button =
      traits.kind == BlockKind::kButton && frame.kind == BlockKind::kHeading;
  if (traits.Is(TagTraits::kKind) && !heading_button) {
    frame.kind = traits.kind;
    frame.level = traits.level;
  }
  if (frame.tag == names::kUl || frame.tag == names::kOl || frame.tag == names::kDl) {
    frame.list_depth = static_cast<uint8_t>(std::min<int>(frame.list_depth + 1, kMaxListDepth));
  }
  if (traits.kind == BlockKind::kListItem) {
    frame.level = std::max<uint8_t>(frame.list_depth, 1);
    frame.item_frame = index;
    frame.bullet_pending = true;
  }
}

void BlockBuilder::EnterInline(Frame& frame, const TagTraits& traits) {
  const uint8_t inherited = frames_[frame.block_frame].flags;
  frame.hidden_inline |= (frame.flags & ~inherited) != 0;
  InlineRun& run = frame.hidden_inline ? hidden_run_ : run_;
  if (frame.preformatted && traits.Is(TagTraits::kLine)) run.EndLine();
  if (!JoinsWords(frame.tag)) run.MarkBoundary();
  if (frame.tag == names::kBr) {
    if (!run.empty() && run.AddBreak() >= 2 && !frame.preformatted) Flush();
  } else if (traits.Is(TagTraits::kLeaf)) {
    AddLeaf(frame.node, run);
  }
}

// The attributes that are asked about here, but classes; most are others.
constexpr std::array<bool, names::kKnownCount> MakeTelling() {
  std::array<bool, names::kKnownCount> telling{};
  for (const html::NameId name : {names::kItemtype, names::kHidden, names::kAriaHidden,
                                  names::kStyle, names::kRole, names::kHref, names::kOpen}) {
    telling[name] = true;
  }
  return telling;
}
constexpr std::array<bool, names::kKnownCount> kTelling = MakeTelling();

// One look at the attributes; names are read when a container asks for them.
BlockBuilder::Said BlockBuilder::ReadAttributes(html::NodeId id) {
  const html::Dom& dom = *place_.dom;
  Said said;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    if (attribute.name == names::kClass) {
      const bool off_screen =
          place_.is_page ? out_->classes.values[out_->classes.NumberOf(dom, attribute)].off_screen
                         : IsOffScreen(dom.value(attribute), readable_);
      if (off_screen) said.flags |= kBlockOffScreen;
      continue;
    }
    if (attribute.name >= names::kKnownCount || !kTelling[attribute.name]) continue;
    switch (attribute.name) {
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
      case names::kHref:
        said.href = true;
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

// What the names of an element of `place_` say.
void BlockBuilder::ReadNames(Frame& frame) {
  frame.names_read = true;
  if (frame.node == html::kNoNode || frame.node == html::kDocumentNode) return;
  const html::Dom& dom = *place_.dom;
  // What the whole page is said to be says nothing about its parts.
  const bool whole_page = frame.tag == names::kBody || frame.tag == names::kHtml;
  for (const html::Attribute& attribute : dom.attributes(frame.node)) {
    const bool is_class = attribute.name == names::kClass;
    if (is_class || attribute.name == names::kId) {
      const NameHints hints = ReadClassOrId(attribute, frame);
      if (whole_page) continue;
      frame.hints |= hints.hints;
      if (is_class) frame.signature = hints.signature;
    } else if (attribute.name == names::kItemtype || attribute.name == names::kRole ||
               attribute.name == names::kItemprop) {
      if (!whole_page) frame.hints |= classes_.Read(dom.value(attribute)).hints;
    }
  }
}

// Values of a fragment do not live as long as the page's: they are not noted.
NameHints BlockBuilder::ReadClassOrId(const html::Attribute& attribute, Frame& frame) {
  const html::Dom& dom = *place_.dom;
  if (!place_.is_page) return classes_.Read(dom.value(attribute));
  const uint32_t number = attribute.name == names::kClass ? out_->classes.NumberOf(dom, attribute)
                                                          : classes_.Add(dom.value(attribute));
  frame.names[frame.names[0] == kNoNames ? 0 : 1] = number;
  return classes_.Read(number).hints;
}

void BlockBuilder::ReadScript(html::NodeId id) {
  const html::NodeId child = place_.dom->node(id).first_child;
  if (child == html::kNoNode) return;
  const std::string_view type = place_.dom->attribute(id, names::kType);
  if (type.find("ld+json") == std::string_view::npos) return;
  out_->declared |= TypesInJsonLd(place_.dom->text(child));
}

void BlockBuilder::Leave(html::NodeId id) {
  if (frames_.back().node != id || frames_.size() == 1) return;
  const Frame& frame = frames_.back();
  if (frame.is_block) {
    Flush();
    if (frame.container != kUnset) {
      out_->containers[frame.container].end_block = static_cast<uint32_t>(out_->blocks.size());
    }
  } else {
    InlineRun& run = frame.hidden_inline ? hidden_run_ : run_;
    if (frame.preformatted && Traits(id).Is(TagTraits::kLine)) run.EndLine();
    if (!JoinsWords(frame.tag)) run.MarkBoundary();
  }
  frames_.pop_back();
  materialized_ = std::min(materialized_, static_cast<uint32_t>(frames_.size()));
}

void BlockBuilder::AddLeaf(html::NodeId id, InlineRun& run) {
  const html::Node& node = place_.dom->node(id);
  if (place_.is_page) {
    run.AddLeaf(id, node.source_begin, node.source_end);
  } else if (place_.exact) {
    run.AddLeaf(html::kNoNode, place_.begin + node.source_begin, place_.begin + node.source_end);
  } else {
    run.AddLeaf(html::kNoNode, place_.begin, place_.end);
  }
}

void BlockBuilder::AddText(html::NodeId id) {
  const std::string_view text = place_.dom->text(id);
  const std::string_view solid = WithoutMarkupSpaceBefore(text, readable_);
  const Frame& frame = frames_.back();
  InlineRun& run = frame.hidden_inline ? hidden_run_ : run_;
  if (frame.hidden_inline) hidden_flags_ |= frame.flags;
  if (!solid.empty()) AddLeaf(id, run);
  if (frame.preformatted) {
    run.AppendText(text, frame.in_link, true, readable_);
    return;
  }
  if (solid.size() != text.size()) run.AddSpace();
  if (!solid.empty()) run.AppendText(solid, frame.in_link, false, readable_);
}

void BlockBuilder::AddNoscript(html::NodeId id) {
  const Place page = place_;
  const std::string_view markup = page.dom->text(id);
  if (TextBytes(markup, kMinNoscriptText) < kMinNoscriptText) return;
  Flush();
  // The elements around it are of another tree than those in it.
  for (Frame& frame : frames_) {
    if (frame.is_block && !frame.names_read) ReadNames(frame);
  }
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
  Frame& frame = EnterFrame();
  frame.tag = names::kNoscript;
  frame.block_frame = static_cast<uint32_t>(frames_.size() - 1);
  frame.item_frame = 0;
  frame.is_block = true;
  frame.in_noscript = true;
  frame.names_read = true;
  Walk(place, html::kDocumentNode);
  Flush();
  place_ = page;
  readable_ = simd::Readable(page.dom->store().page());
  if (frames_.back().container != kUnset) {
    out_->containers[frames_.back().container].end_block =
        static_cast<uint32_t>(out_->blocks.size());
  }
  frames_.pop_back();
  materialized_ = std::min(materialized_, static_cast<uint32_t>(frames_.size()));
}

void BlockBuilder::Flush() {
  if (!run_.untouched()) FlushRun(run_, false);
  if (!hidden_run_.untouched()) FlushRun(hidden_run_, true);
  hidden_flags_ = 0;
}

void BlockBuilder::FlushRun(InlineRun& run, bool hidden) {
  if (!run.empty()) run.Finish();
  const uint32_t owner = frames_.back().block_frame;
  const bool numbering = frames_[owner].kind == BlockKind::kCode && IsLineNumbering(run.text());
  if (run.empty() || numbering) {
    run.Reset();
    return;
  }
  const uint32_t parent = MaterializeContainers(owner);
  // Filled where it stands: a copy of what has just been written waits for it.
  PageBlock& block = out_->blocks.emplace_back();
  block.parent = parent;
  const Frame& frame = frames_[owner];
  block.kind = frame.kind;
  block.level = frame.level;
  block.flags = frame.flags;
  if (hidden) block.flags |= hidden_flags_;
  block.in_noscript = frame.in_noscript;
  Frame& item = frames_[frame.item_frame];
  if (frame.item_frame != 0 && item.bullet_pending) {
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
  block.measure = MeasureText(run.text());
  block.words = block.measure.words;
  block.link_words = run.LinkWords(block.words);
  run.Reset();
}

// Gives containers to the block-level frames up to `frame` that have none yet, and returns that
// of `frame`. Elements without text so get none.
uint32_t BlockBuilder::MaterializeContainers(uint32_t frame) {
  uint32_t parent = 0;
  for (uint32_t i = materialized_; i <= frame; ++i) {
    Frame& f = frames_[i];
    if (!f.is_block || f.container != kUnset) continue;
    if (!f.names_read) ReadNames(f);
    parent = frames_[frames_[i - 1].block_frame].container;
    const uint32_t depth = out_->containers[parent].depth + 1;
    const uint32_t signature = out_->containers[parent].signature;
    f.container = static_cast<uint32_t>(out_->containers.size());
    Container& container = out_->containers.emplace_back();
    container.node = place_.is_page ? f.node : html::kNoNode;
    container.tag = f.tag;
    container.parent = parent;
    container.depth = depth;
    container.first_block = static_cast<uint32_t>(out_->blocks.size());
    container.end_block = container.first_block;
    container.signature = MixSignature(signature, f.tag, f.signature);
    container.hints = f.hints;
    container.names = f.names;
  }
  materialized_ = std::max(materialized_, frame + 1);
  return frames_[frame].container;
}

}  // namespace tamis::extract
