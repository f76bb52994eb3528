// Source: https://encoding.spec.whatwg.org/#gb18030-decoder
// Four-byte sequences map by ranges: the difference to the pointer that starts the range.

#include <algorithm>
#include <iterator>

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {
namespace {

// https://encoding.spec.whatwg.org/#index-gb18030-ranges-code-point; 0: none.
char32_t RangesCodePoint(uint32_t pointer) {
  if ((pointer > 39419 && pointer < 189000) || pointer > 1237575) return 0;
  if (pointer == 7457) return 0xE7C7;
  const Gb18030Range* range =
      std::upper_bound(std::begin(kGb18030Ranges), std::end(kGb18030Ranges), pointer,
                       [](uint32_t wanted, const Gb18030Range& candidate) {
                         return wanted < candidate.pointer;
                       }) -
      1;
  return range->code_point + (pointer - range->pointer);
}

// Decodes the sequence at bytes[i], whose first two bytes are a lead and a digit. Returns the
// bytes used up.
size_t PutFourBytes(std::string_view bytes, Writer& out) {
  const auto byte = [bytes](size_t n) -> uint32_t { return static_cast<uint8_t>(bytes[n]); };
  const size_t rest = bytes.size();
  if (rest == 2 || (rest == 3 && InRange(static_cast<uint8_t>(bytes[2]), 0x81, 0xFE))) {
    out.PutError();  // the end of the bytes
    return rest;
  }
  if (!InRange(static_cast<uint8_t>(bytes[2]), 0x81, 0xFE) ||
      !InRange(static_cast<uint8_t>(bytes[3]), 0x30, 0x39)) {
    out.PutError();
    return 1;
  }
  const uint32_t pointer = (byte(0) - 0x81) * (10 * 126 * 10) + (byte(1) - 0x30) * (10 * 126) +
                           (byte(2) - 0x81) * 10 + byte(3) - 0x30;
  const char32_t c = RangesCodePoint(pointer);
  if (c == 0) {
    out.PutError();
  } else {
    out.Put(c);
  }
  return 4;
}

}  // namespace

void DecodeGb18030(std::string_view bytes, Writer& out) {
  for (size_t i = 0; CopyAscii(bytes, i, out);) {
    const uint8_t lead = static_cast<uint8_t>(bytes[i]);
    if (lead == 0x80) {
      out.Put(0x20AC);
      ++i;
      continue;
    }
    if (lead == 0xFF || i + 1 == bytes.size()) {
      out.PutError();
      ++i;
      continue;
    }
    const uint8_t byte = static_cast<uint8_t>(bytes[i + 1]);
    if (InRange(byte, 0x30, 0x39)) {
      i += PutFourBytes(bytes.substr(i), out);
      continue;
    }
    const uint32_t offset = byte < 0x7F ? 0x40 : 0x41;
    if (InRange(byte, 0x40, 0x7E) || InRange(byte, 0x80, 0xFE)) {
      // Every pointer has a code point.
      out.Put(kGb18030[(lead - 0x81u) * 190 + (byte - offset)]);
      i += 2;
      continue;
    }
    out.PutError();
    i += byte < 0x80 ? 1 : 2;
  }
}

}  // namespace tamis::encoding
