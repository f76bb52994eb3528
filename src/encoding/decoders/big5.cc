// Source: https://encoding.spec.whatwg.org/#big5-decoder

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {
namespace {

// False when the pointer has no code point.
bool PutPointer(uint32_t pointer, Writer& out) {
  switch (pointer) {
    case 1133:
    case 1135:
    case 1164:
    case 1166:
      out.Put(pointer < 1164 ? 0xCA : 0xEA);
      out.Put(pointer == 1133 || pointer == 1164 ? 0x304 : 0x30C);
      return true;
    default:
      break;
  }
  if (pointer < kBig5First) return false;
  const uint32_t n = pointer - kBig5First;
  const char32_t low = kBig5[n];
  const bool plane2 = ((kBig5Plane2[n / 32] >> (n % 32)) & 1) != 0;
  if (low == 0 && !plane2) return false;
  out.Put(plane2 ? 0x20000 + low : low);
  return true;
}

}  // namespace

void DecodeBig5(std::string_view bytes, Writer& out) {
  for (size_t i = 0; CopyAscii(bytes, i, out);) {
    const uint8_t lead = static_cast<uint8_t>(bytes[i]);
    if (!InRange(lead, 0x81, 0xFE) || i + 1 == bytes.size()) {
      out.PutError();
      ++i;
      continue;
    }
    const uint8_t byte = static_cast<uint8_t>(bytes[i + 1]);
    const uint32_t offset = byte < 0x7F ? 0x40 : 0x62;
    const bool known = (InRange(byte, 0x40, 0x7E) || InRange(byte, 0xA1, 0xFE)) &&
                       PutPointer((lead - 0x81u) * 157 + (byte - offset), out);
    if (!known) out.PutError();
    i += !known && byte < 0x80 ? 1 : 2;
  }
}

}  // namespace tamis::encoding
