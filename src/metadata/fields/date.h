// Reads a date in the forms that pages write, and writes it as ISO 8601.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamis::metadata {

// A calendar day and, when the page gives it, the time as written there.
struct Date {
  int year = 0;
  int month = 0;     // 1..12
  int day = 0;       // 1..31
  std::string time;  // "", "hh:mm[:ss]" or that with "Z" or "+hh:mm"

  // Days since 1970-01-01.
  int64_t DayNumber() const;
  // "YYYY-MM-DD" or "YYYY-MM-DDThh:mm:ssZ".
  std::string ToString() const;
  void AppendTo(std::string& out) const;
};

// The day that is `day_number` days after 1970-01-01, without a time.
Date DateOfDay(int64_t day_number);

// How 03/04/2020 reads. kUnknown: not at all, unless one of the two is above 12.
enum class DayOrder : uint8_t { kUnknown, kDayFirst, kMonthFirst };

// The order that people who write `language` use; `language` is a BCP 47 tag as in html@lang.
DayOrder DayOrderOf(std::string_view language);

// The date that `text` states, alone or among a few words ("Posted on 3 March 2021, 10:15").
// Knows ISO 8601 and its near forms, RFC 2822, dotted, slashed and East Asian dates, names of
// months in some forty languages, seconds and milliseconds since 1970. Years 1990 to 2199 only.
// Nothing when text holds no date, more than 128 bytes, or a day that is not in the calendar.
std::optional<Date> ParseDate(std::string_view text, DayOrder order);

// False when `text` has too few digits for a date, or for one that its character references make.
bool MayHoldDate(std::string_view text);

// Where a date stands in a text, in bytes. `end` is where the search for another may go on; it may
// lie a little before or behind the date's own end.
struct DateSpan {
  size_t begin = 0;
  size_t end = 0;
};

// The first date in the first 128 bytes of a text of any length.
std::optional<Date> NextDate(std::string_view text, DayOrder order, DateSpan& span);

}  // namespace tamis::metadata
