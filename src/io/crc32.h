// CRC-32 as in gzip, PNG and Python's zlib.crc32.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::io {

// Of `bytes` behind those that `crc` is of.
uint32_t Crc32(std::string_view bytes, uint32_t crc = 0);

}  // namespace tamis::io
