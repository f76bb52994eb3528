#include "document/layout/outline.h"

#include <algorithm>

namespace tamis::document {
namespace {

namespace names = html::names;

constexpr uint32_t kMaxNumber = 999'999'999;  // CommonMark: at most nine digits

bool IsList(html::NameId tag) {
  return tag == names::kUl || tag == names::kOl || tag == names::kMenu || tag == names::kDir;
}

}  // namespace

void Outline::Reset(const html::Dom* dom, const extract::PageBlocks& blocks,
                    const Landmarks& landmarks) {
  dom_ = dom;
  blocks_ = &blocks;
  landmarks_ = &landmarks;
  current_.clear();
  previous_.clear();
  shared_ = 0;
  next_item_ = false;
  FindLayoutLists();
}

// Cards: items with a heading and more.
void Outline::FindLayoutLists() {
  if (!landmarks_->has_nests()) return;
  const auto& containers = blocks_->containers;
  cards_.assign(containers.size(), 0);
  for (const extract::PageBlock& block : blocks_->blocks) {
    if (block.kind != BlockKind::kHeading) continue;
    uint32_t item = landmarks_->From(block.parent);
    while (item != 0 && containers[item].tag != names::kLi) {
      item = landmarks_->From(containers[item].parent);
    }
    const bool alone = containers[item].end_block - containers[item].first_block == 1;
    if (item == 0 || alone || cards_[item] != 0) continue;
    cards_[item] = 1;  // counted
    cards_[containers[item].parent] += 2;
  }
  for (const extract::Container& c : containers) {
    if (c.tag == names::kLi) --cards_[c.parent];
  }
}

bool Outline::opens_item() const {
  return std::any_of(current_.begin() + static_cast<ptrdiff_t>(shared_), current_.end(),
                     [](const Nest& nest) { return !nest.quote; });
}

size_t Outline::list_depth() const {
  return static_cast<size_t>(std::count_if(current_.begin(), current_.end(),
                                           [](const Nest& nest) { return !nest.quote; }));
}

void Outline::Collect(uint32_t container) {
  current_.clear();
  if (!landmarks_->has_nests()) return;
  const auto& containers = blocks_->containers;
  container = landmarks_->From(container);
  while (container != 0) {
    const extract::Container& c = containers[container];
    const extract::Container& parent = containers[c.parent];
    Nest nest;
    nest.container = nest.list = container;
    if (c.tag == names::kBlockquote) {
      nest.quote = true;
      current_.push_back(nest);
    } else if (c.tag == names::kLi && (parent.tag == names::kOl || cards_[c.parent] <= 0)) {
      if (IsList(parent.tag)) nest.list = c.parent;
      nest.ordered = parent.tag == names::kOl;
      current_.push_back(nest);
    }
    container = landmarks_->From(c.parent);
  }
  std::reverse(current_.begin(), current_.end());
  if (current_.size() > kMaxNesting) current_.resize(kMaxNesting);
}

uint32_t Outline::Attribute(html::NodeId node, html::NameId name, uint32_t otherwise) const {
  if (dom_ == nullptr || node == html::kNoNode) return otherwise;
  uint32_t number = 0;
  const std::string_view value = dom_->attribute(node, name);
  if (value.empty() || value.size() > 9) return otherwise;
  for (const char c : value) {
    if (c < '0' || c > '9') return otherwise;
    number = number * 10 + static_cast<uint32_t>(c - '0');
  }
  return number;
}

// Items of the list between two containers, themselves left out: those that were dropped.
uint32_t Outline::ItemsBetween(uint32_t after, const Nest& nest) const {
  uint32_t count = 0;
  for (uint32_t c = after + 1; c < nest.container; ++c) {
    const extract::Container& container = blocks_->containers[c];
    count += container.parent == nest.list && container.tag == names::kLi;
  }
  return count;
}

// Gives the item its number, as the page counts, and its list's marker.
void Outline::Number(Nest& nest, size_t level) const {
  const bool beside = level == shared_ && level < previous_.size() && !previous_[level].quote;
  const bool same_list = beside && previous_[level].list == nest.list;
  if (same_list) {
    nest.number = previous_[level].number + 1;
    nest.flipped = previous_[level].flipped;
  } else {
    nest.number = Attribute(blocks_->containers[nest.list].node, names::kStart, 1);
    nest.flipped = beside && previous_[level].ordered == nest.ordered && !previous_[level].flipped;
  }
  if (nest.ordered) {
    nest.number += ItemsBetween(same_list ? previous_[level].container : nest.list, nest);
    nest.number = Attribute(blocks_->containers[nest.container].node, names::kValue,
                            std::min(nest.number, kMaxNumber));
  }
}

void Outline::Enter(uint32_t container) {
  std::swap(previous_, current_);
  Collect(container);
  shared_ = 0;
  while (shared_ < current_.size() && shared_ < previous_.size() &&
         current_[shared_].container == previous_[shared_].container) {
    current_[shared_] = previous_[shared_];
    ++shared_;
  }
  next_item_ = shared_ < current_.size() && shared_ < previous_.size() &&
               !current_[shared_].quote && !previous_[shared_].quote &&
               current_[shared_].list == previous_[shared_].list;
  for (size_t level = shared_; level < current_.size(); ++level) {
    if (!current_[level].quote) Number(current_[level], level);
  }
}

}  // namespace tamis::document
