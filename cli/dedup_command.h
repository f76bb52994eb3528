// tamis dedup: copies and near copies among rows.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

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
  void AddFieldFlags();
  std::string ApplyFlags();
  int RunPreview();
  void Print(const DedupSummary& summary) const;

  CLI::App& app_;
  std::vector<std::string> inputs_;
  std::string output_;
  std::string preset_ = "default";
  std::string unit_;
  uint32_t shingle_ = 0, bands_ = 0, rows_ = 0;  // 0: as the preset has it
  double threshold_ = 0;                         // likewise
  bool no_verify_ = false;
  bool preview_ = false;
  bool quiet_ = false;
  DedupOptions options_;
};

}  // namespace tamis::cli
