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

// Whether both hold the same letters and digits, and any at all.
bool SameLetters(std::string_view a, std::string_view b);

}  // namespace tamis::metadata
