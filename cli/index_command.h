// tamis index: what can be done with an index of `tamis dedup --index`. A group of five.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "dedup_flags.h"
#include "tamis/dedup_index.h"

namespace tamis::cli {

class IndexCommand {
 public:
  // REQUIRES: this object outlives the parsing of `root`.
  explicit IndexCommand(CLI::App& root);
  IndexCommand(const IndexCommand&) = delete;
  IndexCommand& operator=(const IndexCommand&) = delete;

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  CLI::App& AddSubcommand(const char* name, const char* description, const char* examples);
  int RunInfo();
  int RunAdd();
  int RunRemove();
  int RunCompact();
  int RunCheck();

  CLI::App& app_;
  std::string folder_;
  std::vector<std::string> inputs_;
  DedupFlags flags_;
  IndexSelection selection_;
  std::string ids_file_;
  bool quiet_ = false;
  bool json_ = false;
};

}  // namespace tamis::cli
