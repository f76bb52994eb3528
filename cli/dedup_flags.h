// Flags of `tamis dedup` and `tamis index add`: how texts are compared, and what rows call things.

#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tamis/dedup.h"

namespace tamis::cli {

// Lives as long as the parsing of the command line.
struct DedupFlags {
  DedupOptions options = {};
  std::string preset = "default";
  std::string unit = {};
  uint32_t shingle = 0, bands = 0, rows = 0;  // 0: as the preset has it

  // Writes what was given into `options`. Returns what is wrong; empty when nothing is.
  std::string Apply();
};

void AddThreadsFlag(CLI::App& command, DedupFlags& flags);
void AddShingleFlags(CLI::App& command, DedupFlags& flags);
void AddIndexMemoryFlag(CLI::App& command, DedupFlags& flags);

// A field of rows: the flag, where its name goes, and what it is for.
struct FieldFlag {
  const char* flag;
  std::string* name;
  const char* description;
};
void AddFieldFlags(CLI::App& command, const std::vector<FieldFlag>& fields);

inline constexpr char kMethodGroup[] = "Method";
inline constexpr char kRowsGroup[] = "Rows";

}  // namespace tamis::cli
