// The rows of blocks that the model learns from, from the code that later asks the model.
//
// Usage: tamis_block_rows < PAGES > ROWS           rows, labels and names; nothing known of names
//        tamis_block_rows NAMES < PAGES > ROWS     only the columns that depend on names
//        tamis_block_rows --columns                prints the names of the columns
//        tamis_block_rows --vocabulary < PAGES     prints "HASH NAME" of each class and id name
//
// PAGES  a line "URL_BYTES CONTENT_TYPE_BYTES HTML_BYTES GOLD_BYTES" and then those four, a page
//        after another; gold may be empty
// NAMES  a line "HASH LOG_ODDS" for each class or id name (blocks/name_table.h)
// ROWS   per page, in machine byte order: uint32 blocks, uint32 columns, uint8 rows[][], the same
//        columns of the mean row; without
//        NAMES then per block: float label (alignment.h), uint32 words, uint32 begin and end in the
//        page, uint32 text bytes, text, uint32 names, uint32 hashes of the names of its containers
//        (each once)

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "alignment.h"
#include "extract/blocks/hints.h"
#include "extract/features/columns.h"
#include "extract/model/mean_row.h"
#include "extract/model/row_codes.h"
#include "read_pages.h"

namespace {

using tamis::extract::ColumnNames;
using tamis::extract::kColumnCount;
using tamis::extract::kForestStep;
using tamis::extract::NameTable;
using tamis::extract::PageBlocks;
using tamis::training::PageRequest;

template <typename T>
void Write(const T& value) {
  std::cout.write(reinterpret_cast<const char*>(&value), sizeof value);
}

bool DependsOnNames(std::string_view column) {
  return column.starts_with("name_") || column.ends_with("_name");
}

class Rows {
 public:
  Rows(NameTable names, bool only_names) : names_(std::move(names)), only_names_(only_names) {
    const auto columns = ColumnNames();
    for (size_t i = 0; i < columns.size(); ++i) {
      if (!only_names || DependsOnNames(columns[i])) written_.push_back(i);
    }
  }

  void WritePage(const PageRequest& request) {
    reader_.Read(request.html, request.context());
    const PageBlocks& page = reader_.page();
    columns_.Read(page, reader_.features(), names_);
    Write(static_cast<uint32_t>(page.blocks.size()));
    Write(static_cast<uint32_t>(written_.size()));
    mean_.Start(kColumnCount);
    rows_.ReadPage(columns_);
    const size_t blocks = page.blocks.size();
    for (size_t first = 0; first < blocks; first += kForestStep) {
      const size_t count = std::min(kForestStep, blocks - first);
      rows_.Write(static_cast<uint32_t>(first), step_.data());
      mean_.Add(step_.data(), {columns_.blocks().words.From(static_cast<ptrdiff_t>(first)), count});
      for (size_t row = 0; row < count; ++row) {
        for (size_t c = 0; c < row_.size(); ++c) row_[c] = step_[c * kForestStep + row];
        WriteRow();
      }
    }
    mean_.Write(row_);
    WriteRow();
    if (!only_names_) WriteBlocks(request.gold);
  }

 private:
  void WriteRow() {
    for (const size_t i : written_) Write(row_[i]);
  }

  void WriteBlocks(const std::string& gold) {
    const PageBlocks& page = reader_.page();
    std::vector<std::string_view> texts;
    for (const auto& block : page.blocks) texts.push_back(page.Text(block));
    const std::vector<float> labels = tamis::training::LabelBlocks(texts, gold);
    for (size_t i = 0; i < texts.size(); ++i) {
      Write(labels[i]);
      Write(page.blocks[i].words);
      Write(page.blocks[i].html_begin);
      Write(page.blocks[i].html_end);
      Write(static_cast<uint32_t>(texts[i].size()));
      std::cout << texts[i];
      const std::vector<uint32_t> hashes = NamesAround(page.blocks[i].parent);
      Write(static_cast<uint32_t>(hashes.size()));
      for (const uint32_t hash : hashes) Write(hash);
    }
  }

  std::vector<uint32_t> NamesAround(uint32_t container) {
    std::vector<uint32_t> hashes;
    const tamis::html::Dom& dom = reader_.dom();
    const auto& containers = reader_.page().containers;
    for (uint32_t c = container; c != 0; c = containers[c].parent) {
      if (containers[c].node == tamis::html::kNoNode) continue;
      for (const auto& attribute : dom.attributes(containers[c].node)) {
        if (attribute.name != tamis::html::names::kClass &&
            attribute.name != tamis::html::names::kId) {
          continue;
        }
        static_cast<void>(tamis::extract::HintsOfNames(dom.value(attribute), {}, &hashes));
      }
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
  }

  const NameTable names_;
  const bool only_names_;
  std::vector<size_t> written_;  // columns
  tamis::training::PageReader reader_;
  tamis::extract::Columns columns_;
  tamis::extract::RowCodes rows_;
  std::vector<uint8_t> step_ = std::vector<uint8_t>(kColumnCount * kForestStep);
  std::array<uint8_t, kColumnCount> row_{};
  tamis::extract::MeanRow mean_;
};

// Prints every class and id name of the pages, each once.
class Vocabulary {
 public:
  void ReadPage(const PageRequest& request) {
    reader_.Read(request.html, request.context());
    const tamis::html::Dom& dom = reader_.dom();
    for (tamis::html::NodeId id = 0; id < dom.node_count(); ++id) {
      if (dom.node(id).type != tamis::html::NodeType::kElement) continue;
      for (const auto& attribute : dom.attributes(id)) {
        if (attribute.name != tamis::html::names::kClass &&
            attribute.name != tamis::html::names::kId) {
          continue;
        }
        AddNames(dom.value(attribute));
      }
    }
  }

 private:
  void AddNames(std::string_view value) {
    constexpr std::string_view kSpaces = " \t\n\v\f\r";
    for (size_t begin = 0; (begin = value.find_first_not_of(kSpaces, begin)) != value.npos;) {
      const size_t end = std::min(value.find_first_of(kSpaces, begin), value.size());
      Add(value.substr(begin, end - begin));
      begin = end;
    }
  }

  void Add(std::string_view name) {
    const uint32_t hash = tamis::extract::HashOfName(name);
    if (seen_.insert(hash).second) std::cout << hash << ' ' << name << '\n';
  }

  tamis::training::PageReader reader_;
  std::unordered_set<uint32_t> seen_;
};

NameTable ReadNames(const char* path) {
  std::vector<NameTable::Entry> entries;
  std::ifstream in(path);
  NameTable::Entry entry;
  while (in >> entry.hash >> entry.log_odds) entries.push_back(entry);
  return NameTable(entries);
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  if (argc > 1 && std::string_view(argv[1]) == "--columns") {
    for (const std::string_view name : ColumnNames()) std::cout << name << '\n';
    return 0;
  }
  const bool only_vocabulary = argc > 1 && std::string_view(argv[1]) == "--vocabulary";
  Vocabulary vocabulary;
  Rows rows(argc > 1 ? ReadNames(argv[1]) : NameTable(), argc > 1);
  PageRequest request;
  while (tamis::training::ReadRequest(request)) {
    if (only_vocabulary) {
      vocabulary.ReadPage(request);
    } else {
      rows.WritePage(request);
    }
  }
  return std::cin.eof() ? 0 : 1;
}
