// The kernels of what every machine of the kind has: SSE2 or NEON; see vector16.cc.

#pragma once

#include "base/simd/kernels.h"

namespace tamis::simd {

extern const Kernels kVector16Kernels;

}  // namespace tamis::simd
