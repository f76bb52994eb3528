// tamis run: crawls in, a corpus out.

#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "filter_flags.h"
#include "flags.h"
#include "progress_bar.h"
#include "tamis/pipeline.h"

namespace tamis::cli {

class RunCommand {
 public:
  // REQUIRES: this object outlives the parsing of `root`.
  explicit RunCommand(CLI::App& root);
  RunCommand(const RunCommand&) = delete;
  RunCommand& operator=(const RunCommand&) = delete;

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  int DryRun(const RunHooks& hooks, ProgressBar& bar);

  CLI::App& app_;
  std::vector<std::string> inputs_;
  std::string output_;
  ExtractFlags flags_;
  RunOptions options_;
  FilterFlags filters_;
  std::string dry_run_;  // "table", "json"; empty: a run
  bool no_blocks_ = false;
  std::string progress_ = "bar";
  bool quiet_ = false;
};

}  // namespace tamis::cli
