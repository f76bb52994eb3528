#include "extract/model/block_model.h"

#include <algorithm>
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
  mean_.Start(row_.all().size());
  blocks_.Start(count);
  row_.ReadPage(columns_, page);
  for (uint32_t i = 0; i < count;) {
    const uint32_t container = page.blocks[i].parent;
    uint32_t end = i + 1;
    while (end < count && page.blocks[end].parent == container) ++end;
    row_.ReadContainer(columns_, container);
    for (; i < end; ++i) {
      row_.ReadBlock(columns_, i);
      blocks_.Set(i, row_.all());
      mean_.Add(row_.all(), page.blocks[i].words);
    }
  }
  blocks_.Predict(probabilities);
  return ScoreTypes();
}

PageTypes BlockModel::ScoreTypes() {
  PageTypes types;
  mean_.Write(row_.all());
  float sum = 0;
  for (size_t i = 0; i < types_.size(); ++i) {
    types_[i].Start(1);
    types_[i].Set(0, row_.all());
    types_[i].Predict(one_);
    types.probability[i] = one_[0];
    sum += one_[0];
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
