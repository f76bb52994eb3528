// The AVX2 kernels; see avx2.cc.

#pragma once

#include "base/simd/kernels.h"

namespace tamis::simd {

#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
bool HasAvx2();
// The same scans: they end after a few bytes, mostly.
extern const Kernels kAvx512Kernels;
bool HasAvx512();
#endif

}  // namespace tamis::simd
