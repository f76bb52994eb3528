#include "extract/flat/line_landmarks.h"

#include <algorithm>
#include <string_view>

namespace tamis::extract {
namespace {

constexpr float kNone = 9999;
constexpr float kNear = 999;

// What a line that is no prose takes from the sum of a core: for each of its words, and besides.
struct Toll {
  float word, line;
};
constexpr Toll kTollTable[LineLandmarks::kTolls] = {{1, 10}, {0.3f, 2}, {2, 40}};

constexpr uint32_t kMaxMarkerWords = 15;
constexpr float kMarkerShare = 0.3f;

constexpr std::string_view kCoreNames[] = {"in", "from", "to", "share"};
constexpr std::string_view kMarkerNames[] = {"since", "until", "before", "after"};
constexpr std::string_view kKindNames[] = {"error",   "legal",  "copyright", "comment",
                                           "cookie",  "share",  "byline",    "more",
                                           "related", "advert", "signup"};
static_assert(std::size(kKindNames) == static_cast<size_t>(PhraseKind::kCount));

}  // namespace

std::vector<std::string> LandmarkColumnNames() {
  std::vector<std::string> out;
  for (size_t toll = 0; toll < LineLandmarks::kTolls; ++toll) {
    for (const std::string_view name : kCoreNames) {
      out.push_back("core" + std::to_string(toll) + "_" + std::string(name));
    }
  }
  for (const std::string_view kind : kKindNames) {
    for (const std::string_view name : kMarkerNames) {
      out.push_back("marker_" + std::string(kind) + "_" + std::string(name));
    }
  }
  return out;
}

void LineLandmarks::Read(std::span<const LineShape> shapes) {
  words_before_.assign(1, 0.0f);
  for (const LineShape& shape : shapes) {
    words_before_.push_back(words_before_.back() + static_cast<float>(shape.words));
  }
  for (size_t toll = 0; toll < kTolls; ++toll) FindCore(shapes, toll);
  FindMarkers(shapes);
}

void LineLandmarks::FindCore(std::span<const LineShape> shapes, size_t toll) {
  cores_[toll] = Core{};
  float sum = 0, best = 0;
  uint32_t begin = 0;
  for (uint32_t i = 0; i < shapes.size(); ++i) {
    const auto words = static_cast<float>(shapes[i].words);
    sum += shapes[i].prose ? words : -(kTollTable[toll].word * words + kTollTable[toll].line);
    if (sum <= 0) {
      sum = 0;
      begin = i + 1;
    } else if (sum > best) {
      best = sum;
      cores_[toll] = {begin, i + 1, best / words_before_.back()};
    }
  }
}

void LineLandmarks::FindMarkers(std::span<const LineShape> shapes) {
  markers_.assign(shapes.size(), {});
  const auto count = static_cast<uint32_t>(shapes.size());
  for (size_t k = 0; k < kKinds; ++k) {
    auto is_marker = [&](uint32_t i) {
      return shapes[i].words <= kMaxMarkerWords &&
             shapes[i].phrases.Share(static_cast<PhraseKind>(k)) >= kMarkerShare;
    };
    float seen = 0, from = -1;  // words of the page behind the last marker
    for (uint32_t i = 0; i < count; ++i) {
      markers_[i][k].since = from < 0 ? kNone : words_before_[i] - from;
      markers_[i][k].before = seen;
      if (!is_marker(i)) continue;
      ++seen;
      from = words_before_[i + 1];
    }
    seen = 0, from = -1;
    for (uint32_t i = count; i-- > 0;) {
      markers_[i][k].until = from < 0 ? kNone : from - words_before_[i + 1];
      markers_[i][k].after = seen;
      if (!is_marker(i)) continue;
      ++seen;
      from = words_before_[i];
    }
  }
}

void LineLandmarks::Append(uint32_t i, std::vector<float>& row) const {
  for (const Core& core : cores_) {
    if (core.begin == core.end) {
      row.insert(row.end(), {-1.0f, -kNear, -kNear, 0.0f});
      continue;
    }
    const float from = words_before_[i] - words_before_[core.begin];
    const float to = words_before_[core.end] - words_before_[i + 1];
    row.insert(row.end(),
               {i >= core.begin && i < core.end ? 1.0f : 0.0f, std::clamp(from, -kNear, kNone),
                std::clamp(to, -kNear, kNone), core.share});
  }
  for (const Marker& m : markers_[i]) {
    row.insert(row.end(), {m.since, m.until, m.before, m.after});
  }
}

}  // namespace tamis::extract
