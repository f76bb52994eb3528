#include "text/signals/common_words.h"

#include <bit>

#include "base/unicode/utf8.h"
#include "text/signals/char_class.h"

namespace tamis::text {
namespace {

constexpr size_t kMaxMarksBehind = 3;
constexpr size_t kMaxAbbreviation = 6;  // bytes, with its full stop
constexpr std::string_view kTypographic = "\u2019";

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// The class of the character that `text` ends with. REQUIRES: not empty
uint16_t LastClass(std::string_view text) {
  size_t i = text.size() - 1;
  while (i > 0 && text.size() - i < 4 && (text[i] & 0xC0) == 0x80) --i;
  return CharClassOf(DecodeUtf8(text, i));
}

// Marks that stand apart behind a word whatever it is, and before it.
constexpr bool IsBehind(char c) {
  return c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' ||
         c == '"';
}
constexpr bool IsBefore(char c) { return c == '(' || c == '[' || c == '"'; }

// Single characters whose word is the character: digits, and marks that are punctuation.
constexpr bool IsPlainMark(char c) {
  return c == '-' || c == '&' || c == '*' || c == '/' || c == ':' || c == '{' || c == '}' ||
         c == ',' || c == '!' || c == '?' || c == '(' || c == ')';
}

// Where the words that a contraction is made of part: "don't" before "n't"; `apostrophe` when it
// is one word.
constexpr size_t kWhole = SIZE_MAX;
size_t ContractionParts(std::string_view stem, std::string_view tail) {
  if (tail == "s" || tail == "S" || tail == "ll" || tail == "re" || tail == "ve" || tail == "d" ||
      tail == "m") {
    return stem.size();
  }
  if (tail == "t" && stem.size() >= 2 && stem.back() == 'n') return stem.size() - 1;
  return kWhole;
}

class Finder {
 public:
  Finder(std::string_view chunk, uint64_t odd, Pieces& pieces)
      : chunk_(chunk), odd_(odd), end_(chunk.size()), pieces_(pieces) {}

  // False: another form.
  bool Find() {
    if (chunk_.size() == 1) return FindOne();
    if (IsBefore(chunk_[0])) {
      Add(0, 1, 1, Piece::kMark);
      begin_ = 1;
    }
    size_t marks = 0;
    while (marks < kMaxMarksBehind && end_ > begin_ && IsBehind(chunk_[end_ - 1])) {
      --end_;
      ++marks;
    }
    size_t stop = 0;
    if (end_ > begin_ && chunk_[end_ - 1] == '.') {
      if (!StopStandsApart()) return false;
      --end_;
      stop = 1;
    }
    if (begin_ == end_ || !FindCore()) return false;
    for (size_t i = end_; i < end_ + stop + marks; ++i) Add(i, 1, 1, Piece::kMark);
    return true;
  }

 private:
  void Add(size_t begin, size_t size, size_t characters, Piece::Kind kind) {
    pieces_.list[pieces_.count++] = {static_cast<uint8_t>(begin), static_cast<uint8_t>(size),
                                     static_cast<uint8_t>(characters), kind};
  }

  bool FindOne() {
    const char c = chunk_[0];
    if (!IsDigit(c) && !IsPlainMark(c)) return false;
    Add(0, 1, 1, IsDigit(c) ? Piece::kDigits : Piece::kMark);
    return true;
  }

  // Not where the word may be an abbreviation, which keeps its full stop.
  bool StopStandsApart() const {
    const size_t size = end_ - begin_;
    if (size < 2) return false;
    const char before = chunk_[end_ - 2];
    if (IsDigit(before)) return true;
    if (IsBeyondAscii(before))
      return (LastClass(chunk_.substr(begin_, size - 1)) & kCharLower) != 0;
    if (!IsLower(before) || size == 2) return false;
    const std::string_view word = chunk_.substr(begin_, size);
    return size > kMaxAbbreviation || (IsLower(word[0]) && word != "co." && word != "vs.");
  }

