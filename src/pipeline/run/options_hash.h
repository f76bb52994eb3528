// A short name for the options that change rows, written into each row as `engine.options_hash`.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pipeline/run/run_setup.h"

namespace tamis::pipeline {

// The options that change rows, by name, with their values as text.
std::vector<std::pair<std::string, std::string>> RowOptionTexts(const RunSetup& setup);

// 16 hex digits: equal for equal results, whatever the threads, the folder or the shard size.
std::string OptionsHash(const RunSetup& setup);

}  // namespace tamis::pipeline
