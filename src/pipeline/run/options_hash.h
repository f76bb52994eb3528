// A short name for the options that change rows, written into each row as `engine.options_hash`.

#pragma once

#include <string>

#include "tamis/pipeline.h"

namespace tamis::pipeline {

// 16 hex digits: equal for equal results, whatever the threads, the folder or the shard size.
std::string OptionsHash(const RunOptions& options);

}  // namespace tamis::pipeline
