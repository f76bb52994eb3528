// What the system says about this process.

#pragma once

#include <cstdint>

namespace tamis::pipeline {

uint64_t PeakMemoryBytes();
// Cores that this process may use.
uint32_t AvailableCores();

}  // namespace tamis::pipeline
