// Where decoders write their UTF-8: a string that grows in steps, behind a raw pointer.
//
// No decoder writes more than three bytes for a byte read: an error (U+FFFD, three bytes) and
// a character below U+10000 (at most three) use up at least one byte, a character above (four)
// and Big5's pairs (four) at least two.

#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "base/unicode/utf8.h"

namespace tamis::encoding {

// Bytes of ASCII at the start of `bytes`.
inline size_t AsciiPrefix(std::string_view bytes) {
  constexpr uint64_t kHighBits = 0x8080808080808080u;
  size_t i = 0;
  for (; bytes.size() - i >= 16; i += 16) {
    uint64_t words[2];
    std::memcpy(words, bytes.data() + i, 16);
    if (((words[0] | words[1]) & kHighBits) != 0) break;
  }
  while (i < bytes.size() && static_cast<uint8_t>(bytes[i]) < 0x80) ++i;
  return i;
}

// Threads: not safe to share. Lifetime: `out` must outlive the writer; it holds the text only
// after Finish().
class Writer {
 public:
  // Room for what the encodings of Europe make of `input_bytes` without growing.
  Writer(std::string& out, size_t input_bytes) : out_(out) {
    out_.resize(input_bytes + input_bytes / 4 + 64);
    Aim(0);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // REQUIRES: valid UTF-8
  void PutText(std::string_view text) {
    if (Room() < text.size()) Grow(text.size());
    std::memcpy(next_, text.data(), text.size());
    next_ += text.size();
  }
  void PutByte(uint8_t ascii) {
    if (Room() < 1) Grow(1);
    *next_++ = static_cast<char>(ascii);
  }
  // REQUIRES: c is a scalar value
  void Put(char32_t c) {
    if (c < 0x80) return PutByte(static_cast<uint8_t>(c));
    if (Room() < 4) Grow(4);
    if (c < 0x800) {
      *next_++ = static_cast<char>(0xC0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        *next_++ = static_cast<char>(0xE0 | (c >> 12));
      } else {
        *next_++ = static_cast<char>(0xF0 | (c >> 18));
        *next_++ = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      }
      *next_++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    }
    *next_++ = static_cast<char>(0x80 | (c & 0x3F));
  }
  // Where to write up to `room` bytes; Advance() then says how far that went.
  char* Reserve(size_t room) {
    if (Room() < room) Grow(room);
    return next_;
  }
  void Advance(char* next) { next_ = next; }
  // What the standard calls "return error".
  void PutError() {
    Put(kReplacementCharacter);
    ++errors_;
  }

  void CountErrors(size_t errors) { errors_ += errors; }

  void Finish() { out_.resize(static_cast<size_t>(next_ - out_.data())); }
  size_t errors() const { return errors_; }

 private:
  size_t Room() const { return static_cast<size_t>(end_ - next_); }
  void Grow(size_t needed) {
    const size_t used = static_cast<size_t>(next_ - out_.data());
    out_.resize(out_.size() + out_.size() / 2 + needed);
    Aim(used);
  }
  void Aim(size_t used) {
    next_ = out_.data() + used;
    end_ = out_.data() + out_.size();
  }

  std::string& out_;
  char* next_ = nullptr;
  char* end_ = nullptr;
  size_t errors_ = 0;
};

}  // namespace tamis::encoding
