#include "report/word_diff.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "report/key_counts.h"

namespace tamis::report {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
constexpr uint32_t kTie = 3;    // words
constexpr int kMaxEdits = 200;  // in a gap between ties

struct Word {
  std::string_view text;
  char before = 0;  // ' ' or '\n': white space in front of it; 0: none
};

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::vector<Word> SplitWords(std::string_view text) {
  std::vector<Word> words;
  size_t begin = 0;
  char before = 0;
  const auto end_word = [&](size_t end) {
    if (end == begin) return;
    words.push_back({text.substr(begin, end - begin), before});
    before = 0;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t next_begin = at;
    if (IsSpace(text[at])) {
      end_word(at);
      before = text[at] == '\n' || before == '\n' ? '\n' : ' ';
      begin = ++at;
    } else if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
    } else if ((unicode::FlagsOf(DecodeUtf8(text, at)) & unicode::kUnspaced) != 0) {
      end_word(next_begin);
      begin = next_begin;
      end_word(at);
      begin = at;
    }
  }
  end_word(text.size());
  return words;
}

// Which words of two texts are the same, in order.
class Matcher {
 public:
  Matcher(const std::vector<Word>& a, const std::vector<Word>& b)
      : a_(Numbers(a)), b_(Numbers(b)), match_(a.size(), kNone) {}

  // Of each word of a: the one of b, or kNone.
  std::vector<uint32_t> Match();

 private:
  struct Gap {
    uint32_t a_begin, a_end, b_begin, b_end;
    bool empty() const { return a_begin == a_end || b_begin == b_end; }
  };
  struct Place {
    uint32_t a = kNone;
    uint32_t b = kNone;
    bool repeats = false;
  };

  std::vector<uint32_t> Numbers(const std::vector<Word>& words);
  void TrimEnds(Gap& gap);
  std::vector<std::pair<uint32_t, uint32_t>> Ties(const Gap& gap) const;
  void MatchTies(const Gap& gap);
  void MatchGap(Gap gap);

  std::unordered_map<std::string_view, uint32_t> numbers_;
  std::vector<uint32_t> a_, b_;  // words as numbers; the same for the same
  std::vector<uint32_t> match_;
};

std::vector<uint32_t> Matcher::Numbers(const std::vector<Word>& words) {
  std::vector<uint32_t> numbers;
  numbers.reserve(words.size());
  for (const Word& word : words) {
    const auto number = static_cast<uint32_t>(numbers_.size());
    numbers.push_back(numbers_.try_emplace(word.text, number).first->second);
  }
  return numbers;
}

void Matcher::TrimEnds(Gap& gap) {
  while (!gap.empty() && a_[gap.a_begin] == b_[gap.b_begin]) match_[gap.a_begin++] = gap.b_begin++;
  while (!gap.empty() && a_[gap.a_end - 1] == b_[gap.b_end - 1]) match_[--gap.a_end] = --gap.b_end;
}

// Where runs of words that stand once on either side begin, by their place in a.
std::vector<std::pair<uint32_t, uint32_t>> Matcher::Ties(const Gap& gap) const {
  std::unordered_map<uint64_t, Place> runs;
  const auto hash = [](const std::vector<uint32_t>& words, uint32_t at) {
    uint64_t value = 0;
    for (uint32_t i = 0; i < kTie; ++i) {
      value = (value ^ words[at + i]) * 0x9E3779B97F4A7C15u;
      value ^= value >> 29;
    }
    return value;
  };
  const auto count = [&](const std::vector<uint32_t>& words, uint32_t begin, uint32_t end,
                         uint32_t Place::* side) {
    for (uint32_t at = begin; at + kTie <= end; ++at) {
      Place& place = runs[hash(words, at)];
      place.repeats |= place.*side != kNone;
      place.*side = at;
    }
  };
  count(a_, gap.a_begin, gap.a_end, &Place::a);
  count(b_, gap.b_begin, gap.b_end, &Place::b);
  std::vector<std::pair<uint32_t, uint32_t>> ties;
  for (const auto& [run, place] : runs) {
    if (!place.repeats && place.a != kNone && place.b != kNone) ties.emplace_back(place.a, place.b);
  }
  std::sort(ties.begin(), ties.end());
  return ties;
}

