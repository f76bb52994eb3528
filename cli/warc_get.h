// tamis warc get: one record of an archive, by its place, its URL or its id.

#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "tamis/archive.h"

namespace tamis::cli {

class WarcGet {
 public:
  // REQUIRES: this object outlives the parsing of `warc`.
  explicit WarcGet(CLI::App& warc);

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  // "OFFSET", "OFFSET,LENGTH", "@OFFSET"
  struct Place {
    ArchivePlace begin;
    uint64_t length = 0;  // 0: not given
  };

  static bool ParsePlace(const std::string& text, Place& place);
  Result<ArchiveReader> Open(const Place& place) const;
  bool IsWanted(const ArchiveRecord& record, const Place& place) const;
  Status Write(ArchiveReader& reader, const ArchiveRecord& record, std::string& out) const;

  CLI::App& app_;
  std::string file_;
  std::string place_;
  std::string url_;
  std::string id_;
  bool body_ = false;
  bool headers_ = false;
  bool raw_ = false;
  std::string output_;
  ArchiveOptions options_;
};

}  // namespace tamis::cli
