// Source: https://encoding.spec.whatwg.org/#iso-2022-jp-decoder
// Catch:  two escape sequences with nothing between them are an error (the output flag), so that
//         empty escapes cannot hide characters from a filter that looks at the bytes.

#include "encoding/decoders/decoders.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {
namespace {

constexpr uint8_t kEscape = 0x1B;

enum class State : uint8_t { kAscii, kRoman, kKatakana, kLeadByte, kNone };

// The state that ESC `lead` `byte` selects.
State Selected(uint8_t lead, uint8_t byte) {
  if (lead == 0x28 && byte == 0x42) return State::kAscii;
  if (lead == 0x28 && byte == 0x4A) return State::kRoman;
  if (lead == 0x28 && byte == 0x49) return State::kKatakana;
  if (lead == 0x24 && (byte == 0x40 || byte == 0x42)) return State::kLeadByte;
  return State::kNone;
}

// One byte in a state of one byte a character; -1 is an error.
int32_t OneByte(State state, uint8_t byte) {
  if (state == State::kKatakana) return InRange(byte, 0x21, 0x5F) ? 0xFF61 - 0x21 + byte : -1;
  if (byte > 0x7F || byte == 0x0E || byte == 0x0F) return -1;
  if (state == State::kRoman && byte == 0x5C) return 0xA5;
  if (state == State::kRoman && byte == 0x7E) return 0x203E;
  return byte;
}

// "Trail byte": the pair at bytes[i]. Returns the bytes used up.
size_t PutPair(std::string_view bytes, size_t i, Writer& out) {
  const uint8_t lead = static_cast<uint8_t>(bytes[i]);
  if (!InRange(lead, 0x21, 0x7E) || i + 1 == bytes.size()) {
    out.PutError();
    return 1;
  }
  const uint8_t byte = static_cast<uint8_t>(bytes[i + 1]);
  if (byte == kEscape) {
    out.PutError();
    return 1;  // the escape sequence follows
  }
  const uint32_t c = InRange(byte, 0x21, 0x7E) ? kJis0208[(lead - 0x21u) * 94 + (byte - 0x21u)] : 0;
  if (c != 0) {
    out.Put(c);
  } else {
    out.PutError();
  }
  return 2;
}

}  // namespace

void DecodeIso2022Jp(std::string_view bytes, Writer& out) {
  State state = State::kAscii;
  bool output_flag = false;  // the last thing read was an escape sequence
  for (size_t i = 0; i < bytes.size();) {
    const uint8_t byte = static_cast<uint8_t>(bytes[i]);
    if (byte == kEscape) {
      const State selected = i + 2 < bytes.size() ? Selected(static_cast<uint8_t>(bytes[i + 1]),
                                                             static_cast<uint8_t>(bytes[i + 2]))
                                                  : State::kNone;
      if (selected == State::kNone || output_flag) out.PutError();
      output_flag = selected != State::kNone;
      if (selected != State::kNone) state = selected;
      i += selected == State::kNone ? 1 : 3;
      continue;
    }
    output_flag = false;
    if (state == State::kLeadByte) {
      i += PutPair(bytes, i, out);
      continue;
    }
    const int32_t c = OneByte(state, byte);
    if (c < 0) {
      out.PutError();
    } else {
      out.Put(static_cast<char32_t>(c));
    }
    ++i;
  }
}

}  // namespace tamis::encoding
