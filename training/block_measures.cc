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
#include "extract/blocks/block_builder.h"
#include "extract/features/features.h"
#include "metadata/metadata.h"
#include "pipeline/stages/decode.h"
#include "pipeline/stages/parse.h"

namespace {

using tamis::extract::Measure;

template <typename T>
void Write(const T& value) {
  std::cout.write(reinterpret_cast<const char*>(&value), sizeof value);
}

class Rows {
 public:
  void WritePage(const std::string& html, const tamis::PageContext& context,
                 const std::string& gold) {
    const auto& input = decode_.Decode(html, context, options_);
    static_cast<void>(parse_.Parse(input.utf8, options_));  // a partial tree is a page too
    builder_.Build(parse_.dom(), page_);
    const auto& metadata = metadata_.Read(parse_.dom(), context);
    features_.Read(page_,
                   tamis::extract::FindPageForm(page_.declared, metadata.og_type, context.url));
    std::vector<std::string_view> texts;
    for (const auto& block : page_.blocks) texts.push_back(page_.Text(block));
    const std::vector<float> labels = tamis::training::LabelBlocks(texts, gold);
    std::cout << texts.size() << '\n';
    tamis::extract::BlockFeatures row;
    for (uint32_t i = 0; i < texts.size(); ++i) {
      features_.Compute(i, row);
      Write(row.measures);
      Write(row.hints);
      Write(labels[i]);
      Write(page_.blocks[i].words);
      Write(static_cast<uint32_t>(texts[i].size()));
      std::cout << texts[i];
    }
  }

 private:
  const tamis::ExtractOptions options_;
  tamis::pipeline::DecodeStage decode_;
  tamis::pipeline::ParseStage parse_;
  tamis::metadata::MetadataReader metadata_;
  tamis::extract::BlockBuilder builder_;
  tamis::extract::PageBlocks page_;
  tamis::extract::FeatureExtractor features_;
};

std::string ReadBytes(size_t size) {
  std::string bytes(size, '\0');
  std::cin.read(bytes.data(), static_cast<std::streamsize>(size));
  return bytes;
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
  Rows rows;
  size_t url_bytes, type_bytes, html_bytes, gold_bytes;
  while (std::cin >> url_bytes >> type_bytes >> html_bytes >> gold_bytes) {
    std::cin.get();
    const std::string url = ReadBytes(url_bytes);
    const std::string type = ReadBytes(type_bytes);
    const std::string html = ReadBytes(html_bytes);
    const std::string gold = ReadBytes(gold_bytes);
    rows.WritePage(html, {.url = url, .content_type = type}, gold);
  }
  return std::cin.eof() ? 0 : 1;
}
