// Percent-encoding. https://url.spec.whatwg.org/#percent-encoded-bytes

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::url {

// https://url.spec.whatwg.org/#c0-control-percent-encode-set and those built on it.
enum class EncodeSet : uint8_t { kControl, kFragment, kQuery, kSpecialQuery, kPath, kUserinfo };

// Appends `text` with every byte of `set`, and every byte outside ASCII, as %XX. Escapes that
// stand there already stay.
void AppendEncoded(std::string_view text, EncodeSet set, std::string& out);

// Appends `text` with each %XX as the byte it stands for.
void AppendDecoded(std::string_view text, std::string& out);

// The byte that the escape at text[i] ('%') stands for, or -1 when it is none.
int EscapedByte(std::string_view text, size_t i);

}  // namespace tamis::url
