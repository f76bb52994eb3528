#include "metadata/fields/date.h"

#include <gtest/gtest.h>

#include "metadata/fields/months.h"

namespace tamis::metadata {
namespace {

constexpr auto kAny = DayOrder::kUnknown;
constexpr auto kDay = DayOrder::kDayFirst;
constexpr auto kMonth = DayOrder::kMonthFirst;

struct Case {
  std::string_view text;
  DayOrder order;
  std::string_view iso;  // empty: no date
};

constexpr Case kCases[] = {
    {"2021-03-04", kAny, "2021-03-04"},
    {" 2021-03-04 ", kAny, "2021-03-04"},
    {"2021-3-4", kAny, "2021-03-04"},
    {"2021/03/04", kAny, "2021-03-04"},
    {"2021.03.04", kAny, "2021-03-04"},
    {"20210304", kAny, "2021-03-04"},
    {"20210304101500", kAny, "2021-03-04"},
    {"2021-03-04T10:15", kAny, "2021-03-04T10:15"},
    {"2021-03-04T10:15:00", kAny, "2021-03-04T10:15:00"},
    {"2021-03-04T10:15:00Z", kAny, "2021-03-04T10:15:00Z"},
    {"2021-03-04t10:15:00.123z", kAny, "2021-03-04T10:15:00Z"},
    {"2021-03-04T10:15:00+01:00", kAny, "2021-03-04T10:15:00+01:00"},
    {"2021-03-04T10:15:00-0530", kAny, "2021-03-04T10:15:00-05:30"},
    {"2021-03-04T10:15:00+01", kAny, "2021-03-04T10:15:00+01:00"},
    {"2021-03-04 10:15:00 +0100", kAny, "2021-03-04T10:15:00+01:00"},
    {"2021-03-04 10:15", kAny, "2021-03-04T10:15"},
    {"2021-03-04T25:00:00Z", kAny, "2021-03-04"},
    {"2021-03-04T10:61", kAny, "2021-03-04"},
    {"2021-03-04T", kAny, "2021-03-04"},
    {"Thu, 04 Mar 2021 10:15:00 GMT", kAny, "2021-03-04"},
    {"Thu Mar 4 10:15:00 2021", kAny, "2021-03-04"},
    {"Thu Mar 4 10:15:00 UTC 2021", kAny, "2021-03-04"},
    {"March 4, 2021", kAny, "2021-03-04"},
    {"Mar. 4th, 2021", kAny, "2021-03-04"},
    {"MARCH 4 2021", kAny, "2021-03-04"},
    {"Published on Thursday, March 4, 2021 at 10:15 am", kAny, "2021-03-04"},
    {"24 نيسان / أبريل 2020", kAny, "2020-04-24"},
    {"4 March 2021", kAny, "2021-03-04"},
    {"4th of March, 2021", kAny, "2021-03-04"},
    {"04-Mar-2021", kAny, "2021-03-04"},
    {"4. März 2021", kAny, "2021-03-04"},
    {"Donnerstag, den 4. März 2021, 10:15 Uhr", kAny, "2021-03-04"},
    {"4 mars 2021", kAny, "2021-03-04"},
    {"1er août 2021", kAny, "2021-08-01"},
    {"4 de marzo de 2021", kAny, "2021-03-04"},
    {"4 de março de 2021", kAny, "2021-03-04"},
    {"4 marzo 2021", kAny, "2021-03-04"},
    {"4 mei 2021", kAny, "2021-05-04"},
    {"4 września 2021", kAny, "2021-09-04"},
    {"4 марта 2021 г.", kAny, "2021-03-04"},
    {"4 Ekim 2021", kAny, "2021-10-04"},
    {"4 marts 2021", kAny, "2021-03-04"},
    {"4 mars 2021", kAny, "2021-03-04"},
    {"4. maaliskuuta 2021", kAny, "2021-03-04"},
    {"4. března 2021", kAny, "2021-03-04"},
    {"4. marca 2021", kAny, "2021-03-04"},
    {"4 Mart 2021", kAny, "2021-03-04"},
    {"4 martie 2021", kAny, "2021-03-04"},
    {"4 de març de 2021", kAny, "2021-03-04"},
    {"2021. március 4.", kAny, "2021-03-04"},
    {"2021 m. kovo 4 d.", kAny, "2021-03-04"},
    {"2021. gada 4. marts", kAny, "2021-03-04"},
    {"4. märts 2021", kAny, "2021-03-04"},
    {"4 березня 2021", kAny, "2021-03-04"},
    {"4 март 2021", kAny, "2021-03-04"},
    {"4 Μαρτίου 2021", kAny, "2021-03-04"},
    {"4 במרץ 2021", kAny, "2021-03-04"},
    {"4 مارس 2021", kAny, "2021-03-04"},
    {"٤ مارس ٢٠٢١", kAny, "2021-03-04"},
    {"4 मार्च 2021", kAny, "2021-03-04"},
    {"४ मार्च २०२१", kAny, "2021-03-04"},
    {"4 มีนาคม 2564", kAny, "2021-03-04"},
    {"4 Maret 2021", kAny, "2021-03-04"},
    {"Ngày 4 tháng 3 năm 2021", kAny, "2021-03-04"},
    {"04.03.21", kAny, "2021-03-04"},
    {"04/03/21", kDay, "2021-03-04"},
    {"04/03/21", kMonth, "2021-04-03"},
    {"04/03/21", kAny, ""},
    {"26 | 01 | 2022", kAny, "2022-01-26"},
    {"version 10.02.15.3", kAny, ""},
    {"2021年3月4日", kAny, "2021-03-04"},
    {"2021年 3月 4日 10:15", kAny, "2021-03-04"},
    {"2021년 3월 4일", kAny, "2021-03-04"},
    {"04.03.2021", kAny, "2021-03-04"},
    {"4.3.2021 um 10:15", kAny, "2021-03-04"},
    {"03/04/2021", kAny, ""},
    {"03/04/2021", kDay, "2021-04-03"},
    {"03/04/2021", kMonth, "2021-03-04"},
    {"13/04/2021", kMonth, "2021-04-13"},
    {"04/13/2021", kDay, "2021-04-13"},
    {"04/04/2021", kAny, "2021-04-04"},
    {"1614852900", kAny, "2021-03-04"},
    {"1614852900000", kAny, "2021-03-04"},

    // No date.
    {"", kAny, ""},
    {"2021", kAny, ""},
    {"2021-03", kAny, ""},
    {"March 2021", kAny, ""},
    {"yesterday", kAny, ""},
    {"5 days ago", kAny, ""},
    {"2021-13-04", kAny, ""},
    {"2021-02-29", kAny, ""},
    {"2020-02-29", kAny, "2020-02-29"},
    {"2100-02-29", kAny, ""},
    {"2021-00-10", kAny, ""},
    {"2021-04-31", kAny, ""},
    {"0000-00-00 00:00:00", kAny, ""},
    {"1989-12-31", kAny, ""},
    {"1990-01-01", kAny, "1990-01-01"},
    {"2200-01-01", kAny, ""},
    {"1970-01-01T00:00:00Z", kAny, ""},
    {"31.31.2021", kAny, ""},
    {"12345-01-01", kAny, ""},
    {"2021-03-041", kAny, ""},
    {"1.2.3.2021", kAny, ""},
    {"99999999999999999999", kAny, ""},
    {"Tel. 030-12345678", kAny, ""},
};

TEST(ParseDate, Cases) {
  for (const Case& c : kCases) {
    const std::optional<Date> date = ParseDate(c.text, c.order);
    EXPECT_EQ(date ? date->ToString() : "", c.iso) << c.text;
  }
  EXPECT_FALSE(ParseDate(std::string(200, ' ') + "x" + std::string(200, '1'), kAny));
}

TEST(ParseDate, DayNumberAgreesWithSeconds) {
  // Every day of eight years, leap days too.
  int64_t day = 0;
  for (int64_t seconds = 1'514'764'800; seconds < 1'767'225'600; seconds += 86'400) {
    const std::optional<Date> date = ParseDate(std::to_string(seconds), kAny);
    ASSERT_TRUE(date.has_value());
    EXPECT_EQ(date->DayNumber(), seconds / 86'400);
    EXPECT_TRUE(day == 0 || date->DayNumber() == day + 1);
    day = date->DayNumber();
  }
}

TEST(DayOrderOf, Tags) {
  EXPECT_EQ(DayOrderOf("en-US"), kMonth);
  EXPECT_EQ(DayOrderOf("en_us"), kMonth);
  EXPECT_EQ(DayOrderOf("en-GB"), kDay);
  EXPECT_EQ(DayOrderOf("en"), kAny);
  EXPECT_EQ(DayOrderOf("de-DE"), kDay);
  EXPECT_EQ(DayOrderOf(""), kAny);
  EXPECT_EQ(DayOrderOf("x"), kAny);
}

TEST(MonthByName, WholeWordsOnly) {
  EXPECT_EQ(MonthByName("mar"), 3);
  EXPECT_EQ(MonthByName("marc"), 0);
  EXPECT_EQ(MonthByName("maggio"), 5);
  EXPECT_EQ(MonthByName("декабря"), 12);
  EXPECT_EQ(MonthByName(" "), 0);
  EXPECT_EQ(MonthByName("ja"), 0);
  EXPECT_EQ(MonthByName("january february"), 0);
}

}  // namespace
}  // namespace tamis::metadata
