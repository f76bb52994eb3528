// Chooses when the page was published and when it was changed.

#pragma once

#include <span>

#include "metadata/facts.h"
#include "metadata/fields/date_clues.h"
#include "tamis/document.h"

namespace tamis::metadata {

struct DateChoice {
  SourcedValue published;
  SourcedValue modified;
};

class DateChooser {
 public:
  void Choose(Facts& facts, const DateEvidence& evidence, DateChoice& choice);

  // What the last page had to choose from; for training.
  std::span<const DateCandidate> candidates() const { return candidates_; }

 private:
  void ChooseModified(Facts& facts, const DateEvidence& evidence, const DateCandidate* published,
                      DateChoice& choice);

  DateClues clues_;
  std::span<const DateCandidate> candidates_;
};

}  // namespace tamis::metadata
