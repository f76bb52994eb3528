// Features of the lines of flattened text, for training: what the line model sees, from the code
// that applies it.
//
// Usage: tamis_line_rows < TEXTS > ROWS
//        tamis_line_rows --names      prints the names of the columns
//
// TEXTS  a line "TEXT_BYTES GOLD_BYTES" and then those two, a text after another; gold may be empty
// ROWS   per text a line "LINES" and then, per line, in machine byte order: float columns[...],
//        float label (alignment.h), uint32 words, uint32 keep (what the rules alone say: 1; 2: the
//        title), uint32 text bytes, text

#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "alignment.h"
#include "extract/flat/line_features.h"
#include "extract/flat/line_judge.h"
#include "extract/flat/paragraphs.h"

namespace {

using tamis::extract::LineJudge;

template <typename T>
void Write(const T& value) {
  std::cout.write(reinterpret_cast<const char*>(&value), sizeof value);
}

class Rows {
 public:
  void WriteText(const std::string& source, const std::string& gold) {
    cutter_.Cut(source, text_);
    measures_.clear();
    std::vector<std::string_view> texts;
    for (const auto& paragraph : text_.paragraphs) {
      texts.push_back(text_.Text(paragraph));
      measures_.push_back(tamis::extract::MeasureText(texts.back()));
    }
    uint32_t title = LineJudge::kNoLine;
    judge_.Judge(text_, measures_, decisions_, title);
    features_.Read(text_, measures_, judge_, decisions_, title);
    std::vector<float> labels(texts.size());
    if (!gold.empty()) labels = tamis::training::LabelBlocks(texts, gold);
    std::cout << texts.size() << '\n';
    for (uint32_t i = 0; i < texts.size(); ++i) {
      features_.Compute(i, row_);
      std::cout.write(reinterpret_cast<const char*>(row_.data()),
                      static_cast<std::streamsize>(row_.size() * sizeof(float)));
      Write(labels[i]);
      Write(measures_[i].words);
      Write(i == title ? 2u : uint32_t{decisions_[i].keep});
      Write(static_cast<uint32_t>(texts[i].size()));
      std::cout << texts[i];
    }
  }

 private:
  tamis::extract::ParagraphCutter cutter_;
  tamis::extract::FlatText text_;
  std::vector<tamis::extract::TextMeasure> measures_;
  LineJudge judge_;
  std::vector<tamis::extract::Decision> decisions_;
  tamis::extract::LineFeatures features_;
  tamis::extract::LineRow row_;
};

std::string ReadBytes(size_t size) {
  std::string bytes(size, '\0');
  std::cin.read(bytes.data(), static_cast<std::streamsize>(size));
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  if (argc > 1 && std::string_view(argv[1]) == "--names") {
    for (const std::string& name : tamis::extract::LineColumnNames()) std::cout << name << '\n';
    return 0;
  }
  Rows rows;
  size_t text_bytes, gold_bytes;
  while (std::cin >> text_bytes >> gold_bytes) {
    std::cin.get();
    const std::string text = ReadBytes(text_bytes);
    const std::string gold = ReadBytes(gold_bytes);
    rows.WriteText(text, gold);
  }
  return std::cin.eof() ? 0 : 1;
}