// Matches the words of the longest list of ties that rises in both texts.
void Matcher::MatchTies(const Gap& gap) {
  const std::vector<std::pair<uint32_t, uint32_t>> ties = Ties(gap);
  std::vector<uint32_t> tails;                       // tails[n]: the tie that ends a list of n + 1
  std::vector<uint32_t> before(ties.size(), kNone);  // in the list that a tie ends
  for (uint32_t i = 0; i < ties.size(); ++i) {
    const auto at =
        std::lower_bound(tails.begin(), tails.end(), ties[i].second,
                         [&](uint32_t tail, uint32_t b) { return ties[tail].second < b; });
    if (at != tails.begin()) before[i] = *(at - 1);
    if (at == tails.end()) {
      tails.push_back(i);
    } else {
      *at = i;
    }
  }
  std::vector<uint32_t> list;
  for (uint32_t i = tails.empty() ? kNone : tails.back(); i != kNone; i = before[i]) {
    list.push_back(i);
  }
  uint32_t next_a = 0, next_b = 0;
  for (auto it = list.rbegin(); it != list.rend(); ++it) {
    for (uint32_t i = 0; i < kTie; ++i) {
      const uint32_t a = ties[*it].first + i, b = ties[*it].second + i;
      // Runs that are not the same although their hashes are end nothing but this tie.
      if (a < next_a || b < next_b || a_[a] != b_[b]) continue;
      match_[a] = b;
      next_a = a + 1;
      next_b = b + 1;
    }
  }
}

// Myers' forward search: reach[k] is how far a path of d edits comes on diagonal k = x - y.
void Matcher::MatchGap(Gap gap) {
  TrimEnds(gap);
  const int n = static_cast<int>(gap.a_end - gap.a_begin);
  const int m = static_cast<int>(gap.b_end - gap.b_begin);
  if (gap.empty()) return;
  const uint32_t* a = a_.data() + gap.a_begin;
  const uint32_t* b = b_.data() + gap.b_begin;
  constexpr int kMiddle = kMaxEdits + 1;
  std::vector<std::vector<int>> steps;  // reach before each d
  std::vector<int> reach(2 * kMiddle + 1, 0);
  const auto down = [&](const std::vector<int>& r, int k, int d) {
    return k == -d || (k != d && r[kMiddle + k - 1] < r[kMiddle + k + 1]);
  };
  int edits = -1;
  for (int d = 0; d <= kMaxEdits && edits < 0; ++d) {
    steps.push_back(reach);
    for (int k = -d; k <= d; k += 2) {
      int x = down(reach, k, d) ? reach[kMiddle + k + 1] : reach[kMiddle + k - 1] + 1;
      while (x < n && x - k < m && x - k >= 0 && a[x] == b[x - k]) ++x;
      reach[kMiddle + k] = x;
      if (x >= n && x - k >= m) {
        edits = d;
        break;
      }
    }
  }
  if (edits < 0) return;
  int x = n, y = m;
  for (int d = edits; d >= 0; --d) {
    const std::vector<int>& r = steps[static_cast<size_t>(d)];
    const int k = x - y;
    const bool from_above = down(r, k, d);
    const int from_k = from_above ? k + 1 : k - 1;
    const int from_x = d == 0 ? 0 : r[kMiddle + from_k];
    const int start = d == 0 ? 0 : from_above ? from_x : from_x + 1;
    for (; x > start; --x, --y) {
      match_[gap.a_begin + static_cast<uint32_t>(x - 1)] =
          gap.b_begin + static_cast<uint32_t>(y - 1);
    }
    x = from_x;
    y = from_x - from_k;
  }
}

