// Source: https://encoding.spec.whatwg.org/#shared-utf-16-decoder

#include "encoding/decoders/decoders.h"

namespace tamis::encoding {

void DecodeUtf16(std::string_view bytes, bool big_endian, Writer& out) {
  const auto unit_at = [bytes, big_endian](size_t i) -> char32_t {
    const uint32_t first = static_cast<uint8_t>(bytes[i]);
    const uint32_t second = static_cast<uint8_t>(bytes[i + 1]);
    return big_endian ? first << 8 | second : second << 8 | first;
  };
  size_t i = 0;
  while (bytes.size() - i >= 2) {
    const char32_t unit = unit_at(i);
    i += 2;
    if (unit < 0xD800 || unit > 0xDFFF) {
      out.Put(unit);
      continue;
    }
    if (unit > 0xDBFF) {
      out.PutError();
      continue;
    }
    if (bytes.size() - i < 2) {  // the end of the bytes: one error for surrogate and odd byte
      i = bytes.size();
      out.PutError();
      return;
    }
    const char32_t trail = unit_at(i);
    if (trail < 0xDC00 || trail > 0xDFFF) {
      out.PutError();
      continue;
    }
    i += 2;
    out.Put(0x10000 + ((unit - 0xD800) << 10) + (trail - 0xDC00));
  }
  if (i < bytes.size()) out.PutError();
}

}  // namespace tamis::encoding
