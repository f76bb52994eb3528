// What the system says about this process.

#pragma once

#include <cstdint>

namespace tamis::pipeline {

uint64_t PeakMemoryBytes();
// That the process holds now; 0 when the system does not say.
uint64_t MemoryBytes();
// Cores that this process may use.
uint32_t AvailableCores();

}  // namespace tamis::pipeline
