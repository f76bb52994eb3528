// A short name for the options that change rows, written into each row as `engine.options_hash`.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tamis/pipeline.h"

namespace tamis::pipeline {

// The options that change rows, by name, with their values as text.
std::vector<std::pair<std::string, std::string>> RowOptionTexts(const RunOptions& options);

// 16 hex digits: equal for equal results, whatever the threads, the folder or the shard size.
std::string OptionsHash(const RunOptions& options);

}  // namespace tamis::pipeline
