// UTF-8 checked 32 or 64 bytes at a time, where the machine can.
//
// Idea:   what two neighbouring bytes say about each other is three looks at tables of sixteen:
//         by the high and low half of the first and the high half of the second byte. A bit that
//         all three have in common is an error. Third and fourth bytes are told by the lead before.
// Source: J. Keiser, D. Lemire, Validating UTF-8 In Less Than One Instruction Per Byte,
//         https://arxiv.org/abs/2010.03090; the tables are those of section 6.
//
// Tested: utf8_test.cc.

#pragma once

#include <cstddef>
#include <string_view>

namespace tamis {

// How many bytes at the beginning of `text` are well-formed characters, for sure: 0 on machines
// without AVX2, elsewhere nearly all of them when the text is.
size_t ValidUtf8Blocks(std::string_view text);

}  // namespace tamis
