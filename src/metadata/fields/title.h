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
  // The title first, then what else sources say, each once. Valid until the next choice.
  std::vector<std::string_view> candidates;
};

class TitleChooser {
 public:
  void Choose(Facts& facts, const TitleEvidence& evidence, TitleChoice& choice);

  // What the last page had to choose from; for training.
  std::span<const TitleCandidate> candidates() const { return candidates_; }

 private:
  TitleClues clues_;
  std::string scratch_;
  std::span<const TitleCandidate> candidates_;
};

}  // namespace tamis::metadata
