// What the values of class and id attributes say. Elements of a page share few values, so each is
// read once a page and is then known by its number; names are remembered from page to page.
//
// Tested:  class_names_test.cc, block_builder_test.cc.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/memory/name_memo.h"
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

  // Of a class attribute of `dom`.
  uint32_t NumberOf(const html::Dom& dom, const html::Attribute& attribute) const {
    return numbers[static_cast<size_t>(&attribute - dom.all_attributes().data())];
  }
};

class ClassReader {
 public:
  // Notes the classes of `dom` in `list`; what it held is forgotten. It must live until the next
  // Start().
  void Start(const html::Dom& dom, ClassList& list);
  // The place of `value` in the list. `value` must live as long as the list is read.
  uint32_t NumberOf(std::string_view value);
  // What stands there, read. The reference holds until the next NumberOf().
  const ClassNames& Read(uint32_t number);
  // What `value` says, without a place in the list.
  ClassNames Read(std::string_view value);

 private:
  struct Name {
    NameHints hints;
    uint32_t hash = 0;
  };
  struct Slot {
    uint32_t hash = 0;
    uint32_t number = kFree;
  };
  static constexpr uint32_t kFree = 0xFFFFFFFF;

  static void Add(const Name& name, ClassNames& names);
  const Name& ReadName(std::string_view name);
  void Grow();

  ClassList* list_ = nullptr;
  std::vector<Slot> slots_;      // a power of two, at most half of them taken
  std::vector<Slot> old_slots_;  // while they grow
  NameMemo<Name> names_;
};

}  // namespace tamis::extract
