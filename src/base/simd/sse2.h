// The 128-bit operations of SSE2 under their own names, on every machine: x86-64 has them, and
// elsewhere SIMDe (https://github.com/simd-everywhere/simde) makes them of NEON, or of plain C++
// where there is nothing of the kind. So what is written with them is written once.
//
// Tested: on both by tests/arm64.

#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#else
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/sse2.h>
#endif
