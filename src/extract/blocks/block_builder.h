// Cuts a page into blocks, in one pass over its tree.
//
//   html/dom -> [blocks] -> features -> decide
//
// Hidden elements are not left out but flagged: product pages keep their text in closed tabs. An
// inline element that is hidden gives a block of its own after the visible one, so that text for
// screen readers is not glued into sentences.
//
// role=heading makes a block and a heading of an element. The numbers that highlighters set beside
// lines of code are not text.
//
// <noscript> counts too: with scripting on its content is raw text in the tree and is parsed here
// as a fragment of its own. A declarative shadow root reads as part of its host; the content of
// any other <template> is not text.
//
// Tested:  block_builder_test.cc; fuzzed by fuzz/extract.cc.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"
#include "extract/blocks/block.h"
#include "extract/blocks/class_names.h"
#include "extract/blocks/inline_run.h"
#include "extract/blocks/tag_traits.h"
#include "html/dom/dom.h"
#include "html/tree/parser.h"

namespace tamis::extract {

// Reused from page to page: after warm-up nothing is allocated.
class BlockBuilder {
 public:
  void Build(const html::Dom& dom, PageBlocks& out);

 private:
  static constexpr uint32_t kUnset = 0xFFFFFFFF;

  // An open element, or an inline one that matters.
  struct Frame {
    html::NodeId node = html::kNoNode;
    html::NameId tag = 0;
    uint32_t container = kUnset;  // index in PageBlocks::containers, or kUnset
    uint32_t block_frame = 0;     // nearest frame, this one included, that is a block-level element
    uint32_t item_frame = 0;      // nearest <li> frame, or 0
    uint32_t signature = 0;
    HintSet hints = 0;
    std::array<uint32_t, 2> names = {kNoNames, kNoNames};  // Container::names
    BlockKind kind = BlockKind::kParagraph;
    uint8_t level = 0;
    uint8_t list_depth = 0;
    uint8_t flags = 0;  // PageBlock::flags that all below inherit
    bool is_block = false;
    bool in_link = false;
    bool preformatted = false;
    bool bullet_pending = false;  // <li>: no block yet
    bool hidden_inline = false;   // text goes to the hidden run
    bool in_noscript = false;
    bool names_read = false;  // signature, hints and names are known
  };

  // What the attributes of an element say.
  struct Said {
    uint8_t flags = 0;  // PageBlock::flags
    bool heading = false;
    bool href = false;
    bool open = false;
  };

  // Where a tree lies in the page: the page itself, or a <noscript> in it.
  struct Place {
    const html::Dom* dom = nullptr;
    bool is_page = true;
    bool exact = true;   // offsets of the fragment map one to one
    uint32_t begin = 0;  // of the fragment in the page
    uint32_t end = 0;
  };

  void Walk(const Place& place, html::NodeId root);
  bool Enter(html::NodeId id);  // whether to visit the children
  bool EnterElement(html::NodeId id);
  bool IsHeadingAnchor(html::NodeId id) const;  // in a heading
  bool IsLineNumber(html::NodeId id) const;     // in preformatted text
  bool MayBeHeading(html::NodeId id, const TagTraits& traits) const;
  Frame& EnterFrame();
  void EnterBlock(Frame& frame, const TagTraits& traits);
  void EnterInline(Frame& frame, const TagTraits& traits);
  void Leave(html::NodeId id);
  void AddLeaf(html::NodeId id, InlineRun& run);
  void AddText(html::NodeId id);
  void AddNoscript(html::NodeId id);
  void ReadScript(html::NodeId id);
  Said ReadAttributes(html::NodeId id);
  void ReadNames(Frame& frame);
  NameHints ReadClassOrId(const html::Attribute& attribute, Frame& frame);
  const TagTraits& Traits(html::NodeId id) const;
  void Flush();
  void FlushRun(InlineRun& run, bool hidden);
  uint32_t MaterializeContainers(uint32_t frame);

  PageBlocks* out_ = nullptr;
  Place place_;
  simd::Readable readable_;   // where its texts stand
  uint8_t hidden_flags_ = 0;  // of the elements whose text is in hidden_run_
  std::vector<Frame> frames_;
  uint32_t materialized_ = 0;  // frames_[0, materialized_) have their containers
  InlineRun run_;
  InlineRun hidden_run_;
  ClassReader classes_;
  html::Parser fragment_parser_;
};

}  // namespace tamis::extract
