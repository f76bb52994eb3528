#include "extract/flat/segments.h"

#include <algorithm>
#include <cmath>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "text/words.h"

namespace tamis::extract {
namespace {

constexpr size_t kContext = 6;  // words compared on each side
constexpr size_t kMinContext = 4;
constexpr double kMenuShare = 0.2;       // of lower case words in menus, at most
constexpr double kSentenceShare = 0.6;   // of lower case words in sentences, at least
constexpr uint32_t kMaxMenuWords = 10;   // a segment of a menu ends about here,
constexpr uint32_t kMaxProseWords = 45;  // one of a sentence here
constexpr uint32_t kMinSplitWords = 8;   // a shorter sentence stays whole

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

size_t StartOfCharacterBefore(std::string_view text, size_t i) {
  size_t start = i - 1;
  while (start > 0 && IsContinuation(text[start])) --start;
  return start;
}

uint16_t FlagsAt(std::string_view text, size_t i) { return unicode::FlagsOf(DecodeUtf8(text, i)); }

// "years.The": a full stop between a small letter and a capital that a small letter follows.
bool EndsGluedSentence(std::string_view text, size_t stop, size_t next) {
  if (stop == 0 || text[stop] != '.') return false;
  const size_t before = StartOfCharacterBefore(text, stop);
  if ((FlagsAt(text, before) & unicode::kLower) == 0) return false;
  size_t after = next;
  if ((unicode::FlagsOf(DecodeUtf8(text, after)) & unicode::kUpper) == 0) return false;
  return after < text.size() &&
         ((FlagsAt(text, after) & unicode::kLower) != 0 || text[after] == ' ');
}

// Whether a sentence ends before text[i]: its full stop is behind, the next one's start at i.
bool EndsSentence(std::string_view text, size_t i) {
  const size_t start = StartOfCharacterBefore(text, i);
  size_t at = start;
  const char32_t last = DecodeUtf8(text, at);
  if (last == 0x3002 || last == 0xFF01 || last == 0xFF1F) return true;  // ideographic
  if (!IsSpace(text[i])) return EndsGluedSentence(text, start, i);
  if (last != '.' && last != '!' && last != '?') return false;
  size_t next = i;
  while (next < text.size() && IsSpace(text[next])) ++next;
  if (next == text.size()) return false;
  if ((FlagsAt(text, next) & (unicode::kUpper | unicode::kUnspaced)) == 0) return false;
  // "Mr. X", "U.S. Y", "J. Z": a stop after one or two letters ends no sentence.
  size_t word = start;
  while (word > 0 && !IsSpace(text[word - 1])) --word;
  return last != '.' || start - word > 2;
}

}  // namespace

void SegmentCutter::Cut(std::string_view line, std::vector<Segment>& out) {
  out.clear();
  uint32_t begin = 0;
  for (size_t i = 1; i <= line.size(); ++i) {
    if (i < line.size() && (IsContinuation(line[i]) || !EndsSentence(line, i))) continue;
    while (begin < i && IsSpace(line[begin])) ++begin;
    auto end = static_cast<uint32_t>(i);
    while (end > begin && IsSpace(line[end - 1])) --end;
    if (end > begin) AddSentence(line, {begin, end}, out);
    begin = static_cast<uint32_t>(i);
  }
}

void SegmentCutter::FindWords(std::string_view line, Segment sentence) {
  words_.clear();
  for (uint32_t at = sentence.begin; at < sentence.end;) {
    uint32_t end = at;
    while (end < sentence.end && !IsSpace(line[end])) ++end;
    Word word{at, end, text::CountWords(line.substr(at, end - at)), false, true};
    for (size_t k = at; k < end;) {
      const uint16_t flags = unicode::FlagsOf(DecodeUtf8(line, k));
      if ((flags & unicode::kWord) == 0) continue;
      const bool letter = (flags & unicode::kLetter) != 0;
      word.lower = letter && (flags & unicode::kUpper) == 0;
      word.may_begin = (flags & unicode::kLower) == 0;
      break;
    }
    words_.push_back(word);
    at = end;
    while (at < sentence.end && IsSpace(line[at])) ++at;
  }
}

double SegmentCutter::LowerShare(size_t first, size_t count) const {
  const auto begin = words_.begin() + static_cast<ptrdiff_t>(first);
  return count == 0
             ? 0.0
             : static_cast<double>(std::count_if(begin, begin + static_cast<ptrdiff_t>(count),
                                                 [](const Word& w) { return w.lower; })) /
                   static_cast<double>(count);
}

double SegmentCutter::ChangeAt(size_t context, size_t i) const {
  if (i >= words_.size() || !words_[i].may_begin) return 0;
  // The capital that begins a sentence says nothing about it.
  const size_t behind = std::min(kContext, i - context);
  const size_t ahead = std::min(kContext, words_.size() - i - 1);
  if (behind < kMinContext || ahead < kMinContext) return 0;
  const double before = LowerShare(i - behind, behind);
  const double after = LowerShare(i + 1, ahead);
  const bool change =
      std::min(before, after) <= kMenuShare && std::max(before, after) >= kSentenceShare;
  return change ? std::abs(before - after) : 0;
}

void SegmentCutter::AddSentence(std::string_view line, Segment sentence,
                                std::vector<Segment>& out) {
  FindWords(line, sentence);
  if (words_.size() < 2 || text::CountWords(line.substr(
                               sentence.begin, sentence.end - sentence.begin)) < kMinSplitWords) {
    out.push_back(sentence);
    return;
  }
  size_t first = 0;    // word of the segment
  size_t context = 0;  // where the menu or the sentence began; a long menu is several segments
  uint32_t weight = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    const bool is_long =
        weight >= kMaxMenuWords && words_[i].may_begin &&
        (weight >= kMaxProseWords || LowerShare(first, i - first) < kSentenceShare);
    const double change = ChangeAt(context, i);
    const bool clearest = change > 0 && change >= ChangeAt(context, i + 1);
    if (i > first && (is_long || clearest)) {
      out.push_back({words_[first].begin, words_[i - 1].end});
      first = i;
      weight = 0;
      if (clearest) context = i;
    }
    weight += words_[i].weight;
  }
  out.push_back({words_[first].begin, words_.back().end});
}

}  // namespace tamis::extract
