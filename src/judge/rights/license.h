// What a licence's address says of it.
//
// Source:  https://creativecommons.org/licenses/list.en.html (forms of the deeds' addresses).

#pragma once

#include <string>
#include <string_view>

namespace tamis::judge {

struct CreativeCommons {
  std::string kind = {};     // "by", "by-sa", "by-nc-nd", ...; "zero" and "mark" are cc0 and pdm
  std::string version = {};  // "4.0"; empty when the address has none
  std::string jurisdiction = {};  // "de"; empty: international

  bool known() const { return !kind.empty(); }
};

// The licence that `url` is the deed of, with kind as rows have it: "cc-by-sa", "cc0", "pdm".
// Unknown when it is no deed of Creative Commons.
CreativeCommons ReadCreativeCommons(std::string_view url);

}  // namespace tamis::judge
