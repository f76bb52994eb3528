// Chooses when the page was published and when it was changed.

#pragma once

#include <string_view>

#include "metadata/facts.h"
#include "tamis/document.h"

namespace tamis::metadata {

struct DateChoice {
  SourcedValue published;
  SourcedValue modified;
};

struct DateEvidence {
  std::string_view url;         // the page's; its path may hold a date
  std::string_view fetch_date;  // nothing is later, but for a day of time zones; may be empty
  std::string_view language;    // html@lang, for the order of day and month
};

void ChooseDates(Facts& facts, const DateEvidence& evidence, DateChoice& choice);

}  // namespace tamis::metadata
