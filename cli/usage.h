// A mistake on the command line.

#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "exit_codes.h"
#include "messages.h"

namespace tamis::cli {

// Says what is wrong and where to read more. Returns the exit code.
inline int UsageError(const CLI::App& command, const std::string& sentence) {
  const std::string name = command.get_parent() ? "tamis " + command.get_name() : "tamis";
  PrintError(sentence);
  std::fprintf(stderr, "Run `%s --help` for its flags and examples.\n", name.c_str());
  return kExitUsage;
}

}  // namespace tamis::cli
