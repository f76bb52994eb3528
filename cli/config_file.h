// --config: a TOML file whose keys are the long flags without their dashes.
//
//   threads = 8            # keys at the top belong to the command that is being run
//   [run]
//   shard-bytes = "256M"   # keys in a section to the command of that name
//
// A flag on the command line beats the file. A key that the command does not know is an error.

#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace tamis::cli {

// Adds --config FILE to the root and teaches it the rules above.
void AddConfigFile(CLI::App& root);

// The options of `command` as they are in effect, as a section of a configuration file.
std::string PrintConfig(const CLI::App& command);

}  // namespace tamis::cli
