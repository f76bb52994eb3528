#include "metadata/fields/relative_date.h"

#include <gtest/gtest.h>

namespace tamis::metadata {
namespace {

constexpr int kNone = -1;

struct Case {
  std::string_view text;
  int days;
};

constexpr Case kCases[] = {
    {"3 days ago", 3},
    {"Posted 3 days ago", 3},
    {"3 DAYS AGO", 3},
    {"a day ago", 1},
    {"one day ago", 1},
    {"5 hours ago", 0},
    {"12 mins ago", 0},
    {"2h ago", 0},
    {"yesterday", 1},
    {"Today", 0},
    {"vor 2 Stunden", 0},
    {"vor 3 Tagen", 3},
    {"vor einem Tag", 1},
    {"il y a 4 jours", 4},
    {"il y a un jour", 1},
    {"hace 5 días", 5},
    {"há 2 dias", 2},
    {"2 giorni fa", 2},
    {"2 dagen geleden", 2},
    {"för 3 dagar sedan", 3},
    {"3 dni temu", 3},
    {"3 дня назад", 3},
    {"3 gün önce", 3},
    {"3 päivää sitten", 3},
    {"πριν 3 ημέρες", 3},
    {"منذ 3 أيام", 3},
    {"3 दिन पहले", 3},
    {"3 ngày trước", 3},
    {"3天前", 3},
    {"5時間前", 0},
    {"3 일 전", 3},
    {"2小时前", 0},
    {"今日", 0},
    {"31 days ago", 31},
    // No day, or not one of the past.
    {"32 days ago", kNone},
    {"99天前", kNone},
    {"3 days", kNone},
    {"in 3 days", kNone},
    {"3天", kNone},
    {"days ago", kNone},
    {"long ago", kNone},
    {"3 weeks ago", kNone},
    {"2 months ago", kNone},
    {"3 of 5 days ago", kNone},
    {"99999999999999999999 days ago", kNone},
    {"The museum opened its new wing 3 days ago", kNone},
    {"", kNone},
    {"\xFF\xFE\xFD", kNone},
};

TEST(DaysAgo, Cases) {
  for (const Case& c : kCases) EXPECT_EQ(DaysAgo(c.text).value_or(kNone), c.days) << c.text;
}

TEST(DaysAgo, LongTextsAreNoTimes) { EXPECT_FALSE(DaysAgo("3 days ago" + std::string(64, ' '))); }

}  // namespace
}  // namespace tamis::metadata
