// Which kernels this machine can run, and which are in use.

#include <cstdlib>
#include <string_view>

#include "base/simd/avx2.h"
#include "base/simd/avx512.h"
#include "base/simd/kernels.h"
#include "base/simd/scalar.h"
#include "base/simd/vector16.h"

namespace tamis::simd {
namespace {

#if defined(__x86_64__)
constexpr const Kernels* kAll[] = {&kScalarKernels, &kVector16Kernels, &kAvx2Kernels,
                                   &kAvx512Kernels};

size_t CountAvailable() { return HasAvx512() ? 4 : HasAvx2() ? 3 : 2; }
#else
constexpr const Kernels* kAll[] = {&kScalarKernels, &kVector16Kernels};

size_t CountAvailable() { return 2; }
#endif

const Kernels& Choose() {
  const std::span<const Kernels* const> available = AvailableKernels();
  if (const char* wanted = std::getenv("TAMIS_KERNEL"); wanted != nullptr) {
    for (const Kernels* kernels : available) {
      if (kernels->name == wanted) return *kernels;
    }
  }
  return *available.back();
}

}  // namespace

std::span<const Kernels* const> AvailableKernels() {
  static const size_t count = CountAvailable();
  return std::span(kAll).first(count);
}

const Kernels& ActiveKernels() {
  static const Kernels& active = Choose();
  return active;
}

}  // namespace tamis::simd
