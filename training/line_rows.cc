// What the line model of flattened text is fitted on, from the code that applies it.
//
// Usage: tamis_line_rows --names              prints the names of the columns
//        tamis_line_rows --lines < TEXTS      lines with their labels and words
//        tamis_line_rows --columns ODDS < TEXTS
//
// TEXTS      a line "TABLE TEXT_BYTES GOLD_BYTES" and then text and gold, a text after another
// ODDS       a file of tables of learned words: uint32 count, count times uint32 key, int32 odds;
//            TABLE is the number of one
// --lines    per text a line "LINES" and then, per line, in machine byte order: float label
//            (alignment.h), uint32 words, uint32 rules (1: they keep it, 0: they drop it, 2: they
//            drop it for certain), uint32 count, uint32 word keys[count], uint32 text bytes, text
// --columns  float columns[...] of all lines of all texts

#include <cstdint>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alignment.h"
#include "extract/flat/line_features.h"
#include "extract/flat/line_judge.h"
#include "extract/flat/paragraphs.h"

namespace {

using tamis::extract::LearnedWord;
using tamis::extract::LineFeatures;
using tamis::extract::LineJudge;

template <typename T>
void Write(const T* values, size_t count) {
  std::cout.write(reinterpret_cast<const char*>(values),
                  static_cast<std::streamsize>(count * sizeof(T)));
}
void WriteNumber(size_t value) {
  const auto number = static_cast<uint32_t>(value);
  Write(&number, 1);
}

class Rows {
 public:
  void Read(const std::string& source, LineFeatures& features) {
    cutter_.Cut(source, text_);
    measures_.clear();
    texts_.clear();
    for (const auto& paragraph : text_.paragraphs) {
      texts_.push_back(text_.Text(paragraph));
      measures_.push_back(tamis::extract::MeasureText(texts_.back()));
    }
    uint32_t title = LineJudge::kNoLine;
    judge_.Judge(text_, measures_, decisions_, title);
    features_ = &features;
    features.Read(text_, measures_, judge_, decisions_, title);
  }

  void WriteLines(const std::string& gold) const {
    const std::vector<float> labels = tamis::training::LabelBlocks(texts_, gold);
    std::cout << texts_.size() << '\n';
    for (uint32_t i = 0; i < texts_.size(); ++i) {
      Write(&labels[i], 1);
      WriteNumber(measures_[i].words);
      WriteNumber(LineJudge::IsCertain(decisions_[i]) ? 2 : decisions_[i].keep);
      WriteNumber(features_->WordsOf(i).size());
      Write(features_->WordsOf(i).data(), features_->WordsOf(i).size());
      WriteNumber(texts_[i].size());
      Write(texts_[i].data(), texts_[i].size());
    }
  }

  void WriteColumns() {
    for (uint32_t i = 0; i < texts_.size(); ++i) {
      features_->Compute(i, row_);
      Write(row_.data(), row_.size());
    }
  }

 private:
  tamis::extract::ParagraphCutter cutter_;
  tamis::extract::FlatText text_;
  std::vector<std::string_view> texts_;
  std::vector<tamis::extract::TextMeasure> measures_;
  LineJudge judge_;
  std::vector<tamis::extract::Decision> decisions_;
  const LineFeatures* features_ = nullptr;
  tamis::extract::LineRow row_;
};

std::string ReadBytes(size_t size) {
  std::string bytes(size, '\0');
  std::cin.read(bytes.data(), static_cast<std::streamsize>(size));
  return bytes;
}

int ReadTexts(bool columns, std::vector<LineFeatures>& tables) {
  Rows rows;
  size_t table, text_bytes, gold_bytes;
  while (std::cin >> table >> text_bytes >> gold_bytes) {
    std::cin.get();
    const std::string text = ReadBytes(text_bytes);
    const std::string gold = ReadBytes(gold_bytes);
    if (table >= tables.size()) return 2;
    rows.Read(text, tables[table]);
    if (columns) {
      rows.WriteColumns();
    } else {
      rows.WriteLines(gold);
    }
  }
  return std::cin.eof() ? 0 : 1;
}

std::vector<LineFeatures> ReadTables(std::istream& file) {
  std::vector<LineFeatures> tables;
  uint32_t count;
  while (file.read(reinterpret_cast<char*>(&count), sizeof count)) {
    std::vector<LearnedWord> words(count);
    file.read(reinterpret_cast<char*>(words.data()),
              static_cast<std::streamsize>(count * sizeof(LearnedWord)));
    tables.emplace_back(words);
  }
  return tables;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "--names") {
    for (const std::string& name : tamis::extract::LineColumnNames()) std::cout << name << '\n';
    return 0;
  }
  std::vector<LineFeatures> tables;
  if (mode == "--lines") {
    tables.emplace_back(std::span<const LearnedWord>());
    return ReadTexts(false, tables);
  }
  if (mode != "--columns" || argc != 3) return 2;
  std::ifstream file(argv[2], std::ios::binary);
  tables = ReadTables(file);
  return ReadTexts(true, tables);
}