  bool FindCore() {
    const uint64_t from_begin = ~uint64_t{0} << begin_;
    const uint64_t odd = odd_ & from_begin & ((uint64_t{1} << end_) - 1);
    if (odd == 0) {
      Add(begin_, end_ - begin_, end_ - begin_, Piece::kLetters);
      return true;
    }
    const auto first = static_cast<size_t>(std::countr_zero(odd));
    if (IsDigit(chunk_[first])) return first == begin_ && FindNumber();
    const bool foreign = IsBeyondAscii(chunk_[first]);
    if (foreign && !chunk_.substr(first).starts_with(kTypographic)) return FindLetters();
    if (first == begin_ || (odd >> (end_ - 1)) != 0) return false;
    if (chunk_[first] == '-' || chunk_[first] == '/') return FindJoined(odd);
    if (chunk_[first] == '\'') return FindContraction(odd, first, 1);
    return chunk_.substr(first).starts_with(kTypographic) && FindContraction(odd, first, 3);
  }

  // Letters of any script that puts spaces between words, and their marks.
  bool FindLetters() {
    size_t characters = 0;
    uint16_t seen = 0;
    for (size_t i = begin_; i < end_; ++characters) {
      const uint16_t kind = CharClassOf(DecodeUtf8(chunk_, i));
      if ((kind & kCharAlpha) == 0 || (kind & kCharUnspaced) != 0) return false;
      seen |= kind;
    }
    if ((seen & kCharLetter) == 0) return false;
    Add(begin_, end_ - begin_, characters, Piece::kLetters);
    return true;
  }

  // Digits, and between two of them a full stop or comma.
  bool FindNumber() {
    for (size_t i = begin_; i < end_; ++i) {
      if (IsDigit(chunk_[i])) continue;
      const bool inside = i > begin_ && i + 1 < end_ && IsDigit(chunk_[i + 1]);
      if (!inside || (chunk_[i] != '.' && chunk_[i] != ',')) return false;
    }
    Add(begin_, end_ - begin_, end_ - begin_, Piece::kDigits);
    return true;
  }

  // Words with a hyphen or slash between each two.
  bool FindJoined(uint64_t odd) {
    if ((odd & odd >> 1) != 0 || std::popcount(odd) > 4) return false;
    size_t word = begin_;
    for (; odd != 0; odd &= odd - 1) {
      const auto at = static_cast<size_t>(std::countr_zero(odd));
      if (chunk_[at] != '-' && chunk_[at] != '/') return false;
      Add(word, at - word, at - word, Piece::kLetters);
      Add(at, 1, 1, Piece::kMark);
      word = at + 1;
    }
    Add(word, end_ - word, end_ - word, Piece::kLetters);
    return true;
  }

  // Letters, an apostrophe of `size` bytes, letters.
  bool FindContraction(uint64_t odd, size_t at, size_t size) {
    if (odd != ((uint64_t{1} << size) - 1) << at) return false;
    const size_t apostrophe_more = size - 1;  // bytes beyond its one character
    const size_t part = ContractionParts(chunk_.substr(begin_, at - begin_),
                                         chunk_.substr(at + size, end_ - at - size));
    const size_t cut = part == kWhole ? begin_ : begin_ + part;
    if (cut != begin_) Add(begin_, cut - begin_, cut - begin_, Piece::kLetters);
    Add(cut, end_ - cut, end_ - cut - apostrophe_more, Piece::kLetters);
    return true;
  }

  const std::string_view chunk_;
  const uint64_t odd_;
  size_t begin_ = 0;
  size_t end_;
  Pieces& pieces_;
};

}  // namespace

void FindPieces(std::string_view chunk, uint64_t odd, Pieces& pieces) {
  pieces.count = 0;
  if (!Finder(chunk, odd, pieces).Find()) pieces.count = 0;
}

}  // namespace tamis::text
