// Pages for the property tests: the example pages, and damaged copies of them.

#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace tamis::property {

inline std::string ReadWhole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// In order of names.
inline std::vector<std::string> ExamplePages() {
  std::set<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(TAMIS_SOURCE_DIR "/examples/pages")) {
    paths.insert(entry.path());
  }
  std::vector<std::string> pages;
  for (const auto& path : paths) pages.push_back(ReadWhole(path));
  return pages;
}

// A generator whose numbers are the same on every machine.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 2 + 1) {}
  // 0 .. bound - 1. REQUIRES: bound > 0
  size_t Below(size_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<size_t>(state_ >> 33) % bound;
  }

 private:
  uint64_t state_;
};

// Cuts, repeats, swaps and overwrites pieces of a page.
inline std::string Damage(std::string page, uint64_t seed) {
  static constexpr const char* kPieces[] = {"<",    "</div>", "<table>",  "\xFF",
                                            "&",    "<p>",    "<script>", "<!--",
                                            "\0\0", "\"",     "<li>",     "</p>"};
  Random random(seed);
  for (size_t i = 0; i < 1 + seed % 20 && page.size() > 10; ++i) {
    const size_t at = random.Below(page.size());
    const size_t size = random.Below(200);
    switch (random.Below(4)) {
      case 0:
        page.erase(at, size);
        break;
      case 1:
        page.insert(at, kPieces[random.Below(std::size(kPieces))]);
        break;
      case 2:
        page.insert(random.Below(page.size()), page.substr(at, size));
        break;
      default:
        page[at] = static_cast<char>(random.Below(256));
        break;
    }
  }
  return page;
}

}  // namespace tamis::property
