// tamis report: a corpus told on one page.

#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "tamis/report.h"

namespace tamis::cli {

class ReportCommand {
 public:
  // REQUIRES: this object outlives the parsing of `root`.
  explicit ReportCommand(CLI::App& root);
  ReportCommand(const ReportCommand&) = delete;
  ReportCommand& operator=(const ReportCommand&) = delete;

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  int Write(const Report& report) const;

  CLI::App& app_;
  std::string corpus_;
  std::string output_;
  ReportOptions options_;
  bool archives_ = false;
  bool json_ = false;
  bool quiet_ = false;
};

}  // namespace tamis::cli
