// Chooses the page's title.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metadata/facts.h"
#include "metadata/fields/title_clues.h"
#include "tamis/document.h"

namespace tamis::metadata {

struct TitleChoice {
  SourcedValue title;
  // The heading that says the title, <h1> first; else the first <h1>.
  html::NodeId heading = html::kNoNode;
  std::vector<std::string> candidates;  // the title first, then what else sources say, each once
};

class TitleChooser {
 public:
  void Choose(Facts& facts, const TitleEvidence& evidence, TitleChoice& choice);

  // What the last page had to choose from; for training.
  std::span<const TitleCandidate> candidates() const { return candidates_; }

 private:
  TitleClues clues_;
  std::string scratch_, folded_;
  std::span<const TitleCandidate> candidates_;
};

// Whether `part` is one of the site's names, or most of one: "Gorilla Mats" for "Yo Gorilla Mats".
bool NamesSite(std::string_view part, std::span<const std::string_view> sites);

// Whether `part` is the site as its host spells it: "Rust Blog" on blog.rust-lang.org, "Example
// Times" or "example.com" on www.exampletimes.com, "Occupational Safety and Health
// Administration" on osha.gov.
bool NamesHost(std::string_view part, std::string_view hostname);

// `title` without a site's name before or after it: a part set off by | - – — · • : » and the
// like goes when it is one of `sites`, when its letters are those of the host's name, or when
// what remains stands in `others`. A view of `title`; all of it when nothing of that holds.
std::string_view WithoutSiteName(std::string_view title, std::span<const std::string_view> sites,
                                 std::string_view hostname,
                                 std::span<const std::string_view> others);

}  // namespace tamis::metadata
