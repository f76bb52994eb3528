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

bool Matcher::MatchBytes(uint64_t later, uint64_t first, bool equal) {
  const std::string_view text = documents_.text;
  if (matched_ && later > later_ && later - later_ < size_) {
    const uint64_t steps = later - later_;
    first_ += steps;
    later_ = later;
    if ((first_ == first || (equal && first_ + size_ <= first_limit_)) &&
        text.substr(later + size_ - steps, steps) == text.substr(first_ + size_ - steps, steps)) {
      return true;
    }
  }
  later_ = later;
  first_ = first;
  first_limit_ = documents_.ends[DocumentOf(documents_, first)];
  return text.substr(later, size_) == text.substr(first, size_);
}

size_t Matcher::StepsTo(uint64_t later, uint64_t first, bool equal) const {
  if (!matched_) return 0;
  const auto begin = later_side_.begins.begin() + static_cast<ptrdiff_t>(window_);
  const auto found = std::find(begin, later_side_.begins.end(), later);
  if (found == later_side_.begins.end()) return 0;
  const auto steps = static_cast<size_t>(found - begin);
  return equal || first_side_.begins[window_ + steps] == first ? steps : 0;
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

bool Matcher::MatchWords(uint64_t later, uint64_t first, bool equal) {
  if (const size_t steps = StepsTo(later, first, equal); steps != 0) {
    window_ += steps;
    ForgetWords();
    if (ReadBoth(steps)) return true;
    if (first_side_.begins[window_] == first) return false;
  }
  later_side_ = SideAt(later);
  first_side_ = SideAt(first);
  window_ = 0;
  return ReadBoth(size_);
}

uint64_t Matcher::EndOf(WindowPlace window) const {
  if (window.end() != UINT64_MAX) return window.end();
  if (bytes_) return window.begin() + size_;
  const Side side = SideAt(window.begin());
  WordSpan word;
  for (size_t i = 0; i < size_; ++i) NextWord(side.text, word.end, word);
  return window.begin() + word.end;
}

bool Matcher::Match(WindowPlace later, WindowPlace first, bool equal, TextRange& range) {
  matched_ = bytes_ ? MatchBytes(later.begin(), first.begin(), equal)
                    : MatchWords(later.begin(), first.begin(), equal);
  if (!matched_) return false;
  range = {std::max(later.begin(), EndOf(first)), EndOf(later), first.begin()};
  return true;
}

}  // namespace tamis::dedup
