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
  std::string name = command.get_name();
  for (const CLI::App* app = command.get_parent(); app != nullptr; app = app->get_parent()) {
    name.insert(0, app->get_name() + " ");
  }
  PrintError(sentence);
  std::fprintf(stderr, "Run `%s --help` for its flags and examples.\n", name.c_str());
  return kExitUsage;
}

}  // namespace tamis::cli
