#include "text/signals/common_words.h"

#include <bit>

#include "base/unicode/utf8.h"
#include "text/signals/char_class.h"
#include "text/signals/word_splitter.h"

namespace tamis::text {
namespace {

constexpr size_t kMaxMarksBehind = 3;
constexpr std::string_view kTypographic = "\u2019";
constexpr std::string_view kOpeningQuote = "\u201C", kClosingQuote = "\u201D";
constexpr std::string_view kEnDash = "\u2013", kEmDash = "\u2014";

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsLetter(char c) { return IsLower(c) || IsUpper(c); }
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

constexpr bool IsSign(char c) {
  return c == '$' || c == '+' || c == '<' || c == '=' || c == '>' || c == '^' || c == '`' ||
         c == '|' || c == '~';
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
    if (chunk_ == kEnDash || chunk_ == kEmDash) {
      Add(0, chunk_.size(), 1, Piece::kMark);
      return true;
    }
    TakeBefore();
    TakeMarksBehind();
    if (end_ > begin_ && chunk_[end_ - 1] == '.') {
      const Stop stop = StopBehind(begin_ == 0 || end_ != chunk_.size());
      if (stop == Stop::kUnknown) return false;
      if (stop == Stop::kOfWord) return FindWithStop() && FindMarks(end_);
      --end_;
    }
    if (end_ > begin_ + 1 && chunk_[end_ - 1] == '%' && IsDigit(chunk_[end_ - 2])) --end_;
    return begin_ < end_ && FindCore() && FindMarks(end_);
  }

 private:
  void Add(size_t begin, size_t size, size_t characters, Piece::Kind kind) {
    pieces_.list[pieces_.count++] = {static_cast<uint8_t>(begin), static_cast<uint8_t>(size),
                                     static_cast<uint8_t>(characters), kind};
  }

  bool FindOne() {
    const char c = chunk_[0];
    if (c == '#' || c == 0x7F || IsBeyondAscii(c)) return false;
    Add(0, 1, 1, IsDigit(c) ? Piece::kDigits : IsSign(c) ? Piece::kSign : Piece::kMark);
    return true;
  }

  // The mark that the chunk begins with, and the sign of a price.
  void TakeBefore() {
    if (IsBefore(chunk_[0])) {
      Add(0, 1, 1, Piece::kMark);
      begin_ = 1;
    } else if (chunk_.starts_with(kOpeningQuote)) {
      Add(0, kOpeningQuote.size(), 1, Piece::kMark);
      begin_ = kOpeningQuote.size();
    }
    if (end_ - begin_ >= 2 && chunk_[begin_] == '$' && IsDigit(chunk_[begin_ + 1])) {
      Add(begin_++, 1, 1, Piece::kSign);
    }
  }

  void TakeMarksBehind() {
    for (size_t marks = 0; marks < kMaxMarksBehind && end_ > begin_; ++marks) {
      if (IsBehind(chunk_[end_ - 1])) {
        --end_;
      } else if (chunk_.substr(begin_, end_ - begin_).ends_with(kClosingQuote)) {
        end_ -= kClosingQuote.size();
      } else {
        return;
      }
    }
  }

  // The marks from `begin` to the end of the chunk.
  bool FindMarks(size_t begin) {
    for (size_t i = begin; i < chunk_.size();) {
      const size_t size = IsBeyondAscii(chunk_[i]) ? kClosingQuote.size() : 1;
      Add(i, size, 1, Piece::kMark);
      i += size;
    }
    return true;
  }

  enum class Stop { kApart, kOfWord, kUnknown };

  // What the full stop at the end is. `whole`: the word with it is asked for among abbreviations,
  // as it is not where only a mark before it was taken off.
  Stop StopBehind(bool whole) const {
    const std::string_view word = chunk_.substr(begin_, end_ - begin_);
    if (word.size() < 2) return Stop::kUnknown;
    const char before = word[word.size() - 2];
    if (IsDigit(before) || before == '%') return Stop::kApart;
    if (IsBeyondAscii(before)) {
      const uint16_t last = LastClass(word.substr(0, word.size() - 1));
      return (last & kCharLower) != 0 ? Stop::kApart : Stop::kUnknown;
    }
    if (!IsLetter(before)) return Stop::kUnknown;
    if (whole && IsAbbreviation(word)) return Stop::kOfWord;
    const bool capitals = word.size() > 2 && IsUpper(before) && IsUpper(word[word.size() - 3]);
    return IsLower(before) || capitals ? Stop::kApart : Stop::kOfWord;
  }

  // Letters with the full stop behind them.
  bool FindWithStop() {
    const uint64_t stop = uint64_t{1} << (end_ - 1);
    if ((odd_ & ~uint64_t{0} << begin_ & ((stop << 1) - 1)) != stop) return false;
    Add(begin_, end_ - begin_, end_ - begin_, Piece::kLetters);
    return true;
  }

  bool FindCore() {
    const uint64_t from_begin = ~uint64_t{0} << begin_;
    const uint64_t odd = odd_ & from_begin & ((uint64_t{1} << end_) - 1);
    if (odd == 0) {
      Add(begin_, end_ - begin_, end_ - begin_, Piece::kLetters);
      return true;
    }
    const auto first = static_cast<size_t>(std::countr_zero(odd));
    if (IsDigit(chunk_[first])) return (first == begin_ && FindNumber()) || FindMixed(odd);
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
      const auto byte = static_cast<unsigned char>(chunk_[i]);
      uint16_t kind = 0;
      if (byte < 0x80) {
        kind = kAsciiCharClasses[byte];
        ++i;
      } else {
        kind = CharClassBeyondAscii(DecodeUtf8(chunk_, i));
      }
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

  // Letters and digits, without a unit that stands apart behind the number.
  bool FindMixed(uint64_t odd) {
    size_t unit = begin_;
    for (; odd != 0; odd &= odd - 1) {
      unit = static_cast<size_t>(std::countr_zero(odd)) + 1;
      if (!IsDigit(chunk_[unit - 1])) return false;
    }
    if (IsUnit(chunk_.substr(unit, end_ - unit))) return false;
    Add(begin_, end_ - begin_, end_ - begin_, Piece::kLetters);
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
