// The AVX-512 kernels; see avx512.cc.

#pragma once

#include "base/simd/kernels.h"

namespace tamis::simd {

#if defined(__x86_64__)
extern const Kernels kAvx512Kernels;
bool HasAvx512();
#endif

}  // namespace tamis::simd
