// When two texts count as the same: when they differ in white space at most.
//
// Runs of ASCII white space count as one space, none at the ends. Case and punctuation count: what
// differs in these is near, not the same.

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::dedup {

// Of 10^8 texts, two that differ have the same one with a probability of 10^-23.
struct ContentHash {
  uint64_t high = 0;
  uint64_t low = 0;

  auto operator<=>(const ContentHash&) const = default;
};

// `scratch` is for working in. The same on every machine.
ContentHash HashContent(std::string_view text, std::string& scratch);

// As it stands, byte for byte.
ContentHash HashBytes(std::string_view bytes);

}  // namespace tamis::dedup
