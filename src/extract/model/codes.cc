#include "extract/model/codes.h"

#include <cstddef>
#include <cstring>

#include "base/simd/kernels.h"

namespace tamis::extract {
namespace {

constexpr size_t kLanes = 8;
using Ints = int32_t __attribute__((vector_size(kLanes * 4)));
using Bytes = uint8_t __attribute__((vector_size(kLanes)));

// A float's upper bits grow with its magnitude: the exponent and three bits of the mantissa.
constexpr int32_t kShift = 20;
constexpr int32_t CellOfPower(int32_t exponent) { return (127 + exponent) << 3; }
constexpr int32_t kSmallest = CellOfPower(-7) - 1;
constexpr int32_t kSmallestNegative = CellOfPower(-1) - 1;
constexpr int32_t kSteps = 255 - kCodeOfZero;
constexpr int32_t kNegativeSteps = kCodeOfZero;

// References: a vector by value has another ABI in each kernel.
[[gnu::always_inline]] inline void Clamp(Ints& x, int32_t low, int32_t high) {
  x = x < low ? Ints{} + low : x;
  x = x > high ? Ints{} + high : x;
}

[[gnu::always_inline]] inline void EncodeLanes(const Ints& bits, Bytes& codes) {
  const Ints magnitude = bits & 0x7FFFFFFF;
  Ints above = (magnitude >> kShift) - kSmallest;
  Ints below = (magnitude >> kShift) - kSmallestNegative;
  Clamp(above, 1, kSteps);
  Clamp(below, 1, kNegativeSteps);
  const Ints apart = bits < 0 ? -below : above;
  codes = __builtin_convertvector(kCodeOfZero + (magnitude == 0 ? Ints{} : apart), Bytes);
}

[[gnu::always_inline]] inline void Encode(const float* values, size_t count, uint8_t* codes) {
  Ints bits{};
  Bytes encoded;
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    std::memcpy(&bits, values + i, sizeof bits);
    EncodeLanes(bits, encoded);
    std::memcpy(codes + i, &encoded, sizeof encoded);
  }
  if (i == count) return;
  std::memcpy(&bits, values + i, (count - i) * sizeof(float));
  EncodeLanes(bits, encoded);
  std::memcpy(codes + i, &encoded, count - i);
}

void EncodePortably(const float* values, size_t count, uint8_t* codes) {
  Encode(values, count, codes);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void EncodeByAvx2(const float* values, size_t count, uint8_t* codes) {
  Encode(values, count, codes);
}
#endif

}  // namespace

void EncodeValues(std::span<const float> values, uint8_t* codes) {
#if defined(__x86_64__)
  if (simd::ActiveKernels().name == "avx2")
    return EncodeByAvx2(values.data(), values.size(), codes);
#endif
  EncodePortably(values.data(), values.size(), codes);
}

}  // namespace tamis::extract
