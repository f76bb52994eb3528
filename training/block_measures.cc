// Measures of the blocks of pages, for training: what the scores see, from the code that scores.
//
// Usage: tamis_block_measures < PAGES > ROWS
//        tamis_block_measures --names       prints the names of measures and hints as C++ has them
//
// PAGES  a line "URL_BYTES CONTENT_TYPE_BYTES HTML_BYTES GOLD_BYTES" and then those four, a page
//        after another; gold may be empty
// ROWS   per page a line "BLOCKS" and then, per block, in machine byte order:
//        float measures[...], uint64 hints, float label (alignment.h), uint32 words,
//        uint32 text bytes, text

#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "alignment.h"
#include "read_pages.h"

namespace {

using tamis::extract::Measure;

template <typename T>
void Write(const T& value) {
  std::cout.write(reinterpret_cast<const char*>(&value), sizeof value);
}

void WritePage(const tamis::training::PageReader& reader, const std::string& gold) {
  const tamis::extract::PageBlocks& page = reader.page();
  std::vector<std::string_view> texts;
  for (const auto& block : page.blocks) texts.push_back(page.Text(block));
  const std::vector<float> labels = tamis::training::LabelBlocks(texts, gold);
  std::cout << texts.size() << '\n';
  tamis::extract::BlockFeatures row;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    reader.features().Compute(i, row);
    Write(row.measures);
    Write(row.hints);
    Write(labels[i]);
    Write(page.blocks[i].words);
    Write(static_cast<uint32_t>(texts[i].size()));
    std::cout << texts[i];
  }
}

void PrintNames() {
  for (size_t i = 0; i < tamis::extract::kMeasureCount; ++i) {
    std::cout << "measure " << MeasureName(static_cast<Measure>(i)) << '\n';
  }
  for (int i = 0; i < static_cast<int>(tamis::extract::Hint::kCount); ++i) {
    std::cout << "hint " << HintName(static_cast<tamis::extract::Hint>(i)) << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  if (argc > 1 && std::string_view(argv[1]) == "--names") {
    PrintNames();
    return 0;
  }
  tamis::training::PageReader reader;
  tamis::training::PageRequest request;
  while (tamis::training::ReadRequest(request)) {
    reader.Read(request.html, request.context());
    WritePage(reader, request.gold);
  }
  return std::cin.eof() ? 0 : 1;
}
