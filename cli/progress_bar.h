// Shows how far a run is: one line that is redrawn on a terminal, else a line now and then.

#pragma once

#include "tamis/pipeline.h"

namespace tamis::cli {

// The line for `progress`, cut to `width` columns. Public for its test: tests/cli.
std::string ProgressLine(const RunProgress& progress, size_t width);

// Writes to stderr; nothing at all when quiet.
// Threads: calls must not overlap.
class ProgressBar {
 public:
  explicit ProgressBar(bool quiet);

  void Show(const RunProgress& progress);
  // Wipes the line, so that other output can take its place.
  void Clear();

 private:
  const bool quiet_;
  const bool terminal_;
  bool drawn_ = false;
  double next_line_ = 5;  // seconds; without a terminal
};

}  // namespace tamis::cli
