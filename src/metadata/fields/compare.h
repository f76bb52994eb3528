// Comparing names and titles by what readers see: letters and digits, whatever the case.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::metadata {

// The letters and digits of `text`, in lower case, without anything between them.
std::string Folded(std::string_view text);
// Likewise, into `out`, whose memory is used again.
void Fold(std::string_view text, std::string& out);

// Whether Folded(text) is `folded`: told at the first letter that differs.
bool FoldsTo(std::string_view text, std::string_view folded);

// Which bytes stand beside spaces in a text: most marks that part titles (" | ", ": ") are ruled
// out by one look, where a search for each of a dozen would read the text as often.
class MarkHints {
 public:
  explicit MarkHints(std::string_view text);
  // False: `mark`, a space and more or one byte and a space, does not stand in the text.
  bool MayHold(std::string_view mark) const {
    return mark[0] == ' ' ? after_space_.Has(mark[1]) : before_space_.Has(mark[0]);
  }

 private:
  struct Bits {
    uint64_t words[4] = {};
    void Set(char c) { words[Index(c) / 64] |= uint64_t{1} << Index(c) % 64; }
    bool Has(char c) const { return (words[Index(c) / 64] >> Index(c) % 64 & 1) != 0; }
    static size_t Index(char c) { return static_cast<unsigned char>(c); }
  };
  Bits after_space_, before_space_;
};

// Where `mark`, of two bytes at least, first stands in `text`, or npos; where it stands last. By
// loops: std::string_view calls memchr and memcmp at every space.
inline bool IsMarkAt(std::string_view text, size_t i, std::string_view mark) {
  return text[i] == mark[0] && text[i + 1] == mark[1] &&
         (mark.size() == 2 || text.substr(i).starts_with(mark));
}
inline size_t FindMark(std::string_view text, std::string_view mark) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (IsMarkAt(text, i, mark)) return i;
  }
  return std::string_view::npos;
}
inline size_t FindLastMark(std::string_view text, std::string_view mark) {
  for (size_t i = text.size(); i-- > 1;) {
    if (IsMarkAt(text, i - 1, mark)) return i - 1;
  }
  return std::string_view::npos;
}

// Whether both hold the same letters and digits, and any at all.
bool SameLetters(std::string_view a, std::string_view b);

}  // namespace tamis::metadata
