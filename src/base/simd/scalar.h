// The portable kernels; see scalar.cc.

#pragma once

#include "base/simd/kernels.h"

namespace tamis::simd {

extern const Kernels kScalarKernels;

}  // namespace tamis::simd
