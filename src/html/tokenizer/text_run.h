// A stretch of the page on its way to becoming the text of a token: data, an attribute value, a
// comment, an identifier. It stays a view of the page as long as every byte stands for itself;
// with the first replacement (character reference, newline, U+0000) it moves to the side buffer.
//
//   page:    ....begin_ a b c & a m p ; d e f ....
//   side:              [a b c][&]       [d e f]      copied in pieces, up to copied_

#pragma once

#include <cstdint>
#include <string_view>

#include "base/memory/text_store.h"

namespace tamis::html {

class TextRun {
 public:
  // Starts a run at `at` and gives its first byte: a CR LF at the very start becomes LF by
  // leaving out the CR, without a copy.
  const char* Begin(const char* at, const char* end) {
    source_ = at;
    begin_ = end - at >= 2 && at[0] == '\r' && at[1] == '\n' ? at + 1 : at;
    copying_ = false;
    active_ = true;
    return begin_;
  }
  void Drop() { active_ = false; }

  bool active() const { return active_; }
  const char* source() const { return source_; }
  // Whether the run would hold nothing if it ended at `at`.
  bool EmptyAt(const char* at) const { return at == source_; }

  // [from, to) of the page stands for `text`.
  // REQUIRES: it lies behind all earlier replacements.
  void Replace(TextStore& store, const char* from, const char* to, std::string_view text) {
    if (!copying_) {
      copying_ = true;
      side_begin_ = store.next_address();
      copied_ = begin_;
    }
    store.Append({copied_, static_cast<size_t>(from - copied_)});
    store.Append(text);
    copied_ = to;
  }

  // Ends the run before `at`.
  TextSpan End(TextStore& store, const char* at) {
    active_ = false;
    if (!copying_) {
      const char* page = store.page().data();
      return {static_cast<uint32_t>(begin_ - page), static_cast<uint32_t>(at - begin_)};
    }
    store.Append({copied_, static_cast<size_t>(at - copied_)});
    return {side_begin_, store.next_address() - side_begin_};
  }

 private:
  const char* source_ = nullptr;
  const char* begin_ = nullptr;
  const char* copied_ = nullptr;  // page bytes before it stand in the side buffer
  uint32_t side_begin_ = 0;
  bool copying_ = false;
  bool active_ = false;
};

}  // namespace tamis::html
