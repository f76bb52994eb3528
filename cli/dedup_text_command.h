// tamis dedup-text: repeated lines, paragraphs and spans within rows.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "tamis/text_cuts.h"

namespace tamis::cli {

class DedupTextCommand {
 public:
  // REQUIRES: this object outlives the parsing of `root`.
  explicit DedupTextCommand(CLI::App& root);
  DedupTextCommand(const DedupTextCommand&) = delete;
  DedupTextCommand& operator=(const DedupTextCommand&) = delete;

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  void AddCutFlags();
  std::string ApplyFlags();
  void Print(const TextCutSummary& summary) const;

  CLI::App& app_;
  std::vector<std::string> inputs_;
  std::string output_;
  uint32_t substring_words_ = 50;
  uint32_t substring_bytes_ = 0;  // 0: words count
  bool quiet_ = false;
  TextCutOptions options_;
};

}  // namespace tamis::cli
