// The AVX2 kernels; see avx2.cc.

#pragma once

#include "base/simd/kernels.h"

namespace tamis::simd {

#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
bool HasAvx2();
#endif

}  // namespace tamis::simd
