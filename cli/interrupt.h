// Ctrl-C and SIGTERM, as every long command takes them.

#pragma once

#include <atomic>

namespace tamis::cli {

// From now on the first SIGINT or SIGTERM sets the flag that this returns, for the stop of a hook,
// and the second ends the process.
const std::atomic<bool>& StopOnInterrupt();

}  // namespace tamis::cli
