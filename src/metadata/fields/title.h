// Chooses the page's title.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metadata/facts.h"
#include "tamis/document.h"

namespace tamis::metadata {

struct TitleChoice {
  SourcedValue title;
  std::vector<std::string> candidates;  // the title first, then what else sources say, each once
};

// `sites` are names of the site as the page gives them; `hostname` is its host.
void ChooseTitle(Facts& facts, std::span<const std::string_view> sites, std::string_view hostname,
                 TitleChoice& choice);

// `title` without a site's name before or after it: a part set off by | - – — · • : » and the
// like goes when it is one of `sites`, when its letters are those of the host's name, or when
// what remains stands in `others`. A view of `title`; all of it when nothing of that holds.
std::string_view WithoutSiteName(std::string_view title, std::span<const std::string_view> sites,
                                 std::string_view hostname,
                                 std::span<const std::string_view> others);

}  // namespace tamis::metadata
