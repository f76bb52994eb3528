// Counts what a program takes from the heap, by malloc and by operator new alike.
//
// Linking allocation_counter.cc replaces malloc, calloc, realloc and free of the whole program by
// functions that count and hand on to glibc's. Under sanitizers, which replace them too, nothing
// is counted.

#pragma once

#include <cstdint>

namespace tamis {

// Whether this build counts.
extern const bool kAllocationsAreCounted;

struct AllocationCount {
  uint64_t calls = 0;  // of malloc, calloc, realloc
  uint64_t bytes = 0;  // asked for

  AllocationCount operator-(const AllocationCount& before) const {
    return {calls - before.calls, bytes - before.bytes};
  }
};

// Of the calling thread since its start.
AllocationCount AllocationsSoFar();

}  // namespace tamis