std::vector<uint32_t> Matcher::Match() {
  Gap all{0, static_cast<uint32_t>(a_.size()), 0, static_cast<uint32_t>(b_.size())};
  TrimEnds(all);
  MatchTies(all);
  Gap gap{all.a_begin, all.a_begin, all.b_begin, all.b_begin};
  for (uint32_t at = all.a_begin; at < all.a_end; ++at) {
    const uint32_t other = match_[at];
    if (other == kNone) continue;
    gap.a_end = at;
    gap.b_end = other;
    MatchGap(gap);
    gap.a_begin = at + 1;
    gap.b_begin = other + 1;
  }
  gap.a_end = all.a_end;
  gap.b_end = all.b_end;
  MatchGap(gap);
  return std::move(match_);
}

// Puts the parts together.
class PartWriter {
 public:
  PartWriter(const std::vector<Word>& kept, const std::vector<Word>& gone, const DiffLimits& limits,
             WordDiff& diff)
      : kept_(kept), gone_(gone), limits_(limits), diff_(diff) {}

  // Words [begin, end) of the first text are the same as in the second one.
  void Same(size_t begin, size_t end);
  void Changed(size_t kept_begin, size_t kept_end, size_t gone_begin, size_t gone_end);

 private:
  std::string Text(const std::vector<Word>& words, size_t begin, size_t end);
  bool full() const { return bytes_ >= limits_.total_bytes; }

  const std::vector<Word>& kept_;
  const std::vector<Word>& gone_;
  const DiffLimits& limits_;
  WordDiff& diff_;
  size_t bytes_ = 0;  // shown so far
};

std::string PartWriter::Text(const std::vector<Word>& words, size_t begin, size_t end) {
  std::string text;
  for (size_t i = begin; i < end; ++i) {
    if (words[i].before != 0 && i > 0) text += words[i].before;
    const std::string_view shown = CutUtf8(words[i].text, limits_.word_bytes);
    text += shown;
    if (shown.size() < words[i].text.size()) text += "…";
  }
  bytes_ += text.size();
  return text;
}

// The first words of the text and those beside a change are shown.
void PartWriter::Same(size_t begin, size_t end) {
  if (begin == end) return;
  diff_.words_same += end - begin;
  if (full()) return;
  const size_t front = begin == 0 ? limits_.head : limits_.context;
  const size_t back = end == kept_.size() ? 0 : limits_.context;
  if (end - begin <= front + back) {
    diff_.parts.push_back({.kept = Text(kept_, begin, end)});
    return;
  }
  diff_.parts.push_back({.kept = Text(kept_, begin, begin + front)});
  diff_.parts.push_back({.kind = DiffPart::Kind::kLeftOut, .words = end - begin - front - back});
  if (back > 0) diff_.parts.push_back({.kept = Text(kept_, end - back, end)});
}

void PartWriter::Changed(size_t kept_begin, size_t kept_end, size_t gone_begin, size_t gone_end) {
  if (full()) {
    ++diff_.changes_left_out;
    return;
  }
  const size_t kept_shown = std::min(kept_end - kept_begin, limits_.changed_words);
  const size_t gone_shown = std::min(gone_end - gone_begin, limits_.changed_words);
  diff_.parts.push_back({.kind = DiffPart::Kind::kChanged,
                         .kept = Text(kept_, kept_begin, kept_begin + kept_shown),
                         .gone = Text(gone_, gone_begin, gone_begin + gone_shown),
                         .kept_left_out = kept_end - kept_begin - kept_shown,
                         .gone_left_out = gone_end - gone_begin - gone_shown});
}

}  // namespace

WordDiff DiffWords(std::string_view kept, std::string_view gone, const DiffLimits& limits) {
  const std::vector<Word> a = SplitWords(kept), b = SplitWords(gone);
  const std::vector<uint32_t> match = Matcher(a, b).Match();
  WordDiff diff;
  diff.words_kept = a.size();
  diff.words_gone = b.size();
  PartWriter writer(a, b, limits, diff);
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    size_t end = i;
    while (end < a.size() && match[end] == j + (end - i)) ++end;
    writer.Same(i, end);
    j += end - i;
    i = end;
    while (end < a.size() && match[end] == kNone) ++end;
    const size_t other = end < a.size() ? match[end] : b.size();
    if (end > i || other > j) writer.Changed(i, end, j, other);
    i = end;
    j = other;
  }
  return diff;
}

}  // namespace tamis::report
