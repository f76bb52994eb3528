// What the values of class and id attributes say. Elements of a page share few values of classes,
// so each is read once a page, when a container asks, and is then known by its number.
//
// Tested:  class_names_test.cc, block_builder_test.cc.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"
#include "extract/blocks/hints.h"
#include "html/dom/dom.h"

namespace tamis::extract {

// The value of an attribute, read.
struct ClassNames {
  std::string_view value;
  NameHints hints;
  uint32_t first_name = 0;  // [first_name, end_name) in ClassList::hashes
  uint32_t end_name = 0;
  bool off_screen = false;  // by a name by which frameworks show text to screen readers only
  bool read = false;        // all of the above is known, not only off_screen
};

// The distinct values of a page.
struct ClassList {
  std::vector<ClassNames> values;
  std::vector<uint32_t> hashes;  // HashOfName() of their names
  // By place in Dom::all_attributes(): that of a class in `values`. Set for classes only.
  std::vector<uint32_t> numbers;
  // Classes by which text is for screen readers only, a bit for each place there.
  std::vector<uint64_t> off_screen;
  bool any_off_screen = false;

  // Of a class attribute of `dom`.
  uint32_t NumberOf(const html::Dom& dom, const html::Attribute& attribute) const {
    return numbers[static_cast<size_t>(&attribute - dom.all_attributes().data())];
  }
  // Whether one of the attributes [begin, begin + size) is such a class.
  bool AnyOffScreen(uint32_t begin, uint32_t size) const {
    const uint32_t end = begin + size;
    for (; begin < end; begin = (begin | 63) + 1) {
      uint64_t bits = off_screen[begin / 64] >> begin % 64;
      if (end - begin < 64) bits &= (uint64_t{1} << (end - begin)) - 1;
      if (bits != 0) return true;
    }
    return false;
  }
};

class ClassReader {
 public:
  // Notes the classes of `dom` in `list`; what it held is forgotten. Both must live until the next
  // Start().
  void Start(const html::Dom& dom, ClassList& list);
  // A place in the list for the value of an id, which hardly stands twice in a page.
  uint32_t Add(std::string_view value);
  // What stands there, read. The reference holds until the next Add().
  const ClassNames& Read(uint32_t number) {
    ClassNames& names = list_->values[number];
    if (!names.read) ReadNames(names);
    return names;
  }
  // What `value` says, without a place in the list.
  NameHints Read(std::string_view value) const { return HintsOfNames(value, readable_); }

 private:
  // Two values are taken for one if 64 bits of their hashes agree.
  struct Slot {
    uint64_t hash = 0;
    uint32_t number = kFree;
  };
  static constexpr uint32_t kFree = 0xFFFFFFFF;

  Slot& SlotOf(uint64_t hash);
  uint32_t AddClass(std::string_view value, uint64_t hash);
  void Grow();
  void ReadNames(ClassNames& names);

  ClassList* list_ = nullptr;
  simd::Readable readable_;      // where the values stand
  std::vector<Slot> slots_;      // a power of two, at most half of them taken
  std::vector<Slot> old_slots_;  // while they grow
};

// Whether one of the names in the value of a class is one by which frameworks show text to screen
// readers only. `readable`: memory around it, if any is known.
bool IsOffScreen(std::string_view value, simd::Readable readable);

}  // namespace tamis::extract
