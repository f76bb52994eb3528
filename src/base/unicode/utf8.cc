// Idea:   validation runs by blocks where the machine can (utf8_blocks.h), then a shift-based
//         automaton: each byte selects a 64-bit row that holds the
//         next state of every state as a bit offset, so one step is a load and a shift, without
//         a branch. Blocks that are all ASCII while between sequences skip the automaton.
// Catch:  the automaton only knows that a block is bad, not where; the scalar SequenceAt()
//         then finds the byte.
// Source: https://encoding.spec.whatwg.org/#utf-8-decoder (what is one ill-formed sequence),
//         Unicode 15, table 3-7; the automaton as published by Per Vognsen, "Shift-based DFAs".

#include "base/unicode/utf8.h"

#include <array>
#include <cstring>

#include "base/unicode/utf8_blocks.h"

namespace tamis {
namespace {

// One character at the start of a text: its bytes, or the bytes of one ill-formed sequence.
struct Sequence {
  size_t length;
  bool valid;
};

uint8_t ByteAt(std::string_view text, size_t i) { return static_cast<uint8_t>(text[i]); }

// The second byte has a narrower range after four lead bytes; later ones are 80..BF.
// REQUIRES: i < text.size() and text[i] is not ASCII
Sequence SequenceAt(std::string_view text, size_t i) {
  const uint8_t lead = ByteAt(text, i);
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const size_t needed = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (size_t n = 1; n < needed; ++n) {
    if (i + n >= text.size()) return {n, false};
    const uint8_t byte = ByteAt(text, i + n);
    if (byte < low || byte > high) return {n, false};
    low = 0x80;
    high = 0xBF;
  }
  return {needed, true};
}

// States of the automaton as bit offsets into a row of 64 bits.
enum State : uint8_t {
  kStart = 0,
  kReject = 6,    // absorbing
  kOneMore = 12,  // 80..BF ends the sequence
  kTwoMore = 18,
  kThreeMore = 24,
  kAfterE0 = 30,  // A0..BF
  kAfterEd = 36,  // 80..9F
  kAfterF0 = 42,  // 90..BF
  kAfterF4 = 48,  // 80..8F
};

constexpr State StartTransition(int byte) {
  if (byte < 0x80) return kStart;
  if (byte < 0xC2) return kReject;
  if (byte < 0xE0) return kOneMore;
  if (byte == 0xE0) return kAfterE0;
  if (byte == 0xED) return kAfterEd;
  if (byte < 0xF0) return kTwoMore;
  if (byte == 0xF0) return kAfterF0;
  if (byte < 0xF4) return kThreeMore;
  return byte == 0xF4 ? kAfterF4 : kReject;
}

constexpr State Transition(State state, int byte) {
  const auto in = [byte](int low, int high, State next) {
    return byte >= low && byte <= high ? next : kReject;
  };
  switch (state) {
    case kStart:
      return StartTransition(byte);
    case kReject:
      return kReject;
    case kOneMore:
      return in(0x80, 0xBF, kStart);
    case kTwoMore:
      return in(0x80, 0xBF, kOneMore);
    case kThreeMore:
      return in(0x80, 0xBF, kTwoMore);
    case kAfterE0:
      return in(0xA0, 0xBF, kOneMore);
    case kAfterEd:
      return in(0x80, 0x9F, kOneMore);
    case kAfterF0:
      return in(0x90, 0xBF, kTwoMore);
    case kAfterF4:
      return in(0x80, 0x8F, kTwoMore);
  }
  return kReject;
}

constexpr std::array<uint64_t, 256> MakeRows() {
  constexpr State kStates[] = {kStart,   kReject,  kOneMore, kTwoMore, kThreeMore,
                               kAfterE0, kAfterEd, kAfterF0, kAfterF4};
  std::array<uint64_t, 256> rows{};
  for (int byte = 0; byte < 256; ++byte) {
    for (State state : kStates) {
      rows[static_cast<size_t>(byte)] |= uint64_t{Transition(state, byte)} << state;
    }
  }
  return rows;
}
constexpr std::array<uint64_t, 256> kRows = MakeRows();

constexpr size_t kBlock = 32;

bool IsAsciiBlock(const char* data) {
  uint64_t words[kBlock / 8];
  std::memcpy(words, data, kBlock);
  return ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080u) == 0;
}

}  // namespace

char32_t DecodeUtf8(std::string_view text, size_t& i) {
  const uint8_t lead = ByteAt(text, i);
  if (lead < 0x80) {
    ++i;
    return lead;
  }
  const Sequence sequence = SequenceAt(text, i);
  const size_t begin = i;
  i += sequence.length;
  if (!sequence.valid) return kReplacementCharacter;
  char32_t c = lead & (0xFFu >> (sequence.length + 1));
  for (size_t n = begin + 1; n < i; ++n) c = (c << 6) | (ByteAt(text, n) & 0x3Fu);
  return c;
}

size_t ValidUtf8Prefix(std::string_view text) {
  const char* data = text.data();
  size_t i = ValidUtf8Blocks(text);
  uint64_t state = kStart;
  while (text.size() - i >= kBlock) {
    if ((state & 63) == kStart && IsAsciiBlock(data + i)) {
      i += kBlock;
      continue;
    }
    uint64_t next = state;
    for (size_t n = 0; n < kBlock; ++n) next = kRows[ByteAt(text, i + n)] >> (next & 63);
    if ((next & 63) == kReject) break;
    state = next;
    i += kBlock;
  }
  // Inside a sequence, whose lead is at most three bytes back: decide it from its lead.
  if ((state & 63) != kStart) {
    do --i;
    while ((ByteAt(text, i) & 0xC0) == 0x80);
  }
  while (i < text.size()) {
    if (ByteAt(text, i) < 0x80) {
      ++i;
      continue;
    }
    const Sequence sequence = SequenceAt(text, i);
    if (!sequence.valid) return i;
    i += sequence.length;
  }
  return text.size();
}

void AppendUtf8Lossy(std::string_view bytes, std::string& out) {
  while (true) {
    const size_t valid = ValidUtf8Prefix(bytes);
    out.append(bytes.substr(0, valid));
    if (valid == bytes.size()) return;
    out.append("\xEF\xBF\xBD");
    bytes.remove_prefix(valid + SequenceAt(bytes, valid).length);
  }
}

}  // namespace tamis
