// The part of a page that tells encodings apart: text around bytes above 7F, without markup.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamis::encoding {

inline constexpr size_t kSampleBytes = 12 * 1024;

// At most kSampleBytes. Tags, comments, scripts and styles count as a space, unless bytes above
// 7F are nowhere else.
std::string MakeSample(std::string_view page);

}  // namespace tamis::encoding
