// What the commands say on stderr.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::cli {

// "tamis: error: SENTENCE\n" and the like.
void PrintError(std::string_view sentence);
void PrintWarning(std::string_view sentence);
void PrintNote(std::string_view sentence);

// For people: "312 MB" (powers of 1000), "1,234,567", "1:02:03" or "0:07".
std::string HumanBytes(uint64_t bytes);
std::string HumanCount(uint64_t count);
std::string HumanTime(double seconds);

}  // namespace tamis::cli
