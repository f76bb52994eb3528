// Idea:   languages say it in few words: a number, a unit and a word for the past, in any order.
//         So look for these three, in any order, in a text that has little else.
// Catch:  "in 3 days" and "3 days" are no times gone by: the word for the past must be there,
//         as a word or, in languages without spaces, as an ending.

#include "metadata/fields/relative_date.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/word_lists.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxBytes = 64;
constexpr int kMaxWords = 6;
constexpr int kMaxDays = 31;

enum class Unit : uint8_t { kNone, kWithinDay, kDay };

// Lists of words, parted by spaces.
constexpr std::string_view kPast =
    " ago vor il fa hace há atrás geleden sedan siden siden temu před pred назад тому önce sitten "
    "ezelőtt urmă lalu trước πριν לפני منذ قبل पहले ที่แล้ว fa преди prije pirms tagasi prieš ";
constexpr std::string_view kWithinDay =
    " second seconds sec secs minute minutes min mins m hour hours hr hrs h stunde stunden minuten "
    "heure heures hora horas minuto minutos ora ore minuti uur minuut minuten timme timmar timer "
    "time minutter godzinę godziny godzin minut minuty hodinami minutami час часа часов минут "
    "минуты минуту годин години хвилин saat dakika tuntia minuuttia órája perccel órával oră jam "
    "menit giờ phút ώρες ώρα λεπτά שעות דקות ساعة ساعات दقيقة घंटे मिनट ชั่วโมง นาที ";
constexpr std::string_view kDays =
    " day days d tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar dage "
    "dager dzień dni dny dnem день дня дней дні днів gün päivää päivä napja nappal zi zile hari "
    "ngày ημέρα ημέρες μέρες ימים يوم أيام दिन วัน дни dana dienas päeva dienų ";
constexpr std::string_view kToday =
    " today heute hoy hoje oggi vandaag idag dzisiaj dziś dnes сегодня сьогодні bugün tänään azi "
    "ma σήμερα היום اليوم आज วันนี้ 今日 今天 오늘 hôm·nay aujourd'hui ";
constexpr std::string_view kYesterday =
    " yesterday gestern hier ayer ontem ieri gisteren igår wczoraj včera вчера вчора dün eilen "
    "tegnap kemarin χθες אתמול أمس कल เมื่อวาน 昨日 昨天 어제 hôm·qua ";

constexpr std::string_view kLists[] = {kPast, kWithinDay, kDays, kToday, kYesterday};
constexpr WordLists<CountWordsOf(kLists)> kWords(kLists);
constexpr uint32_t kIsPast = 1, kIsWithinDay = 2, kIsDays = 4, kIsToday = 8, kIsYesterday = 16;

// 3天前, 5時間前, 3일 전, 2小时前
std::optional<int> DaysAgoUnspaced(std::string_view text) {
  size_t digits = 0;
  int number = 0;
  while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9') {
    number = number * 10 + (text[digits++] - '0');
  }
  if (digits == 0) return {};
  std::string rest;
  for (const char c : text.substr(digits)) {
    if (c != ' ') rest.push_back(c);
  }
  for (const std::string_view past : {"前", "전"}) {
    if (!rest.ends_with(past)) continue;
    const std::string_view unit = std::string_view(rest).substr(0, rest.size() - past.size());
    for (const std::string_view day : {"天", "日", "일"}) {
      if (unit == day) return number <= kMaxDays ? std::optional<int>(number) : std::nullopt;
    }
    for (const std::string_view within :
         {"小时", "小時", "時間", "시간", "分钟", "分鐘", "分", "분", "秒", "초", "个小时"}) {
      if (unit == within) return 0;
    }
  }
  return {};
}

}  // namespace

std::optional<int> DaysAgo(std::string_view text) {
  if (text.size() < 3 || text.size() > kMaxBytes) return {};
  if (const auto days = DaysAgoUnspaced(text)) return days;
  int number = -1;
  int words = 0;
  bool has_digits = false;
  bool past = false;
  Unit unit = Unit::kNone;
  std::string word;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    const char32_t c = DecodeUtf8(text, i);
    if (c >= '0' && c <= '9') {
      if (has_digits) return {};  // a second number: a time, or another count
      has_digits = true;          // over a word: "il y a 4 jours"
      number = static_cast<int>(c - '0');
      while (i < text.size() && text[i] >= '0' && text[i] <= '9' && number < 1000) {
        number = number * 10 + (text[i++] - '0');
      }
      continue;
    }
    if (!unicode::IsLetter(c)) continue;
    word.clear();
    for (i = begin; i < text.size();) {
      size_t next = i;
      const char32_t letter = DecodeUtf8(text, next);
      if (!unicode::IsLetter(letter) && !unicode::IsMark(letter) && letter != '\'') break;
      AppendUtf8(unicode::ToLower(letter), word);
      i = next;
    }
    if (++words > kMaxWords) return {};
    const uint32_t lists = kWords.In(word);
    if (words == 1 && number < 0) {
      if ((lists & kIsToday) != 0) return 0;
      if ((lists & kIsYesterday) != 0) return 1;
    }
    if ((lists & kIsPast) != 0) past = true;
    if ((lists & kIsWithinDay) != 0) unit = Unit::kWithinDay;
    if ((lists & kIsDays) != 0) unit = Unit::kDay;
    if (number < 0 && (word == "a" || word == "an" || word == "one" || word == "un" ||
                       word == "einem" || word == "einer" || word == "une" || word == "una")) {
      number = 1;
    }
  }
  if (!past || number < 0 || unit == Unit::kNone) return {};
  if (unit == Unit::kWithinDay) return 0;
  return number <= kMaxDays ? std::optional<int>(number) : std::nullopt;
}

}  // namespace tamis::metadata
