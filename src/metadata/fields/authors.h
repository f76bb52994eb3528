// Chooses the page's authors: names of people, or of the body that signs for them.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metadata/facts.h"

namespace tamis::metadata {

struct AuthorChoice {
  std::vector<std::string> names;  // in the order of the page, each once
  std::string source;
  float confidence = 0;  // 0..1
};

struct AuthorEvidence {
  std::span<const std::string_view> sites;  // the site's names, which are no authors
  const html::Dom* dom = nullptr;           // for where a byline stands; may be absent
  html::NodeId heading = html::kNoNode;     // the main heading
};

// `choice` is empty when no source names a person.
void ChooseAuthors(Facts& facts, const AuthorEvidence& evidence, AuthorChoice& choice);

// Appends the names that one value holds: "By Ann Lee and Bo Ray, staff" gives Ann Lee, Bo Ray.
void SplitAuthors(std::string_view value, std::vector<std::string>& names);

}  // namespace tamis::metadata
