// tamis warc ls: the records of archives as a table, as JSON lines, or as an index.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "tamis/archive.h"
#include "text_output.h"

namespace tamis::cli {

class WarcList {
 public:
  // REQUIRES: this object outlives the parsing of `warc`.
  explicit WarcList(CLI::App& warc);

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  enum class Outcome : uint8_t { kWhole, kDamaged, kFailed, kCannotWrite };

  Outcome ListFile(const std::string& path, TextOutput& output);
  bool Wanted(const ArchiveRecord& record) const;
  bool Write(TextOutput& output);
  bool WriteSorted(TextOutput& output);

  CLI::App& app_;
  std::vector<std::string> files_;
  bool json_ = false;
  bool cdxj_ = false;
  bool sort_ = false;
  std::vector<std::string> types_;
  std::string url_;
  std::string status_;
  std::string mime_;
  std::string output_;
  ArchiveOptions options_;
  std::string buffer_;
  std::vector<std::string> lines_;  // of an index that is to be sorted
};

}  // namespace tamis::cli
