// tamis dedup: copies and near copies among rows.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "dedup_flags.h"
#include "tamis/dedup.h"

namespace tamis::cli {

class DedupCommand {
 public:
  // REQUIRES: this object outlives the parsing of `root`.
  explicit DedupCommand(CLI::App& root);
  DedupCommand(const DedupCommand&) = delete;
  DedupCommand& operator=(const DedupCommand&) = delete;

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  void AddMethodFlags();
  void AddIndexFlags();
  void AddRowFlags();
  std::string ApplyFlags();
  int RunPreview();
  int MakeReportOfRun() const;
  void Print(const DedupSummary& summary) const;

  CLI::App& app_;
  std::vector<std::string> inputs_;
  std::string output_;
  double threshold_ = 0;  // 0: as the preset has it
  bool no_verify_ = false;
  bool preview_ = false;
  bool report_ = false;
  bool quiet_ = false;
  DedupFlags flags_;
  DedupOptions& options_ = flags_.options;
};

}  // namespace tamis::cli
