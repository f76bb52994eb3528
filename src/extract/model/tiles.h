// Tiles of 16 by 16 bytes, by which rows become columns.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tamis::extract {

inline constexpr size_t kTile = 16;
using TileRow = uint8_t __attribute__((vector_size(kTile)));

// Turns rows into columns. To interleave row i with row i + 8, for all of them, moves each bit of a
// byte's address up by one: done four times, row and column have changed places.
inline void Transpose(TileRow (&tile)[kTile]) {
  TileRow next[kTile];
  for (int round = 0; round < 4; ++round) {
    for (size_t i = 0; i < kTile / 2; ++i) {
      const TileRow& a = tile[i];
      const TileRow& b = tile[i + kTile / 2];
      next[2 * i] =
          __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      next[2 * i + 1] = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29,
                                                14, 30, 15, 31);
    }
    std::memcpy(tile, next, sizeof tile);
  }
}

// Stores the first `count` rows `stride` bytes apart.
inline void StoreTile(const TileRow (&tile)[kTile], size_t count, size_t stride, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) std::memcpy(out + i * stride, &tile[i], kTile);
}

}  // namespace tamis::extract
