// Libraries of tamis that are opened at their first use: what they need would cost every command
// time and memory if it were linked (docs/decisions/040-parquet-plugin.md).

#pragma once

#include <string>

#include "tamis/status.h"

namespace tamis {

// The address of `symbol` in the library `file`, which stands beside the program or in
// ../lib/tamis. The library stays open for the life of the process.
// Errors: kUnsupported, with why: "/usr/bin/libtamis_x.so is missing".
// Threads: safe.
Result<void*> OpenPlugin(const std::string& file, const char* symbol);

}  // namespace tamis
