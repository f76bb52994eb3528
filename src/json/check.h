// Says where a text ceases to be JSON. For messages only: simdjson is faster, but its errors
// carry no position and may differ from machine to machine.

#pragma once

#include <cstdint>
#include <string_view>

#include "tamis/status.h"

namespace tamis::json {

// kOk, or kMalformed, kTruncated (the text stops inside the value) or kDepthLimit (more than
// max_depth nested arrays and objects) with the byte where it shows. RFC 8259; UTF-8 is not
// checked, and escapes of lone surrogates pass.
Status CheckSyntax(std::string_view text, uint32_t max_depth);

}  // namespace tamis::json
