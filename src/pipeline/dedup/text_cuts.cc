#include "pipeline/dedup/text_cuts.h"

#include <algorithm>
#include <charconv>

#include "dedup/substring/words.h"

namespace tamis::pipeline {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

size_t SkipSpace(std::string_view text, size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

size_t SkipSpaceBack(std::string_view text, size_t at) {
  while (at > 0 && IsSpace(text[at - 1])) --at;
  return at;
}

// Behind the string that begins at json[at].
size_t EndOfString(std::string_view json, size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) at += json[at] == '\\';
  return std::min(at + 1, json.size());
}

}  // namespace

std::string_view CutReasonName(CutReason reason) {
  switch (reason) {
    case CutReason::kLine:
      return "line_repeat";
    case CutReason::kParagraph:
      return "paragraph_repeat";
    case CutReason::kSubstring:
      return "substring_repeat";
  }
  return "";
}

// Parts without white space at their ends, in order, apart.
void CutText::Join(std::string_view text, std::span<const TextCut> cuts) {
  parts_.clear();
  for (const TextCut& cut : cuts) {
    const uint64_t begin = SkipSpace(text.substr(0, cut.end), cut.begin);
    const uint64_t end = SkipSpaceBack(text, cut.end);
    if (begin < end) parts_.push_back({begin, end});
  }
  std::sort(parts_.begin(), parts_.end());
  size_t joined = 0;
  for (const Part& part : parts_) {
    if (joined != 0 && part.begin <= parts_[joined - 1].end) {
      parts_[joined - 1].end = std::max(parts_[joined - 1].end, part.end);
    } else {
      parts_[joined++] = part;
    }
  }
  parts_.resize(joined);
}

void CutText::Remove(std::string_view text, uint64_t begin, uint64_t end) {
  if (begin == end) return;
  const uint64_t done = gaps_.empty() ? 0 : gaps_.back().end;
  const uint64_t gone = gaps_.empty() ? 0 : gaps_.back().gone;
  text_.append(text.substr(done, begin - done));
  gaps_.push_back({begin, end, gone + end - begin});
}

void CutText::Cut(std::string_view text, std::span<const TextCut> cuts) {
  text_.clear();
  gaps_.clear();
  Join(text, cuts);
  for (size_t i = 0; i < parts_.size();) {
    // All parts between which there is only white space, and all the white space.
    const size_t begin = SkipSpaceBack(text, parts_[i].begin);
    Part kept{begin, parts_[i].begin};  // the strongest white space
    size_t end = begin;
    for (; i < parts_.size() && SkipSpaceBack(text, parts_[i].begin) <= end; ++i) {
      end = parts_[i].end;
      const size_t right = SkipSpace(text, end);
      if (dedup::StrengthOf(text.substr(kept.begin, kept.end - kept.begin)) <
          dedup::StrengthOf(text.substr(end, right - end))) {
        kept = {end, right};
      }
    }
    end = SkipSpace(text, end);
    if (begin == 0 || end == text.size()) kept = {end, end};
    Remove(text, begin, kept.begin);
    Remove(text, kept.end, end);
  }
  text_.append(text.substr(gaps_.empty() ? 0 : gaps_.back().end));
}

uint64_t CutText::PlaceOf(uint64_t before) const {
  const auto next = std::upper_bound(gaps_.begin(), gaps_.end(), before,
                                     [](uint64_t at, const Gap& gap) { return at < gap.begin; });
  if (next == gaps_.begin()) return before;
  const Gap& gap = *(next - 1);
  return std::max(before, gap.end) - gap.gone;
}

void AppendMoved(std::string_view json, const CutText& cut, std::string& out) {
  size_t done = 0;
  for (size_t at = 0; at < json.size();) {
    if (json[at] != '"') {
      ++at;
      continue;
    }
    const std::string_view name = json.substr(at, EndOfString(json, at) - at);
    at += name.size();
    if (name != "\"text_start\"" && name != "\"text_end\"") continue;
    size_t number = SkipSpace(json, at);
    if (number == json.size() || json[number] != ':') continue;  // a value, not a name
    number = SkipSpace(json, number + 1);
    size_t end = number;
    while (end < json.size() && IsDigit(json[end])) ++end;
    uint64_t value = 0;
    const auto read = std::from_chars(json.data() + number, json.data() + end, value);
    if (read.ec != std::errc() || end == number) continue;
    out.append(json.substr(done, number - done));
    out += std::to_string(cut.PlaceOf(value));
    done = at = end;
  }
  out.append(json.substr(done));
}

}  // namespace tamis::pipeline
