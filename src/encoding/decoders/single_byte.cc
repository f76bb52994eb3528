// Source: https://encoding.spec.whatwg.org/#single-byte-decoder, #x-user-defined-decoder

#include <algorithm>
#include <array>
#include <cstring>

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {

namespace {

// The UTF-8 of a byte 80..FF, first byte lowest, so that the loop does not encode.
struct Packed {
  uint32_t bytes = 0;
  uint32_t length = 0;
};
using PackedTable = std::array<Packed, 128>;

Packed Pack(char32_t c) {
  if (c < 0x800) return {(0xC0 | (c >> 6)) | (0x80 | (c & 0x3F)) << 8, 2};
  return {(0xE0 | (c >> 12)) | (0x80 | ((c >> 6) & 0x3F)) << 8 | (0x80 | (c & 0x3F)) << 16, 3};
}

// Writes at most three bytes a byte, and scribbles over one more.
char* DecodeBlock(std::string_view bytes, const PackedTable& packed, char* out) {
  size_t i = 0;
  while (i < bytes.size()) {
    uint64_t word = 0;
    if (bytes.size() - i >= 8) {
      std::memcpy(&word, bytes.data() + i, 8);
      if ((word & 0x8080808080808080u) == 0) {
        std::memcpy(out, &word, 8);
        out += 8;
        i += 8;
        continue;
      }
    }
    const size_t end = std::min(i + 8, bytes.size());
    for (; i < end; ++i) {
      const auto byte = static_cast<uint8_t>(bytes[i]);
      if (byte < 0x80) {
        *out++ = static_cast<char>(byte);
        continue;
      }
      const Packed& c = packed[byte - 0x80u];
      for (size_t n = 0; n < 4; ++n) out[n] = static_cast<char>(c.bytes >> (8 * n));
      out += c.length;
    }
  }
  return out;
}

}  // namespace

void DecodeSingleByte(Encoding encoding, std::string_view bytes, Writer& out) {
  PackedTable packed;
  const size_t row = static_cast<size_t>(encoding) - static_cast<size_t>(Encoding::kIbm866);
  bool complete = true;
  for (size_t n = 0; n < packed.size(); ++n) {
    const char32_t c = kSingleByte[row][n];
    complete = complete && c != 0;
    packed[n] = Pack(c == 0 ? kReplacementCharacter : c);
  }
  constexpr size_t kBlock = 1024;
  for (size_t i = 0; i < bytes.size(); i += kBlock) {
    const std::string_view block = bytes.substr(i, kBlock);
    out.Advance(DecodeBlock(block, packed, out.Reserve(3 * kBlock + 1)));
  }
  if (complete) return;
  out.CountErrors(static_cast<size_t>(std::count_if(bytes.begin(), bytes.end(), [row](char c) {
    const auto byte = static_cast<uint8_t>(c);
    return byte >= 0x80 && kSingleByte[row][byte - 0x80u] == 0;
  })));
}

void DecodeXUserDefined(std::string_view bytes, Writer& out) {
  for (size_t i = 0; CopyAscii(bytes, i, out); ++i) {
    out.Put(0xF780u + static_cast<uint8_t>(bytes[i]) - 0x80u);
  }
}

}  // namespace tamis::encoding
