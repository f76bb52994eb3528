// tamis warc check: everything that is wrong with archives.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "tamis/archive.h"
#include "text_output.h"

namespace tamis::cli {

class WarcCheck {
 public:
  // REQUIRES: this object outlives the parsing of `warc`.
  explicit WarcCheck(CLI::App& warc);

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  CLI::App& app_;
  std::vector<std::string> files_;
  bool json_ = false;
  bool quiet_ = false;
  ArchiveOptions options_;
};

}  // namespace tamis::cli
