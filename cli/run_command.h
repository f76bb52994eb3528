// tamis run: crawls in, a corpus out.

#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "flags.h"
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
  CLI::App& app_;
  std::vector<std::string> inputs_;
  std::string output_;
  ExtractFlags flags_;
  RunOptions options_;
  std::vector<std::string> filters_, respect_, drop_states_;
  bool no_blocks_ = false;
  std::string progress_ = "bar";
  bool quiet_ = false;
};

}  // namespace tamis::cli
