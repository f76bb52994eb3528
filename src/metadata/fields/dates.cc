// Idea:   among the days that the page names (date_clues.h) the likeliest is when it was
//         published, if it is likely enough. When it was changed is told by the sources that say
//         so, structured ones first.
// Catch:  a wrong date is worse than none: most pages of services and products carry dates, of
//         other things. The floors keep false answers on pages without a date below a tenth.

#include "metadata/fields/dates.h"

#include <optional>
#include <string>

#include "metadata/fields/date_model.h"

namespace tamis::metadata {
namespace {

constexpr float kMinProbability = 0.4F;
// Of a day that a source names as that of publication: what it says is not a guess of ours, and
// it is left out only when it is likely to be the software's and not the text's.
constexpr float kMinSaidProbability = 0.1F;
// A date like "3 days ago" below the heading, on a page that names no day.
constexpr float kRelativeProbability = 0.5F;
constexpr html::NodeId kNearNodes = 60;
// Of a date of change, by who says so.
constexpr float kStructured = 0.9F;
constexpr float kSeen = 0.7F;

// Nothing is published "3 hours ago" twice: several of them are cards of other pages.
const VisibleDate* LoneRelative(const DateEvidence& evidence) {
  const VisibleDate* found = nullptr;
  for (const VisibleDate& seen : evidence.seen) {
    if (!seen.relative) continue;
    if (found != nullptr) return nullptr;
    found = &seen;
  }
  if (found == nullptr || found->label == DateLabel::kOther || evidence.heading == html::kNoNode ||
      found->node < evidence.heading || found->node - evidence.heading > kNearNodes) {
    return nullptr;
  }
  return found;
}

bool IsSaid(const DateCandidate& candidate) {
  return candidate.Has(DateSign::kLdPublished) || candidate.Has(DateSign::kMetaPublished) ||
         candidate.Has(DateSign::kMicrodataPublished) || candidate.Has(DateSign::kMetaDate) ||
         candidate.Has(DateSign::kTimePublished) || candidate.Has(DateSign::kUrl);
}

void AssignDate(const Date& date, std::string_view source, float confidence, SourcedValue& out) {
  Assign({}, source, confidence, out);
  date.AppendTo(out.value);
}

}  // namespace

void DateChooser::Choose(Facts& facts, const DateEvidence& evidence, DateChoice& choice) {
  Assign({}, {}, 0, choice.published);
  Assign({}, {}, 0, choice.modified);
  candidates_ = clues_.Gather(facts, evidence);
  const DateCandidate* best = nullptr;
  float probability = 0;
  for (const DateCandidate& candidate : candidates_) {
    const float own = DateProbability(candidate);
    if (own < (IsSaid(candidate) ? kMinSaidProbability : kMinProbability) || own <= probability) {
      continue;
    }
    probability = own;
    best = &candidate;
  }
  if (best != nullptr) AssignDate(best->date, best->source, probability, choice.published);
  if (candidates_.empty()) {
    if (const VisibleDate* const seen = LoneRelative(evidence)) {
      AssignDate(seen->date, "text", kRelativeProbability, choice.published);
    }
  }
  ChooseModified(facts, evidence, best, choice);
}

// Changed before it was there: one of the two is about something else.
void DateChooser::ChooseModified(Facts& facts, const DateEvidence& evidence,
                                 const DateCandidate* published, DateChoice& choice) {
  const auto fits = [&](const Date& date) {
    return date.DayNumber() <= clues_.last_day() &&
           (published == nullptr || date.DayNumber() >= published->date.DayNumber());
  };
  const DayOrder order = DayOrderOf(evidence.language);
  for (const Fact& fact : facts.Of(Field::kModified)) {
    const std::optional<Date> date = ParseDate(facts.Value(fact), order);
    if (!date || !fits(*date)) continue;
    AssignDate(*date, fact.source, kStructured, choice.modified);
    return;
  }
  for (const VisibleDate& seen : evidence.seen) {
    if (seen.label != DateLabel::kModified || seen.relative || !fits(seen.date)) continue;
    const Place place = evidence.places->PlaceOf(seen.node);
    if (place.teaser || place.comments || place.list) continue;
    AssignDate(seen.date, seen.time_element ? "time" : "text", kSeen, choice.modified);
    return;
  }
}

}  // namespace tamis::metadata
