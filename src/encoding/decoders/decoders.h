// One decoder of the Encoding Standard each: the whole input in, UTF-8 out. The names of the
// variables (lead, pointer, offset) are those of the standard; "restore a byte" of the standard
// is not moving past it.

#pragma once

#include <cstdint>
#include <string_view>

#include "encoding/decoders/writer.h"
#include "encoding/labels.h"

namespace tamis::encoding {

void DecodeSingleByte(Encoding encoding, std::string_view bytes, Writer& out);
void DecodeXUserDefined(std::string_view bytes, Writer& out);
void DecodeUtf16(std::string_view bytes, bool big_endian, Writer& out);
void DecodeGb18030(std::string_view bytes, Writer& out);  // GBK too
void DecodeBig5(std::string_view bytes, Writer& out);
void DecodeEucJp(std::string_view bytes, Writer& out);
void DecodeIso2022Jp(std::string_view bytes, Writer& out);
void DecodeShiftJis(std::string_view bytes, Writer& out);
void DecodeEucKr(std::string_view bytes, Writer& out);

// Copies the ASCII at bytes[i] and moves i past it. Returns false at the end of the bytes.
inline bool CopyAscii(std::string_view bytes, size_t& i, Writer& out) {
  // Text of these scripts has its ASCII in runs of one, markup in long ones.
  for (const size_t end = i + 4; i < end; ++i) {
    if (i == bytes.size()) return false;
    const auto byte = static_cast<uint8_t>(bytes[i]);
    if (byte >= 0x80) return true;
    out.PutByte(byte);
  }
  const size_t n = AsciiPrefix(bytes.substr(i));
  out.PutText(bytes.substr(i, n));
  i += n;
  return i < bytes.size();
}

inline bool InRange(uint8_t byte, uint8_t low, uint8_t high) { return byte >= low && byte <= high; }

}  // namespace tamis::encoding
