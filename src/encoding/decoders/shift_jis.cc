// Source: https://encoding.spec.whatwg.org/#shift_jis-decoder

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {
namespace {

// 0 when the pair has no code point.
char32_t PairCodePoint(uint8_t lead, uint8_t byte) {
  if (!InRange(byte, 0x40, 0x7E) && !InRange(byte, 0x80, 0xFC)) return 0;
  const uint32_t offset = byte < 0x7F ? 0x40 : 0x41;
  const uint32_t lead_offset = lead < 0xA0 ? 0x81 : 0xC1;
  const uint32_t pointer = (lead - lead_offset) * 188 + byte - offset;
  // "This is interoperable legacy from Windows known as EUDC."
  if (pointer >= 8836 && pointer <= 10715) return 0xE000 - 8836 + pointer;
  return pointer < kJis0208Size ? kJis0208[pointer] : 0;
}

}  // namespace

void DecodeShiftJis(std::string_view bytes, Writer& out) {
  for (size_t i = 0; CopyAscii(bytes, i, out);) {
    const uint8_t lead = static_cast<uint8_t>(bytes[i]);
    if (lead == 0x80) {
      out.Put(0x80);
      ++i;
      continue;
    }
    if (InRange(lead, 0xA1, 0xDF)) {
      out.Put(0xFF61u - 0xA1u + lead);
      ++i;
      continue;
    }
    if (lead == 0xA0 || lead > 0xFC || i + 1 == bytes.size()) {
      out.PutError();
      ++i;
      continue;
    }
    const uint8_t byte = static_cast<uint8_t>(bytes[i + 1]);
    const char32_t c = PairCodePoint(lead, byte);
    if (c != 0) {
      out.Put(c);
    } else {
      out.PutError();
    }
    i += c == 0 && byte < 0x80 ? 1 : 2;
  }
}

}  // namespace tamis::encoding
