// Shows how far a run is: one line that is redrawn on a terminal, else a line now and then; or
// JSON lines for machines.

#pragma once

#include <cstdint>
#include <string>

#include "tamis/pipeline.h"

namespace tamis::cli {

// The line for `progress`, cut to `width` columns. Public for its test: tests/cli.
std::string ProgressLine(const RunProgress& progress, size_t width);

// The same as a JSON object on a line: docs/running.md.
std::string ProgressJson(const RunProgress& progress);

enum class ProgressKind : uint8_t { kNone, kBar, kJson };

// Writes to stderr.
// Threads: calls must not overlap.
class ProgressBar {
 public:
  explicit ProgressBar(ProgressKind kind);

  void Show(const RunProgress& progress);
  // Wipes the line, so that other output can take its place.
  void Clear();

 private:
  void ShowJson(const RunProgress& progress);

  const ProgressKind kind_;
  const bool terminal_;
  bool drawn_ = false;
  double next_line_;  // seconds; without a terminal, or of JSON
};

}  // namespace tamis::cli
