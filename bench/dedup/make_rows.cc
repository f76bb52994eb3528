// Writes rows of made texts to stdout, fast: what the memory of `tamis dedup` is measured on.
//
// Use: make_rows ROWS [WORDS=150] > rows.jsonl
// Every fifth row is an earlier one with some words replaced, every twentieth a copy.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr size_t kRemembered = 4096;  // texts that a later row may be made of

}  // namespace

int main(int argc, char** argv) {
  const uint64_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000;
  const uint64_t length = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 150;
  std::mt19937_64 random(1);
  std::vector<std::string> vocabulary(60000);
  for (std::string& word : vocabulary) {
    for (uint64_t n = 2 + random() % 7; n > 0; --n) word += static_cast<char>('a' + random() % 26);
  }
  std::vector<std::vector<uint32_t>> texts(kRemembered);
  std::string line;
  for (uint64_t row = 0; row < rows; ++row) {
    std::vector<uint32_t> words;
    const uint64_t kind = random() % 20;
    if (kind < 5) words = texts[random() % kRemembered];
    if (words.empty()) {
      for (uint64_t n = length / 2 + random() % length; n > 0; --n) {
        words.push_back(static_cast<uint32_t>(random() % vocabulary.size()));
      }
    } else if (kind > 0) {
      for (uint64_t n = 1 + random() % 6; n > 0; --n) {
        words[random() % words.size()] = static_cast<uint32_t>(random() % vocabulary.size());
      }
    }
    line = "{\"id\":\"row-" + std::to_string(row) + "\",\"text\":\"";
    for (const uint32_t word : words) line.append(vocabulary[word]).append(" ");
    line += "\"}\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    texts[random() % kRemembered] = std::move(words);
  }
}
