#include "text/signals/repetition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tamis::text {
namespace {

using Words = std::vector<std::string>;

std::string Join(const Words& words, size_t at, size_t n, const char* between) {
  std::string joined = words[at];
  for (size_t i = 1; i < n; ++i) joined += between + words[at + i];
  return joined;
}

// Counted as the definition says.
double Top(const Words& words, size_t n, double total) {
  std::map<std::string, size_t> counts;
  std::string best;
  for (size_t i = 0; i + n <= words.size(); ++i) ++counts[Join(words, i, n, " ")];
  for (size_t i = 0; i + n <= words.size(); ++i) {
    const std::string gram = Join(words, i, n, " ");
    if (best.empty() || counts[gram] > counts[best]) best = gram;
  }
  return best.empty() ? 0 : static_cast<double>(best.size() * counts[best]) / total;
}

double Duplicated(const Words& words, size_t n, double total) {
  std::set<std::string> met;
  size_t characters = 0;
  for (size_t i = 0; i + n <= words.size();) {
    if (met.insert(Join(words, i, n, "|")).second) {
      ++i;
    } else {
      characters += Join(words, i, n, "").size();
      i += n;
    }
  }
  return static_cast<double>(characters) / total;
}

void Check(const Words& words) {
  NGramRepetition repetition;
  repetition.Clear();
  repetition.Reserve(words.size());
  size_t total = 0;
  for (const std::string& word : words) {
    // Any good hash will do.
    repetition.Add(std::hash<std::string>()(word), static_cast<uint32_t>(word.size()));
    total += word.size() + 1;
  }
  GopherRepetition got;
  repetition.Measure(std::max<size_t>(total, 1), got);
  const double characters = static_cast<double>(std::max<size_t>(total, 1));
  for (size_t n = 2; n <= 4; ++n) {
    EXPECT_FLOAT_EQ(got.top_n_gram[n - 2], static_cast<float>(Top(words, n, characters))) << n;
  }
  for (size_t n = 5; n <= 10; ++n) {
    EXPECT_FLOAT_EQ(got.duplicated_n_grams[n - 5],
                    static_cast<float>(Duplicated(words, n, characters)))
        << n;
  }
}

TEST(Repetition, AgreesWithAPlainCount) {
  Check({});
  Check({"one"});
  Check({"one", "two"});
  Check({"a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a"});
  Check({"a", "b", "c", "d", "e", "a", "b", "c", "d", "e"});
  Check({"x", "a", "b", "c", "d", "e", "f", "y", "a", "b", "c", "d", "e", "f", "z", "a", "b"});
}

TEST(Repetition, AgreesOnTextsOfFewWords) {
  uint32_t seed = 7;
  for (uint32_t vocabulary : {1u, 2u, 3u, 5u, 20u}) {
    for (size_t size : {3u, 9u, 10u, 11u, 60u, 500u, 3000u}) {
      Words words;
      while (words.size() < size) {
        seed = seed * 1664525 + 1013904223;
        words.push_back(
            std::string(1 + (seed >> 20) % 3, static_cast<char>('a' + (seed >> 24) % vocabulary)));
      }
      Check(words);
    }
  }
}

}  // namespace
}  // namespace tamis::text
