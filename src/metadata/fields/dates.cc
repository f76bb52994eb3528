// Idea:   the best source that gives a possible date wins. Structured data and named meta tags
//         first, then elements that say they are a publication date, then the path of the URL.
// Catch:  a wrong date is worse than none. A page that only carries dates of other things (cards,
//         comments, events) must stay undated: a bare <time> counts only while it is the only one.

#include "metadata/fields/dates.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "metadata/fields/date.h"

namespace tamis::metadata {
namespace {

constexpr Rank kBareTime = 5;

class Chooser {
 public:
  Chooser(Facts& facts, const DateEvidence& evidence)
      : facts_(facts), evidence_(evidence), order_(DayOrderOf(evidence.language)) {
    const std::optional<Date> fetched = ParseDate(evidence.fetch_date, DayOrder::kUnknown);
    if (fetched) last_day_ = fetched->DayNumber() + 1;
  }

  // Empty when no source gives a possible date.
  SourcedValue First(Field field, std::optional<Date>& chosen) {
    const std::span<const Fact> found = facts_.Of(field);
    const auto bare = std::count_if(found.begin(), found.end(),
                                    [](const Fact& fact) { return fact.rank >= kBareTime; });
    for (const Fact& fact : found) {
      if (fact.rank >= kBareTime && bare != 1) break;
      chosen = Possible(facts_.Value(fact));
      if (chosen) return {chosen->ToString(), std::string(fact.source)};
    }
    return {};
  }

  // A date in the path: /2021/03/04/, /2021-03-04-title, /20210304/.
  SourcedValue FromUrl(std::optional<Date>& chosen) {
    std::string_view path = evidence_.url;
    const size_t scheme = path.find("://");
    if (scheme == path.npos) return {};
    path.remove_prefix(scheme + 3);
    path = path.substr(0, path.find_first_of("?#"));
    for (size_t at = path.find('/'); at != path.npos; at = path.find('/', at + 1)) {
      const std::string_view rest = path.substr(at + 1);
      const size_t size = DateBytes(rest);
      if (size == 0 || (size < rest.size() && IsAlphanumeric(rest[size]))) continue;
      chosen = Possible(rest.substr(0, size));
      if (chosen) return {chosen->ToString(), "url"};
    }
    return {};
  }

 private:
  // The bytes of digits at the start that have the form of a date: 10, 8 or 0.
  static size_t DateBytes(std::string_view text) {
    const auto digits = [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9') return false;
      }
      return true;
    };
    if (digits(0, 8)) return 8;
    const bool parted =
        text.size() >= 10 && (text[4] == '/' || text[4] == '-') && text[7] == text[4];
    return parted && digits(0, 4) && digits(5, 7) && digits(8, 10) ? 10 : 0;
  }
  static bool IsAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  std::optional<Date> Possible(std::string_view text) const {
    std::optional<Date> date = ParseDate(text, order_);
    if (date && date->DayNumber() > last_day_) date.reset();
    return date;
  }

  Facts& facts_;
  const DateEvidence& evidence_;
  const DayOrder order_;
  int64_t last_day_ = std::numeric_limits<int64_t>::max();
};

}  // namespace

void ChooseDates(Facts& facts, const DateEvidence& evidence, DateChoice& choice) {
  Chooser chooser(facts, evidence);
  std::optional<Date> published, modified;
  choice.published = chooser.First(Field::kPublished, published);
  if (!published) choice.published = chooser.FromUrl(published);
  choice.modified = chooser.First(Field::kModified, modified);
  // Changed before it was there: one of the two is about something else.
  if (published && modified && modified->DayNumber() < published->DayNumber()) choice.modified = {};
}

}  // namespace tamis::metadata
