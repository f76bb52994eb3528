// tamis warc: look into crawl archives. A group of three: ls, check, get.

#pragma once

#include <CLI/CLI.hpp>

#include "warc_check.h"
#include "warc_get.h"
#include "warc_list.h"

namespace tamis::cli {

class WarcCommand {
 public:
  // REQUIRES: this object outlives the parsing of `root`.
  explicit WarcCommand(CLI::App& root);

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  CLI::App& app_;
  WarcList list_;
  WarcCheck check_;
  WarcGet get_;
};

}  // namespace tamis::cli
