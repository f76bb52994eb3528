// The textbook dynamic programme, from the end so that the walk back is a walk forward.

#include "alignment.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::training {
namespace {

constexpr size_t kMaxPairs = 400'000'000;

constexpr uint32_t kPair = 2;
constexpr uint32_t kFollows = 1;

enum Step : uint8_t { kBoth, kSkipBlockWord, kSkipGoldWord, kMove = 3, kTogether = 4 };

// By position in the gold: the worth of the best subsequence from there on, and of the best that
// begins with a pair there (0: none does).
struct Values {
  explicit Values(size_t width) : best(width, 0), paired(width, 0) {}
  std::vector<uint32_t> best;
  std::vector<uint32_t> paired;
};

class Words {
 public:
  // Appends the numbers of the words of `text`.
  void Append(std::string_view text, std::vector<uint32_t>& out) {
    std::string word;
    for (size_t i = 0; i < text.size();) {
      const char32_t c = DecodeUtf8(text, i);
      if (unicode::IsWordCharacter(c)) {
        AppendUtf8(unicode::ToLower(c), word);
      } else if (!word.empty()) {
        out.push_back(NumberOf(word));
        word.clear();
      }
    }
    if (!word.empty()) out.push_back(NumberOf(word));
  }

 private:
  uint32_t NumberOf(const std::string& word) {
    return numbers_.try_emplace(word, static_cast<uint32_t>(numbers_.size())).first->second;
  }

  std::unordered_map<std::string, uint32_t> numbers_;
};

// For each word of `a` whether it stands in the common subsequence. A pair is worth kPair, and
// kFollows more right behind another pair: of the places where a word could stand, a menu and a
// headline, the one amid its neighbours is meant.
std::vector<bool> Common(const std::vector<uint32_t>& a, std::vector<uint32_t> b) {
  std::vector<bool> common(a.size());
  if (a.empty() || b.empty()) return common;
  b.resize(std::min(b.size(), kMaxPairs / a.size()));
  const size_t width = b.size() + 1;
  std::vector<uint8_t> steps(a.size() * width, kSkipBlockWord);
  Values below(width);
  Values row(width);
  for (size_t i = a.size(); i-- > 0;) {
    row.best[b.size()] = row.paired[b.size()] = 0;
    for (size_t k = b.size(); k-- > 0;) {
      uint8_t step = below.best[k] >= row.best[k + 1] ? kSkipBlockWord : kSkipGoldWord;
      row.best[k] = std::max(below.best[k], row.best[k + 1]);
      row.paired[k] = 0;
      if (a[i] == b[k]) {
        const uint32_t apart = below.best[k + 1];
        const uint32_t together = below.paired[k + 1] == 0 ? 0 : below.paired[k + 1] + kFollows;
        row.paired[k] = std::max(apart, together) + kPair;
        if (row.paired[k] >= row.best[k]) {
          row.best[k] = row.paired[k];
          step = kBoth;
        }
        if (together >= apart) step |= kTogether;
      }
      steps[i * width + k] = step;
    }
    std::swap(row, below);
  }
  bool together = false;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const uint8_t step = steps[i * width + k];
    const uint8_t move = together ? uint8_t{kBoth} : step & kMove;
    common[i] = move == kBoth;
    together = move == kBoth && (step & kTogether) != 0;
    i += move != kSkipGoldWord;
    k += move != kSkipBlockWord;
  }
  return common;
}

}  // namespace

std::vector<float> LabelBlocks(const std::vector<std::string_view>& blocks, std::string_view gold) {
  Words words;
  std::vector<uint32_t> of_gold;
  std::vector<uint32_t> of_page;
  std::vector<size_t> ends;
  words.Append(gold, of_gold);
  for (const std::string_view block : blocks) {
    words.Append(block, of_page);
    ends.push_back(of_page.size());
  }
  const std::vector<bool> common = Common(of_page, std::move(of_gold));
  std::vector<float> labels;
  size_t at = 0;
  for (const size_t end : ends) {
    const size_t count = end - at;
    size_t hits = 0;
    for (; at < end; ++at) hits += common[at];
    labels.push_back(count == 0 ? 0.0f : static_cast<float>(hits) / static_cast<float>(count));
  }
  return labels;
}

}  // namespace tamis::training
