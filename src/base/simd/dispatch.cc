// Which kernels this machine can run, and which are in use.

#include <cstdlib>
#include <string_view>

#include "base/simd/kernels.h"
#include "base/simd/scalar.h"

namespace tamis::simd {
namespace {

constexpr const Kernels* kAvailable[] = {&kScalarKernels};

const Kernels& Choose() {
  if (const char* wanted = std::getenv("TAMIS_KERNEL"); wanted != nullptr) {
    for (const Kernels* kernels : kAvailable) {
      if (kernels->name == wanted) return *kernels;
    }
  }
  return *AvailableKernels().back();
}

}  // namespace

std::span<const Kernels* const> AvailableKernels() { return kAvailable; }

const Kernels& ActiveKernels() {
  static const Kernels& active = Choose();
  return active;
}

}  // namespace tamis::simd
