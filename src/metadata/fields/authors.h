// Chooses the page's authors: names of people, or of the body that signs for them.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metadata/facts.h"

namespace tamis::metadata {

// Fills `authors`, in the order of the page, each once, and `source`; both empty when no source
// names a person. `sites` are the site's names, which are no authors.
void ChooseAuthors(Facts& facts, std::span<const std::string_view> sites,
                   std::vector<std::string>& authors, std::string& source);

// Appends the names that one value holds: "By Ann Lee and Bo Ray, staff" gives Ann Lee, Bo Ray.
void SplitAuthors(std::string_view value, std::vector<std::string>& names);

}  // namespace tamis::metadata
