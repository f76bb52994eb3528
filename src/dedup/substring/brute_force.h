// For tests: repeated spans by comparing all windows with all before them.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "dedup/substring/substring.h"
#include "dedup/substring/words.h"

namespace tamis::dedup {

inline std::vector<WordSpan> WordsOf(const std::string& text) {
  std::vector<WordSpan> words;
  for (WordSpan word; NextWord(text, word.end, word);) words.push_back(word);
  return words;
}

// Without white space: what is left of text without spaces may part into words in other places.
inline std::string Join(const std::string& text) {
  std::string joined;
  for (const WordSpan& word : WordsOf(text)) {
    joined += text.substr(word.begin, word.end - word.begin);
  }
  return joined;
}

// Which words are to go.
class BruteForce {
 public:
  // REQUIRES: `documents` outlives the object.
  BruteForce(const std::vector<std::string>& documents, const SubstringOptions& options)
      : documents_(documents), options_(options) {
    for (size_t d = 0; d < documents.size(); ++d) {
      const bool bytes = options.unit == SubstringUnit::kBytes;
      std::vector<std::string> units;
      const std::vector<WordSpan> words = WordsOf(documents[d]);
      if (bytes) {
        for (const char c : documents[d]) units.emplace_back(1, c);
      } else {
        for (const WordSpan& word : words) {
          units.push_back(documents[d].substr(word.begin, word.end - word.begin));
        }
      }
      units_.push_back(std::move(units));
      repeats_.emplace_back(units_.back().size(), false);
    }
    Mark();
  }

  // The words that are left in a document, as Join() gives them.
  std::string Left(size_t d) const {
    std::string left;
    const std::vector<WordSpan> words = WordsOf(documents_[d]);
    for (size_t i = 0; i < words.size(); ++i) {
      bool cut = true;
      if (options_.unit == SubstringUnit::kBytes) {
        for (size_t at = words[i].begin; at < words[i].end; ++at) cut = cut && repeats_[d][at];
      } else {
        cut = repeats_[d][i];
      }
      if (!cut) left += documents_[d].substr(words[i].begin, words[i].end - words[i].begin);
    }
    return left;
  }

 private:
  bool Same(size_t d, size_t i, size_t e, size_t j) const {
    for (size_t k = 0; k < options_.min_length; ++k) {
      if (units_[d][i + k] != units_[e][j + k]) return false;
    }
    return true;
  }

  void Mark() {
    const size_t n = options_.min_length;
    for (size_t d = 0; d < units_.size(); ++d) {
      for (size_t i = 0; i + n <= units_[d].size(); ++i) MarkWindow(d, i);
    }
  }

  void MarkWindow(size_t d, size_t i) {
    const size_t n = options_.min_length;
    for (size_t e = 0; e <= d; ++e) {
      for (size_t j = 0; j + n <= units_[e].size() && (e < d || j < i); ++j) {
        if (!Same(d, i, e, j)) continue;
        for (size_t k = e == d ? std::max(i, j + n) : i; k < i + n; ++k) repeats_[d][k] = true;
        return;
      }
    }
  }

  const std::vector<std::string>& documents_;
  const SubstringOptions options_;
  std::vector<std::vector<std::string>> units_;
  std::vector<std::vector<bool>> repeats_;
};

}  // namespace tamis::dedup
