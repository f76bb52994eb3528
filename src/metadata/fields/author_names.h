// Reads the names of people, or of the body that signs for them, in what pages say.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamis::metadata {

// Appends the names that one value holds: "By Ann Lee and Bo Ray, staff" gives Ann Lee, Bo Ray.
void SplitAuthors(std::string_view value, std::vector<std::string>& names);

// Likewise for tags of citations, which hold one name each, often the family name first: "Lee,
// Ann".
void AppendCitation(std::string_view value, std::vector<std::string>& names);

// Of a line on the page, "By Ann Lee · March 4, 2021 · 5 min read", the part that names. A view of
// `line`.
std::string_view NameInByline(std::string_view line);

// Whether `name` looks like a person's: two to five words that begin with a capital, or with none
// in scripts without case; particles ("van", "de la") may be small.
bool IsPerson(std::string_view name);

// Whether a word of the name says that it is a body of people.
bool IsBody(std::string_view name);

}  // namespace tamis::metadata
