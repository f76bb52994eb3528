// What a site is called, by its page and by its host, and titles without that.
//
// Tested:  title_test.cc.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "metadata/fields/pool.h"

namespace tamis::metadata {

// Keeps its memory from page to page.
class SiteNames {
 public:
  // `sites`: names that the page gives. `titles`: those of the page, folded. `hostname` and
  // `titles` must live on.
  void Read(std::span<const std::string_view> sites, std::string_view hostname,
            std::span<const std::string> titles);

  // Whether `part` is one of the site's names, or most of one ("Gorilla Mats" for "Yo Gorilla
  // Mats"); or the site as its host spells it: "Rust Blog" on blog.rust-lang.org, "Example Times"
  // or "example.com" on www.exampletimes.com, "Occupational Safety and Health Administration" on
  // osha.gov.
  bool Include(std::string_view part);
  // The same; `folded` is Folded(part).
  bool Include(std::string_view part, std::string_view folded);

  // `title` without a site's name before or after it: a part set off by | - – — · • : » and the
  // like goes when it is the site's, or when what remains is another title of the page. A view of
  // `title`; all of it when nothing of that holds.
  std::string_view Without(std::string_view title);

 private:
  bool IsNamed(std::string_view folded) const;
  bool HasLabel(std::string_view text, bool whole) const;
  bool IsHost(std::string_view part);
  bool IsOtherTitle(std::string_view part) const;
  std::string_view ShorterBy(std::string_view separator, std::string_view title);

  Pool<std::string> sites_;              // folded
  std::span<const std::string> titles_;  // folded
  std::string host_;                     // folded
  std::string_view hostname_;
  std::string folded_, word_, initials_;
};

}  // namespace tamis::metadata
