// The days that a page names as its date, each with what speaks for it and against it.
//
// Idea:   every source's dates are brought together by day. A day gathers signs: which sources
//         name it, where it stands, what the words before it say, what the URL says. The signs
//         are yes or no, so that a weight for each (date_model.h) makes a probability.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "metadata/facts.h"
#include "metadata/fields/date.h"
#include "metadata/sources/place.h"
#include "metadata/sources/visible.h"

namespace tamis::metadata {

// The order is that of the weights.
enum class DateSign : uint8_t {
  // Who names the day. Structured sources, best first, then what readers see.
  kLdPublished,
  kMetaPublished,
  kMicrodataPublished,
  kMetaDate,
  kLdCreated,
  kLdPage,
  kUrl,
  kTimePublished,
  kTextPublished,
  kTime,
  kText,
  kTimeModified,
  kTextModified,
  kModified,  // structured
  kLabelOther,
  // Where it is seen: distances in nodes from the main heading.
  kNear,
  kBelow,
  kJustAbove,
  kNoHeading,
  kInArticle,
  kInHeader,
  kAtEdge,
  kInTeaser,
  kInList,
  kInLink,
  kInComments,
  kDatedClass,
  kSignsClass,
  kAlone,
  kFirstSeen,
  kFirstBelowHeading,
  kOnlySeen,
  kFewSeen,
  kManySeen,
  kSeenThrice,
  // How it fits the others.
  kTwoKinds,
  kThreeKinds,
  kUrlMonth,
  kOtherUrlMonth,
  kOtherPublished,
  kDayFromPublished,  // a day from what structured data says: time zones
  kEarliest,
  kLatest,
  kSeenAndStructured,
  kStructuredUnseen,
  // What page it is.
  kArticlePage,
  kOtherPage,  // og:type website, product and the like
  kSigned,     // somebody signs it
  kRootPath,
  kLongSlug,
  // Of two.
  kSeenOnArticle,
  kNearUnstructured,
  kModifiedAlone,
  kLabelledUnstructured,
  kTimeNear,
  kTextNear,
  // Around it and of the page: texts of some length.
  kBeforeText,
  kBehindText,
  kSomeText,
  kMuchText,
  kLone,  // no other day is named
  kJustBelow,
  kBesideAuthor,
  kBeforeBody,  // no longer text between the heading and it
  kCount,
};
static_assert(static_cast<int>(DateSign::kCount) <= 64);

struct DateCandidate {
  Date date;
  std::string_view source;  // of its best source, as rows name it
  uint64_t signs = 0;       // a bit each
  bool Has(DateSign sign) const { return (signs >> static_cast<int>(sign) & 1) != 0; }
  void Set(DateSign sign, bool value = true) {
    signs |= static_cast<uint64_t>(value) << static_cast<int>(sign);
  }
};

struct DateEvidence {
  std::string_view url;            // the page's; its path may hold a date
  std::string_view fetch_date;     // nothing is later, but for a day of time zones; may be empty
  std::string_view language;       // html@lang, for the order of day and month
  const html::Dom* dom = nullptr;  // may be absent
  PlaceReader* places = nullptr;   // of `dom`
  html::NodeId heading = html::kNoNode;  // the main heading
  std::span<const VisibleDate> seen;
  std::span<const html::NodeId> long_texts;
};

// Gathers the candidates of a page, reusing its memory.
class DateClues {
 public:
  // Days after the fetch (plus one) or before 1990 are left out. Valid until the next call.
  std::span<const DateCandidate> Gather(Facts& facts, const DateEvidence& evidence);
  int64_t last_day() const { return last_day_; }  // that counts, after Gather()

 private:
  struct UrlDate {
    int year = 0, month = 0, day = 0;  // 0: the path does not say
  };
  DateCandidate* Add(const Date& date, DateSign kind, std::string_view source);
  void AddFacts(Facts& facts);
  void FindAuthors(Facts& facts);
  void AddUrl();
  void AddSeen();
  bool IsToday(const VisibleDate& seen) const;
  void JudgePlace(const VisibleDate& seen, const Place& place, DateCandidate& candidate);
  void JudgePage(Facts& facts);
  void Compare();
  static UrlDate DateInPath(std::string_view path);

  std::vector<DateCandidate> candidates_;
  std::vector<uint8_t> best_kind_, times_seen_;
  std::vector<html::NodeId> authors_;  // where somebody signs, in the order of the page
  DateEvidence evidence_;
  UrlDate url_;
  DayOrder order_ = DayOrder::kUnknown;
  int64_t last_day_ = 0;
  bool below_heading_ = false;
};

}  // namespace tamis::metadata
