#include "io/crc32.h"

#include <libdeflate.h>

namespace tamis::io {

uint32_t Crc32(std::string_view bytes, uint32_t crc) {
  return libdeflate_crc32(crc, bytes.data(), bytes.size());
}

}  // namespace tamis::io
