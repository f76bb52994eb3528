#include "metadata/fields/date_clues.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/find_any.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxCandidates = 64;
constexpr Rank kNamed = 1;  // a meta name of this rank or better says exactly this

constexpr html::NodeId kNearNodes = 60;
constexpr html::NodeId kBelowNodes = 250;
constexpr html::NodeId kAboveNodes = 50;
constexpr html::NodeId kTextNodes = 40;
constexpr html::NodeId kJustBelowNodes = 20;
constexpr html::NodeId kAuthorNodes = 15;

DateSign KindOf(const Fact& fact) {
  if (fact.field == Field::kModified) return DateSign::kModified;
  if (fact.source == "json-ld:WebPage.datePublished") return DateSign::kLdPage;
  if (fact.source == "json-ld:datePublished") return DateSign::kLdPublished;
  if (fact.source == "json-ld:dateCreated") return DateSign::kLdCreated;
  if (fact.source.starts_with("microdata:") || fact.source.starts_with("rdfa:"))
    return DateSign::kMicrodataPublished;
  return fact.rank <= kNamed ? DateSign::kMetaPublished : DateSign::kMetaDate;
}

DateSign KindOf(const VisibleDate& seen) {
  switch (seen.label) {
    case DateLabel::kPublished:
      return seen.time_element ? DateSign::kTimePublished : DateSign::kTextPublished;
    case DateLabel::kModified:
      return seen.time_element ? DateSign::kTimeModified : DateSign::kTextModified;
    case DateLabel::kNone:
    case DateLabel::kOther:
      break;
  }
  return seen.time_element ? DateSign::kTime : DateSign::kText;
}

constexpr DateSign kPublishing[] = {DateSign::kLdPublished, DateSign::kMetaPublished,
                                    DateSign::kMicrodataPublished, DateSign::kMetaDate};

bool HasAny(const DateCandidate& candidate, DateSign first, DateSign last) {
  for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
    if (candidate.Has(static_cast<DateSign>(i))) return true;
  }
  return false;
}

bool IsPublishing(const DateCandidate& candidate) {
  return std::any_of(std::begin(kPublishing), std::end(kPublishing),
                     [&](DateSign kind) { return candidate.Has(kind); });
}

bool IsSeen(const DateCandidate& candidate) {
  return HasAny(candidate, DateSign::kTimePublished, DateSign::kTextModified);
}

// The path and what follows it; empty when the URL has none.
std::string_view PathOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return {};
  const size_t slash = url.find('/', scheme + 3);
  return slash == url.npos ? std::string_view() : url.substr(slash);
}

