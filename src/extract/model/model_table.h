// The committed models of blocks and of page types. The arrays are in model_table.cc, which
// training/fit_model.py writes.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "extract/model/forest.h"
#include "extract/model/page_type.h"

namespace tamis::extract {

struct LearnedName {
  uint32_t hash;       // HashOfName() of a class or id name
  int16_t hundredths;  // of its log-odds
};

struct ModelTable {
  ForestTable blocks;                             // a row a block: is it main text?
  std::array<ForestTable, kPageTypeCount> types;  // the mean row: is the page of this type?
  std::span<const LearnedName> names;
  // Expected F1 in steps of 1 / (size - 1), to the F1 found on pages that were not learned from.
  std::span<const float> confidence;
  uint32_t columns_hash;  // of ColumnNames(), as training/export_forest.py computes it
  std::string_view name;  // stands in every row as engine.model
  // A few rows of training pages and what the trainer predicts for them, for model_test.cc.
  std::span<const uint8_t> check_rows;
  std::span<const float> check_probabilities;
};

const ModelTable& CommittedModel();

}  // namespace tamis::extract
