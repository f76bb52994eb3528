// Bytes of a known encoding -> UTF-8.
//
// Source: https://encoding.spec.whatwg.org/ (every decoder, error mode "replacement").
// Tested: decode_test.cc; tests/encoding/test_decoders.py compares every byte of the single-byte
//         encodings and every pair of the multi-byte ones with independent decoders;
//         fuzzed by fuzz/encoding.cc.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "encoding/labels.h"

namespace tamis::encoding {

// Decodes all of `bytes`; a byte order mark of `encoding` itself is dropped. Returns valid
// UTF-8: a view of `bytes` when they are valid UTF-8 already (nothing is copied), else a view of
// `buffer`, which is overwritten. Adds the number of U+FFFD that stand for ill-formed input to
// `replacements`.
//
// Memory:   at most 3 bytes of text a byte of input; `buffer` may reserve half as much again.
// Threads:  safe, with one buffer a thread.
std::string_view Decode(std::string_view bytes, Encoding encoding, std::string& buffer,
                        size_t& replacements);

}  // namespace tamis::encoding
