// The committed model belongs to this engine, and gives what its trainer saw it give.

#include <gtest/gtest.h>

#include <cmath>

#include <cstdint>
#include <string_view>

#include "extract/features/columns.h"
#include "extract/model/block_model.h"
#include "extract/model/model_table.h"

namespace tamis::extract {
namespace {

TEST(ModelTest, IsOfTheEnginesColumns) {
  const ModelTable& model = CommittedModel();
  uint32_t hash = 0x811C9DC5;
  for (const std::string_view name : ColumnNames()) {
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
    hash = (hash ^ '\n') * 0x01000193;
  }
  EXPECT_EQ(hash, model.columns_hash) << "the columns changed: run training/fit_model.py";
  EXPECT_EQ(model.blocks.columns, ColumnNames().size());
  for (const ForestTable& type : model.types) EXPECT_EQ(type.columns, ColumnNames().size());
}

TEST(ModelTest, GivesTheTrainersPredictions) {
  const ModelTable& model = CommittedModel();
  const size_t columns = model.blocks.columns;
  const size_t rows = model.check_probabilities.size();
  ASSERT_GE(rows, 20u);
  ASSERT_EQ(model.check_rows.size(), rows * columns);
  Forest forest(model.blocks);
  forest.Start(rows);
  for (size_t r = 0; r < rows; ++r) {
    forest.Set(r, model.check_rows.subspan(r * columns, columns));
  }
  std::vector<float> got;
  forest.Predict(got);
  const float sure = 1.0f / (1.0f + std::exp(-kSurelyNot * kSumOfAllRounds));
  size_t open = 0;
  for (size_t r = 0; r < rows; ++r) {
    if (got[r] < sure && model.check_probabilities[r] < 0.2f)
      continue;  // closed by the first round
    ++open;
    EXPECT_NEAR(got[r], model.check_probabilities[r], 1e-5) << r;
  }
  EXPECT_GT(open, rows / 3);
}

TEST(ModelTest, ConfidenceRisesWithTheExpectedF1) {
  float last = 0;
  for (float f1 = 0; f1 <= 1; f1 += 0.05f) {
    const float confidence = CalibratedConfidence(f1);
    EXPECT_GE(confidence, last);
    EXPECT_LE(confidence, 1);
    last = confidence;
  }
  EXPECT_GT(CalibratedConfidence(1), 0.8f);
}

}  // namespace
}  // namespace tamis::extract
