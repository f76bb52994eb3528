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
#include "extract/blocks/frame.h"
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
  // What the attributes of an element say.
  struct Said {
    uint8_t flags = 0;  // PageBlock::flags
    bool heading = false;
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
  // Whether to visit the children, and to leave it behind them.
  bool EnterElement(html::NodeId id, const html::Node& node);
  bool EnterSkipped(html::NodeId id, const html::Node& node);
  bool EnterByOwnRule(const html::Node& node, Said& said);
  bool HasHref(html::NodeId id) const;
  bool IsHeadingAnchor(html::NodeId id) const;  // in a heading
  bool IsLineNumber(html::NodeId id) const;     // in preformatted text
  bool MayBeHeading(html::NodeId id, const TagTraits& traits) const;
  void EnterBlock(html::NodeId id, html::NameId tag, const TagTraits& traits, Said said);
  void EnterInline(html::NodeId id, const html::Node& node, const TagTraits& traits, Said said);
  void Leave(html::NodeId id);
  void LeaveFrame();
  void AddLeaf(html::NodeId id, const html::Node& node, InlineRun& run);
  void AddText(html::NodeId id, const html::Node& node);
  void AddNoscript(html::NodeId id);
  void ReadScript(html::NodeId id);
  uint16_t AskedAttributes() const;
  Said ReadAttributes(html::NodeId id);
  const TagTraits& Traits(html::NodeId id, const html::Node& node) const;
  InlineRun& RunOf(const Frame& frame) {
    return frame.inherited.Has(Inherited::kHiddenInline) ? hidden_run_ : run_;
  }
  void Flush();
  void FlushRun(InlineRun& run, bool hidden);
  uint32_t MaterializeContainers(uint32_t frame);
  void AddContainer(uint32_t frame, uint32_t parent);
  void ReadNames(const html::Dom& dom, bool of_page, const Frame& frame, Container& container);
  NameHints ReadClassOrId(const html::Dom& dom, bool of_page, const html::Attribute& attribute,
                          Container& container);

  PageBlocks* out_ = nullptr;
  const html::Dom* page_ = nullptr;
  Place place_;
  simd::Readable readable_;   // where its texts stand
  uint16_t asked_ = 0;        // Node::flags of elements whose attributes may say something
  uint8_t hidden_flags_ = 0;  // of the elements whose text is in hidden_run_
  std::vector<Frame> frames_;
  // While a <noscript> is read, its frame: those before are the page's.
  uint32_t noscript_frame_ = 0;
  uint32_t materialized_ = 0;  // frames_[0, materialized_) have their containers
  InlineRun run_;
  InlineRun hidden_run_;
  ClassReader classes_;
  html::Parser fragment_parser_;
};

}  // namespace tamis::extract
