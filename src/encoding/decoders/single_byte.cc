// Source: https://encoding.spec.whatwg.org/#single-byte-decoder, #x-user-defined-decoder

#include <array>

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {

void DecodeSingleByte(Encoding encoding, std::string_view bytes, Writer& out) {
  // The UTF-8 of each byte 80..FF, so that the loop does not encode.
  struct Packed {
    uint32_t bytes = 0;
    uint32_t length = 0;
  };
  std::array<Packed, 128> packed;
  const size_t row = static_cast<size_t>(encoding) - static_cast<size_t>(Encoding::kIbm866);
  for (size_t n = 0; n < packed.size(); ++n) {
    const uint32_t c = kSingleByte[row][n];
    if (c == 0) continue;
    if (c < 0x800) {
      packed[n] = {(0xC0 | (c >> 6)) | (0x80 | (c & 0x3F)) << 8, 2};
    } else {
      packed[n] = {(0xE0 | (c >> 12)) | (0x80 | ((c >> 6) & 0x3F)) << 8 | (0x80 | (c & 0x3F)) << 16,
                   3};
    }
  }
  for (size_t i = 0; CopyAscii(bytes, i, out); ++i) {
    const Packed& c = packed[static_cast<uint8_t>(bytes[i]) - 0x80u];
    if (c.length == 0) {
      out.PutError();
    } else {
      out.PutPacked(c.bytes, c.length);
    }
  }
}

void DecodeXUserDefined(std::string_view bytes, Writer& out) {
  for (size_t i = 0; CopyAscii(bytes, i, out); ++i) {
    out.Put(0xF780u + static_cast<uint8_t>(bytes[i]) - 0x80u);
  }
}

}  // namespace tamis::encoding
