// Times gone by, as pages of the day write them: "3 days ago", "vor 2 Stunden", "yesterday".

#pragma once

#include <optional>
#include <string_view>

namespace tamis::metadata {

// How many days before now `text`, as a whole, says it was; minutes and hours are day 0. Nothing
// for weeks and longer, which no longer name a day. Knows some twenty languages.
std::optional<int> DaysAgo(std::string_view text);

}  // namespace tamis::metadata
