// The vocabulary that tokenizer and DOM share: namespaces and attributes.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/memory/text_store.h"
#include "html/names/names.h"

namespace tamis::html {

enum class Namespace : uint8_t { kNone, kHtml, kSvg, kMathMl, kXLink, kXml, kXmlns };

struct Attribute {
  NameId name = 0;
  TextSpan value;                   // character references resolved
  Namespace ns = Namespace::kNone;  // set by the tree builder in foreign content
};

// The attributes of one token after another: a vector that is emptied without looking at it,
// since whether the last tag had attributes is what a processor predicts worst.
class AttributeList {
 public:
  Attribute* data() { return slots_.data(); }
  const Attribute* data() const { return slots_.data(); }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Attribute* begin() { return data(); }
  Attribute* end() { return data() + size_; }
  const Attribute* begin() const { return data(); }
  const Attribute* end() const { return data() + size_; }
  Attribute& operator[](size_t i) { return slots_[i]; }
  const Attribute& operator[](size_t i) const { return slots_[i]; }

  void clear() { size_ = 0; }
  void push_back(const Attribute& attribute) {
    if (size_ == slots_.size()) [[unlikely]]
      slots_.resize(std::max<size_t>(16, 2 * size_));
    slots_[size_++] = attribute;
  }

 private:
  std::vector<Attribute> slots_;
  size_t size_ = 0;
};

}  // namespace tamis::html
