#include "dedup/substring/matcher.h"

#include <algorithm>
#include <string_view>

namespace tamis::dedup {

Matcher::Side Matcher::SideAt(uint64_t begin) const {
  Side side;
  side.offset = begin;
  side.text = documents_.text.substr(begin, documents_.ends[DocumentOf(documents_, begin)] - begin);
  return side;
}

int Matcher::Compare(uint64_t a, uint64_t b) const {
  if (bytes_) return documents_.text.substr(a, size_).compare(documents_.text.substr(b, size_));
  const std::string_view left = SideAt(a).text;
  const std::string_view right = SideAt(b).text;
  WordSpan x, y;
  for (size_t i = 0; i < size_; ++i) {
    NextWord(left, x.end, x);
    NextWord(right, y.end, y);
    const int order =
        left.substr(x.begin, x.end - x.begin).compare(right.substr(y.begin, y.end - y.begin));
    if (order != 0) return order;
  }
  return 0;
}

bool Matcher::MatchBytes(uint64_t later, uint64_t first) {
  size_t known = 0;  // bytes of the window that were compared with those of the one before
  if (matched_ && later - first == later_ - first_ && later - later_ < size_) {
    known = size_ - (later - later_);
  }
  later_ = later;
  first_ = first;
  const size_t rest = size_ - known;
  return documents_.text.substr(later + known, rest) == documents_.text.substr(first + known, rest);
}

size_t Matcher::StepsTo(uint64_t later, uint64_t first) const {
  if (!matched_) return 0;
  const auto begin = later_side_.begins.begin() + static_cast<ptrdiff_t>(window_);
  const auto found = std::find(begin, later_side_.begins.end(), later);
  if (found == later_side_.begins.end()) return 0;
  const auto steps = static_cast<size_t>(found - begin);
  return first_side_.begins[window_ + steps] == first ? steps : 0;
}

bool Matcher::ReadBoth(size_t words) {
  const auto read = [](Side& side) {
    WordSpan word;
    if (!NextWord(side.text, side.at, word)) return std::string_view();
    side.at = word.end;
    side.begins.push_back(side.offset + word.begin);
    return side.text.substr(word.begin, word.end - word.begin);
  };
  for (size_t i = 0; i < words; ++i) {
    if (read(later_side_) != read(first_side_)) return false;
  }
  return true;
}

// Keeps what is remembered short.
void Matcher::ForgetWords() {
  if (window_ < size_ + 4096) return;
  for (Side* side : {&later_side_, &first_side_}) {
    side->begins.erase(side->begins.begin(),
                       side->begins.begin() + static_cast<ptrdiff_t>(window_));
  }
  window_ = 0;
}

bool Matcher::MatchWords(uint64_t later, uint64_t first) {
  size_t words = StepsTo(later, first);
  if (words != 0) {
    window_ += words;
    ForgetWords();
  } else {
    later_side_ = SideAt(later);
    first_side_ = SideAt(first);
    window_ = 0;
    words = size_;
  }
  return ReadBoth(words);
}

bool Matcher::Match(uint64_t later, uint64_t first, TextRange& range) {
  matched_ = bytes_ ? MatchBytes(later, first) : MatchWords(later, first);
  if (!matched_) return false;
  const uint64_t later_end = bytes_ ? later + size_ : later_side_.offset + later_side_.at;
  const uint64_t first_end = bytes_ ? first + size_ : first_side_.offset + first_side_.at;
  range = {std::max(later, first_end), later_end, first};
  return true;
}

}  // namespace tamis::dedup
