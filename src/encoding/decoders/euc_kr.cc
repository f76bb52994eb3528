// Source: https://encoding.spec.whatwg.org/#euc-kr-decoder

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {

void DecodeEucKr(std::string_view bytes, Writer& out) {
  for (size_t i = 0; CopyAscii(bytes, i, out);) {
    const uint8_t lead = static_cast<uint8_t>(bytes[i]);
    if (!InRange(lead, 0x81, 0xFE) || i + 1 == bytes.size()) {
      out.PutError();
      ++i;
      continue;
    }
    const uint8_t byte = static_cast<uint8_t>(bytes[i + 1]);
    char32_t c = 0;
    if (InRange(byte, 0x41, 0xFE)) {
      const uint32_t pointer = (lead - 0x81u) * 190 + (byte - 0x41u);
      if (pointer < kEucKrSize) c = kEucKr[pointer];
    }
    if (c != 0) {
      out.Put(c);
    } else {
      out.PutError();
    }
    i += c == 0 && byte < 0x80 ? 1 : 2;
  }
}

}  // namespace tamis::encoding
