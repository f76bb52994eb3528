// Chunks between white space that are no bare words, but of the few forms that most others are:
// "well-known,", "don't", "($1,250.75)", "-", "Brücke.", "3rd", "Mr." They part as WordSplitter
// would part them, without looking at each character.
//
// Tested:  signals_test.cc, against WordSplitter.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::text {

// A piece of a chunk.
struct Piece {
  enum Kind : uint8_t {
    kLetters,  // a word with a letter
    kDigits,   // a number
    kMark,     // a character that is punctuation, by itself
    kSign,     // one of $ + < = > ^ ` | ~ by itself
  };
  uint8_t begin = 0;  // in the chunk
  uint8_t size = 0;   // bytes
  uint8_t characters = 0;
  Kind kind = kLetters;
};

struct Pieces {
  std::array<Piece, 16> list;
  size_t count = 0;
};

// The pieces of `chunk`, in order. `odd`: a bit for each byte that is no ASCII letter. None when
// the form is not one of those above. REQUIRES: 1 to 63 bytes, odd != 0
void FindPieces(std::string_view chunk, uint64_t odd, Pieces& pieces);

}  // namespace tamis::text