bool IsAlphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The number in text[begin, begin + digits), or -1.
int Number(std::string_view text, size_t begin, size_t digits) {
  int value = 0;
  for (size_t i = begin; i < begin + digits; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// One or two: those of a number that begins at text[begin].
size_t Digits(std::string_view text, size_t begin) {
  return begin + 1 < text.size() && text[begin + 1] >= '0' && text[begin + 1] <= '9' ? 2 : 1;
}

}  // namespace

// /2021/03/04/, /2021/3/4/, /2021-03-04-title, /20210304/; /2021/03/ is a month.
DateClues::UrlDate DateClues::DateInPath(std::string_view path) {
  path = path.substr(0, FindAnyOf<'?', '#'>(path));
  UrlDate month;
  for (size_t at = 0; at < path.size(); ++at) {
    if (at > 0 && IsAlphanumeric(path[at - 1])) continue;
    const int year = Number(path, at, 4);
    if (year < 1990 || year > 2199) continue;
    const std::string_view rest = path.substr(at);
    const auto ends = [&](size_t size) {
      return size >= rest.size() || !IsAlphanumeric(rest[size]);
    };
    const bool packed = Number(rest, 0, 8) >= 0;
    const size_t gap = packed ? 0 : 1;
    if (!packed && (rest.size() < 5 || (rest[4] != '/' && rest[4] != '-' && rest[4] != '_'))) {
      continue;
    }
    const size_t month_digits = packed ? 2 : Digits(rest, 4 + gap);
    const int month_number = Number(rest, 4 + gap, month_digits);
    if (month_number < 1 || month_number > 12) continue;
    const size_t day_at = 4 + gap + month_digits + gap;
    const size_t day_digits = packed ? 2 : Digits(rest, day_at);
    const int day = Number(rest, day_at, day_digits);
    const bool same_mark = packed || (rest.size() > day_at && rest[day_at - 1] == rest[4]);
    if (day >= 1 && day <= 31 && same_mark && ends(day_at + day_digits)) {
      return {year, month_number, day};
    }
    if (!packed && ends(4 + gap + month_digits) && month.year == 0) month = {year, month_number, 0};
  }
  return month;
}

DateCandidate* DateClues::Add(const Date& date, DateSign kind, std::string_view source) {
  const int64_t day = date.DayNumber();
  if (day > last_day_) return nullptr;
  size_t i = 0;
  while (i < candidates_.size() &&
         (candidates_[i].date.year != date.year || candidates_[i].date.DayNumber() != day)) {
    ++i;
  }
  if (i == candidates_.size()) {
    if (i >= kMaxCandidates) return nullptr;
    candidates_.push_back({date, source, 0});
    best_kind_.push_back(static_cast<uint8_t>(kind));
    times_seen_.push_back(0);
  } else if (static_cast<uint8_t>(kind) < best_kind_[i]) {
    best_kind_[i] = static_cast<uint8_t>(kind);
    candidates_[i].date = date;
    candidates_[i].source = source;
  }
  candidates_[i].Set(kind);
  return &candidates_[i];
}

void DateClues::AddFacts(Facts& facts) {
  for (const Field field : {Field::kPublished, Field::kModified}) {
    for (const Fact& fact : facts.Of(field)) {
      const std::optional<Date> date = ParseDate(facts.Value(fact), order_);
      if (date) Add(*date, KindOf(fact), fact.source);
    }
  }
}

void DateClues::FindAuthors(Facts& facts) {
  authors_.clear();
  for (const Fact& fact : facts.Of(Field::kAuthor)) {
    if (fact.node != html::kNoNode) authors_.push_back(fact.node);
  }
  std::sort(authors_.begin(), authors_.end());
}

void DateClues::AddUrl() {
  url_ = DateInPath(PathOf(evidence_.url));
  if (url_.day == 0) return;
  Date date;
  date.year = url_.year;
  date.month = url_.month;
  date.day = url_.day;
  if (ParseDate(date.ToString(), DayOrder::kUnknown)) Add(date, DateSign::kUrl, "url");
}

void DateClues::JudgePlace(const VisibleDate& seen, const Place& place, DateCandidate& candidate) {
  candidate.Set(DateSign::kInArticle, place.article || place.main);
  candidate.Set(DateSign::kInHeader, place.header);
  candidate.Set(DateSign::kAtEdge, place.edge);
  candidate.Set(DateSign::kInTeaser, place.teaser);
  candidate.Set(DateSign::kInList, place.list);
  candidate.Set(DateSign::kInLink, place.link);
  candidate.Set(DateSign::kInComments, place.comments);
  candidate.Set(DateSign::kDatedClass, place.dated);
  candidate.Set(DateSign::kSignsClass, place.signs);
  candidate.Set(DateSign::kAlone, seen.alone);
  const html::NodeId from = seen.node > kAuthorNodes ? seen.node - kAuthorNodes : 0;
  const auto author = std::lower_bound(authors_.begin(), authors_.end(), from);
  candidate.Set(DateSign::kBesideAuthor,
                author != authors_.end() && *author <= seen.node + kAuthorNodes);
  const auto next =
      std::lower_bound(evidence_.long_texts.begin(), evidence_.long_texts.end(), seen.node);
  candidate.Set(DateSign::kBeforeText,
                next != evidence_.long_texts.end() && *next - seen.node <= kTextNodes);
  candidate.Set(DateSign::kBehindText,
                next != evidence_.long_texts.begin() && seen.node - *(next - 1) <= kTextNodes);
  if (evidence_.heading == html::kNoNode) return candidate.Set(DateSign::kNoHeading);
  if (seen.node < evidence_.heading) {
    candidate.Set(DateSign::kJustAbove, evidence_.heading - seen.node <= kAboveNodes);
    return;
  }
  const bool near = seen.node - evidence_.heading <= kNearNodes;
  const auto body =
      std::lower_bound(evidence_.long_texts.begin(), evidence_.long_texts.end(), evidence_.heading);
  candidate.Set(DateSign::kBeforeBody, body != evidence_.long_texts.end() && seen.node <= *body);
  candidate.Set(DateSign::kJustBelow, seen.node - evidence_.heading <= kJustBelowNodes);
  candidate.Set(DateSign::kNear, near);
  candidate.Set(DateSign::kBelow, !near && seen.node - evidence_.heading <= kBelowNodes);
  candidate.Set(DateSign::kTimeNear, near && seen.time_element);
  candidate.Set(DateSign::kTextNear, near && !seen.time_element);
  if (!below_heading_) candidate.Set(DateSign::kFirstBelowHeading);
  below_heading_ = true;
}

// A page's head that shows what day it is says nothing about the page.
bool DateClues::IsToday(const VisibleDate& seen) const {
  return !seen.time_element && last_day_ - seen.date.DayNumber() <= 2 &&
         seen.label == DateLabel::kNone && seen.node < evidence_.heading;
}

void DateClues::AddSeen() {
  below_heading_ = false;
  bool first = true;
  size_t count = 0;
  for (const VisibleDate& seen : evidence_.seen) {
    if (seen.relative) continue;
    const Place place = evidence_.places->PlaceOf(seen.node);
    if (place.related || IsToday(seen) || evidence_.places->InComments(seen.node)) continue;
    const DateSign kind = KindOf(seen);
    DateCandidate* const candidate = Add(seen.date, kind, seen.time_element ? "time" : "text");
    if (candidate == nullptr) continue;
    ++count;
    candidate->Set(DateSign::kLabelOther, seen.label == DateLabel::kOther);
    candidate->Set(DateSign::kFirstSeen, first);
    JudgePlace(seen, place, *candidate);
    uint8_t& times = times_seen_[static_cast<size_t>(candidate - candidates_.data())];
    if (times < 3 && ++times == 3) candidate->Set(DateSign::kSeenThrice);
    first = false;
  }
  for (DateCandidate& candidate : candidates_) {
    if (!IsSeen(candidate)) continue;
    candidate.Set(DateSign::kOnlySeen, count == 1);
    candidate.Set(DateSign::kFewSeen, count > 1 && count <= 4);
    candidate.Set(DateSign::kManySeen, count > 10);
  }
}

void DateClues::JudgePage(Facts& facts) {
  bool article = false, other = false;
  for (const Fact& fact : facts.Of(Field::kType)) {
    const std::string_view type = facts.Value(fact);
    const bool says = type.find("article") != type.npos || type.find("blog") != type.npos ||
                      type.find("Article") != type.npos;
    (says ? article : other) = true;
  }
  for (const Fact& fact : facts.Of(Field::kTitle)) {
    article = article || fact.source == "json-ld:headline";
  }
  const bool is_signed = !facts.Of(Field::kAuthor).empty();
  std::string_view path = PathOf(evidence_.url);
  path = path.substr(0, FindAnyOf<'?', '#'>(path));
  const bool root = path.size() <= 1;
  const std::string_view slug = path.substr(std::min(path.size(), path.rfind('/') + 1));
  const bool is_long = std::count(slug.begin(), slug.end(), '-') >= 3;
  for (DateCandidate& candidate : candidates_) {
    candidate.Set(DateSign::kArticlePage, article);
    candidate.Set(DateSign::kOtherPage, other && !article);
    candidate.Set(DateSign::kSigned, is_signed);
    candidate.Set(DateSign::kRootPath, root);
    candidate.Set(DateSign::kLongSlug, is_long);
    candidate.Set(DateSign::kSeenOnArticle, article && IsSeen(candidate));
  }
}

void DateClues::Compare() {
  int64_t earliest = std::numeric_limits<int64_t>::max();
  int64_t latest = 0, published = 0;
  bool any_published = false, any_seen = false;
  for (const DateCandidate& candidate : candidates_) {
    const int64_t day = candidate.date.DayNumber();
    earliest = std::min(earliest, day);
    latest = std::max(latest, day);
    any_seen = any_seen || IsSeen(candidate);
    if (!IsPublishing(candidate)) continue;
    if (!any_published) published = day;
    any_published = true;
  }
  for (DateCandidate& candidate : candidates_) {
    const int64_t day = candidate.date.DayNumber();
    const bool seen = IsSeen(candidate);
    const bool publishing = IsPublishing(candidate);
    int kinds = 0;
    for (int i = 0; i <= static_cast<int>(DateSign::kModified); ++i) {
      kinds += candidate.Has(static_cast<DateSign>(i)) ? 1 : 0;
    }
    candidate.Set(DateSign::kTwoKinds, kinds == 2);
    candidate.Set(DateSign::kThreeKinds, kinds > 2);
    if (url_.year != 0) {
      const bool same = candidate.date.year == url_.year && candidate.date.month == url_.month;
      candidate.Set(same ? DateSign::kUrlMonth : DateSign::kOtherUrlMonth);
    }
    candidate.Set(DateSign::kOtherPublished, any_published && !publishing);
    candidate.Set(DateSign::kDayFromPublished,
                  any_published && !publishing && std::abs(day - published) == 1);
    candidate.Set(DateSign::kEarliest, candidates_.size() > 1 && day == earliest);
    candidate.Set(DateSign::kLatest, candidates_.size() > 1 && day == latest);
    candidate.Set(DateSign::kSeenAndStructured, seen && publishing);
    candidate.Set(DateSign::kStructuredUnseen, publishing && !seen && any_seen);
    candidate.Set(DateSign::kNearUnstructured, candidate.Has(DateSign::kNear) && !any_published);
    candidate.Set(DateSign::kLone, candidates_.size() == 1);
    candidate.Set(DateSign::kSomeText, evidence_.long_texts.size() >= 3);
    candidate.Set(DateSign::kMuchText, evidence_.long_texts.size() >= 12);
    candidate.Set(DateSign::kModifiedAlone,
                  !any_published && !any_seen && candidate.Has(DateSign::kModified));
    candidate.Set(DateSign::kLabelledUnstructured,
                  !any_published && (candidate.Has(DateSign::kTimePublished) ||
                                     candidate.Has(DateSign::kTextPublished)));
  }
}

std::span<const DateCandidate> DateClues::Gather(Facts& facts, const DateEvidence& evidence) {
  candidates_.clear();
  best_kind_.clear();
  times_seen_.clear();
  evidence_ = evidence;
  order_ = DayOrderOf(evidence.language);
  const std::optional<Date> fetched = ParseDate(evidence.fetch_date, DayOrder::kUnknown);
  last_day_ = fetched ? fetched->DayNumber() + 1 : std::numeric_limits<int64_t>::max() / 2;
  AddFacts(facts);
  AddUrl();
  FindAuthors(facts);
  if (evidence.dom != nullptr) AddSeen();
  if (candidates_.empty()) return {};
  JudgePage(facts);
  Compare();
  return candidates_;
}

}  // namespace tamis::metadata
