// Comparing names and titles by what readers see: letters and digits, whatever the case.

#pragma once

#include <string>
#include <string_view>

namespace tamis::metadata {

// The letters and digits of `text`, in lower case, without anything between them.
std::string Folded(std::string_view text);

// Whether both hold the same letters and digits, and any at all.
bool SameLetters(std::string_view a, std::string_view b);

}  // namespace tamis::metadata
