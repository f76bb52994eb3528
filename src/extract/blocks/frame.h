// An open element, as BlockBuilder sees it. What it hands down to the elements in it is one word:
// a frame is made for every element of a page that can hold a block or changes what one is, and
// fields that were just written one by one cannot be read back in wider pieces without waiting.

#pragma once

#include <cstdint>

#include "html/dom/dom.h"
#include "tamis/document.h"

namespace tamis::extract {

class Inherited {
 public:
  enum Bit : uint64_t {
    kInLink = uint64_t{1} << 32,
    kPreformatted = uint64_t{1} << 33,
    kHiddenInline = uint64_t{1} << 34,  // text goes to the hidden run
    kInNoscript = uint64_t{1} << 35,
  };

  BlockKind kind() const { return static_cast<BlockKind>(Byte(kKind)); }
  uint8_t level() const { return Byte(kLevel); }
  uint8_t list_depth() const { return Byte(kListDepth); }
  uint8_t flags() const { return Byte(kFlags); }  // PageBlock::flags
  bool Has(uint64_t any_of) const { return (word_ & any_of) != 0; }

  void SetKind(BlockKind kind, uint8_t level) {
    SetByte(kKind, static_cast<uint8_t>(kind));
    SetByte(kLevel, level);
  }
  void SetListDepth(uint8_t depth) { SetByte(kListDepth, depth); }
  void AddFlags(uint8_t flags) { word_ |= uint64_t{flags} << kFlags; }
  void Set(uint64_t bits) { word_ |= bits; }
  void Clear(uint64_t bits) { word_ &= ~bits; }

 private:
  enum Place : unsigned { kKind = 0, kLevel = 8, kListDepth = 16, kFlags = 24 };
  uint8_t Byte(Place place) const { return static_cast<uint8_t>(word_ >> place); }
  void SetByte(Place place, uint8_t byte) {
    word_ = (word_ & ~(uint64_t{0xFF} << place)) | uint64_t{byte} << place;
  }

  uint64_t word_ = 0;
};

inline constexpr uint32_t kNoContainer = 0xFFFFFFFF;

struct Frame {
  html::NodeId node = html::kNoNode;
  html::NameId tag = 0;      // of an HTML element, else 0
  uint32_t block_frame = 0;  // nearest frame, this one included, that is a block-level element
  uint32_t item_frame = 0;   // nearest <li> frame, or 0
  Inherited inherited = {};  // by what stands in it
  uint32_t container = kNoContainer;  // index in PageBlocks::containers
  bool bullet_pending = false;        // <li>: no block yet
};

}  // namespace tamis::extract
