#include "extract/model/block_model.h"

#include <algorithm>
#include <array>
#include <span>

#include "extract/model/model_table.h"

namespace tamis::extract {
namespace {

// Shared by all threads, built on first use.
const NameTable& LearnedNames() {
  static const NameTable kNames = [] {
    std::vector<NameTable::Entry> entries;
    for (const LearnedName& name : CommittedModel().names) {
      entries.push_back({name.hash, static_cast<float>(name.hundredths) / 100.0f});
    }
    return NameTable(entries);
  }();
  return kNames;
}

}  // namespace

BlockModel::BlockModel() : blocks_(CommittedModel().blocks) {
  for (const ForestTable& type : CommittedModel().types) types_.emplace_back(type);
}

std::string_view BlockModel::Name() { return CommittedModel().name; }

PageTypes BlockModel::Score(const PageBlocks& page, const FeatureExtractor& features,
                            std::vector<float>& probabilities) {
  const auto count = static_cast<uint32_t>(page.blocks.size());
  probabilities.clear();
  if (count == 0) return {};
  columns_.Read(page, features, LearnedNames());
  rows_.ReadPage(columns_);
  mean_.Start(kColumnCount);
  blocks_.Start(count);
  for (uint32_t first = 0; first < count; first += kForestStep) {
    uint8_t* const codes = blocks_.Codes(first / kForestStep);
    rows_.Write(first, codes);
    mean_.Add(codes,
              {columns_.blocks().words.From(first), std::min<size_t>(count - first, kForestStep)});
  }
  blocks_.Predict(probabilities);
  return ScoreTypes();
}

PageTypes BlockModel::ScoreTypes() {
  PageTypes types;
  std::array<uint8_t, kColumnCount> row;
  mean_.Write(row);
  float sum = 0;
  for (size_t i = 0; i < types_.size(); ++i) {
    types.probability[i] = types_[i].PredictOne(row);
    sum += types.probability[i];
  }
  for (float& p : types.probability) p /= sum;
  return types;
}

float CalibratedConfidence(float expected_f1) {
  const std::span<const float> curve = CommittedModel().confidence;
  const float at = std::clamp(expected_f1, 0.0f, 1.0f) * static_cast<float>(curve.size() - 1);
  const size_t below = std::min(static_cast<size_t>(at), curve.size() - 2);
  const float share = at - static_cast<float>(below);
  return curve[below] + share * (curve[below + 1] - curve[below]);
}

}  // namespace tamis::extract
