// Source: https://encoding.spec.whatwg.org/#euc-jp-decoder

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {

void DecodeEucJp(std::string_view bytes, Writer& out) {
  bool jis0212 = false;  // the lead before this one was 8F
  for (size_t i = 0; i < bytes.size();) {
    if (!jis0212 && !CopyAscii(bytes, i, out)) break;
    const uint8_t lead = static_cast<uint8_t>(bytes[i]);
    if ((lead != 0x8E && lead != 0x8F && !InRange(lead, 0xA1, 0xFE)) || i + 1 == bytes.size()) {
      out.PutError();
      ++i;
      continue;
    }
    const uint8_t byte = static_cast<uint8_t>(bytes[i + 1]);
    if (lead == 0x8E && InRange(byte, 0xA1, 0xDF)) {
      out.Put(0xFF61u - 0xA1u + byte);
      i += 2;
      continue;
    }
    if (lead == 0x8F && InRange(byte, 0xA1, 0xFE)) {
      jis0212 = true;
      ++i;
      continue;
    }
    char32_t c = 0;
    if (InRange(lead, 0xA1, 0xFE) && InRange(byte, 0xA1, 0xFE)) {
      const uint32_t pointer = (lead - 0xA1u) * 94 + (byte - 0xA1u);
      if (jis0212) {
        c = pointer < kJis0212Size ? kJis0212[pointer] : 0;
      } else {
        c = kJis0208[pointer];
      }
    }
    jis0212 = false;
    if (c != 0) {
      out.Put(c);
    } else {
      out.PutError();
    }
    i += c == 0 && byte < 0x80 ? 1 : 2;
  }
}

}  // namespace tamis::encoding
