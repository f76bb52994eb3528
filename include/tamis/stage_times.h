// Where the time of a run goes.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis {

// In the order of a page's path.
enum class RunStage : uint8_t {
  kRead,      // file -> records, decompressed
  kOpen,      // HTTP message, content codings, JSON rows
  kDecode,    // -> UTF-8
  kParse,     // -> tree
  kDescribe,  // metadata
  kExtract,   // blocks, features, model, decisions
  kJudge,     // page state, rights
  kCompose,   // text, Markdown, language, signals
  kRow,       // -> JSON, compressed
  kWrite,     // shards, checkpoints
};
inline constexpr size_t kRunStageCount = 10;
inline constexpr std::array<std::string_view, kRunStageCount> kRunStageNames = {
    "read", "open", "decode", "parse", "describe", "extract", "judge", "compose", "row", "write"};

// Wall clock by stage, summed over threads.
struct StageTimes {
  std::array<uint64_t, kRunStageCount> nanoseconds = {};

  void Add(RunStage stage, std::chrono::nanoseconds time) {
    nanoseconds[static_cast<size_t>(stage)] += static_cast<uint64_t>(time.count());
  }
  void Add(const StageTimes& other) {
    for (size_t i = 0; i < kRunStageCount; ++i) nanoseconds[i] += other.nanoseconds[i];
  }
  // REQUIRES: `earlier` is an earlier state of this.
  StageTimes Since(const StageTimes& earlier) const {
    StageTimes times = *this;
    for (size_t i = 0; i < kRunStageCount; ++i) times.nanoseconds[i] -= earlier.nanoseconds[i];
    return times;
  }
  uint64_t total() const {
    uint64_t sum = 0;
    for (const uint64_t time : nanoseconds) sum += time;
    return sum;
  }
};

// A stop watch. One call a stage, some 25 ns.
class StageClock {
 public:
  // `times` must outlive the clock.
  explicit StageClock(StageTimes& times) : times_(times) {}
  // The time since the last lap, or the start, was spent in `stage`.
  void Lap(RunStage stage) {
    const auto now = std::chrono::steady_clock::now();
    times_.Add(stage, now - last_);
    last_ = now;
  }
  // The time since the last lap counts nowhere.
  void Restart() { last_ = std::chrono::steady_clock::now(); }

 private:
  StageTimes& times_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace tamis
