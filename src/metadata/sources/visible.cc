#include "metadata/sources/visible.h"

#include <algorithm>

#include "base/simd/block16.h"
#include "metadata/facts.h"
#include "metadata/fields/relative_date.h"
#include "metadata/stems.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxDates = 48;
constexpr size_t kMaxTextBytes = 320;
constexpr size_t kDatelineBytes = 20;  // before a date that begins a long text
constexpr size_t kMaxLongTexts = 256;
constexpr size_t kLabelBytes = 32;  // before a date that may say what it means
constexpr size_t kAloneBytes = 24;  // beside the date, in a text that holds little else

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Stems, so that one entry serves the forms of a word. Modified first: "last published update".
constexpr std::string_view kModified[] = {
    "updat",      "modif",       "revis",    "edited",     "reviewed", "aktualis",   "geändert",
    "mis à jour", "mise à jour", "actualiz", "aggiornat",  "atualiz",  "bijgewerkt", "gewijzigd",
    "uppdater",   "oppdater",    "opdater",  "zaktualiz",  "aktualiz", "upraven",    "обновл",
    "изменен",    "оновлен",     "güncelle", "päivitetty", "frissít",  "diperbarui", "更新",
    "修改",       "수정",        "업데이트", "ενημερ",     "עודכן",    "تحديث",      "cập nhật"};
constexpr std::string_view kPublished[] = {
    "publi",       "posted",    "post date", "written", "created",  "released", "on ",     "date:",
    "date ",       "by ",       "first ",    "veröff",  "erschien", "erstellt", "vom ",    "am ",
    "geschrieben", "fecha",     "data ",     "data:",   "le ",      "pubbl",    "scritto", "gepost",
    "gepubl",      "geplaatst", "datum",     "public",  "opubl",    "dodan",    "zveřej",  "publik",
    "опублик",     "дата",      "добавлен",  "опублік", "yayın",    "tarih",    "julkais", "közzét",
    "diterbit",    "发布",      "發佈",      "发表",    "公開",     "投稿",     "掲載",    "작성",
    "게시",        "등록",      "입력",      "δημοσι",  "פורסם",    "نشر",      "đăng",    "since"};
constexpr std::string_view kOther[] = {
    "©",         "copyright", "(c)",    "deadline", "expire", "event",     "join",
    "born",      "until",     "starts", "begins",   "valid",  "effective", "accessed",
    "retrieved", "through",   "before", "ends",     "from ",  "next ",     "upcoming",
    "register",  "member",    "seit ",  "bis "};

constexpr StemSet kModifiedStems(kModified);
constexpr StemSet kPublishedStems(kPublished);
constexpr StemSet kOtherStems(kOther);

// The last bytes of `text`, whole characters.
std::string_view Tail(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return text;
  size_t begin = text.size() - bytes;
  while (begin < text.size() && (text[begin] & 0xC0) == 0x80) ++begin;
  return text.substr(begin);
}

}  // namespace

DateLabel LabelOf(std::string_view before) {
  before = Tail(before, kLabelBytes);
  if (kModifiedStems.AnyIn(before)) return DateLabel::kModified;
  if (kOtherStems.AnyIn(before)) return DateLabel::kOther;
  if (kPublishedStems.AnyIn(before)) return DateLabel::kPublished;
  return DateLabel::kNone;
}

bool MayHoldYear(std::string_view text, simd::Readable readable) {
  const auto next_digit = [&](size_t i) { return i + simd::FindDigit(text.substr(i), readable); };
  for (size_t i = next_digit(0); i + 4 <= text.size();) {
    size_t end = i;
    while (end < text.size() && IsDigit(text[end])) ++end;
    if (end - i == 2 && text.size() - i >= 8 && (text[end] == '.' || text[end] == '/') &&
        text[end + 3] == text[end] && IsDigit(text[end + 1]) && IsDigit(text[end + 4])) {
      return true;
    }
    if (end - i == 4) {
      const std::string_view century = text.substr(i, 2);
      if (century == "20" || century == "25" || text.substr(i, 3) == "199") return true;
    }
    i = next_digit(end);
  }
  return false;
}

bool IsReadText(const html::Dom& dom, html::NodeId id) {
  const html::NodeId parent = dom.node(id).parent;
  if (parent == html::kNoNode) return false;
  switch (dom.node(parent).name) {
    case html::names::kScript:
    case html::names::kStyle:
    case html::names::kTitle:
    case html::names::kTextarea:
    case html::names::kOption:
    case html::names::kTime:
      return false;
    default:
      return true;
  }
}

void VisibleReader::Reset(const html::Dom* dom, std::optional<Date> fetch_day) {
  dates_.clear();
  long_texts_.clear();
  fetch_day_ = std::move(fetch_day);
  dom_ = dom;
  before_ = {};
  before_from_ = near_end_ = 0;
  order_ = DayOrder::kUnknown;
}

void VisibleReader::ReadText(std::string_view raw, html::NodeId id, simd::Readable readable) {
  if (raw.size() >= kLongTextBytes && long_texts_.size() < kMaxLongTexts) long_texts_.push_back(id);
  if (dates_.size() < kMaxDates) {
    const std::string_view start = raw.substr(0, kMaxTextBytes);
    if (MayHoldYear(start, readable)) {
      if (MayHoldDate(start)) AddDates(start, id);
    } else if (raw.size() <= kMaxRelativeBytes && id < near_end_) {
      AddRelative(raw, id);
    }
  }
}

void VisibleReader::SetHeading(html::NodeId id) {
  if (fetch_day_) near_end_ = id + kNearHeading;
}

// Looked for only where a date is: each node once, since ids rise from call to call.
std::string_view VisibleReader::TextBefore(html::NodeId id) {
  for (html::NodeId before = id; before-- > before_from_;) {
    const html::Node& node = dom_->node(before);
    if (node.type != html::NodeType::kText || (node.flags & html::kNodeBlank) != 0 ||
        !IsReadText(*dom_, before)) {
      continue;
    }
    before_ = dom_->text(before);
    break;
  }
  before_from_ = id;
  return before_;
}

void VisibleReader::AddDates(std::string_view text, html::NodeId id) {
  clean_.clear();
  AppendClean(text, clean_);
  const std::string_view whole = clean_;
  size_t at = 0;
  while (at < whole.size() && dates_.size() < kMaxDates) {
    DateSpan span;
    std::optional<Date> date = NextDate(whole.substr(at), order_, span);
    if (!date || span.end == 0) break;
    VisibleDate found{.date = std::move(*date), .node = id};
    // The words before it are in this text, after the date before; else in the text before.
    const std::string_view words = whole.substr(at, span.begin);
    found.label = LabelOf(words);
    if (found.label == DateLabel::kNone && words.size() < 8) found.label = LabelOf(TextBefore(id));
    found.words_before = static_cast<uint16_t>(at + span.begin);
    found.alone = whole.size() <= at + span.end + kAloneBytes && at + span.begin <= kAloneBytes;
    at += span.end;
    // In the midst of a sentence it is what the text tells of.
    if (text.size() >= kLongTextBytes && found.words_before > kDatelineBytes) continue;
    dates_.push_back(std::move(found));
  }
}

void VisibleReader::AddRelative(std::string_view text, html::NodeId id) {
  if (text.size() > kMaxWordBytes && simd::FindDigit(text) == text.size()) return;
  clean_.clear();
  AppendClean(text, clean_);
  const std::optional<int> days = DaysAgo(clean_);
  if (!days) return;
  VisibleDate found{.date = DateOfDay(fetch_day_->DayNumber() - *days), .node = id};
  found.relative = found.alone = true;
  found.label = LabelOf(TextBefore(id));
  dates_.push_back(std::move(found));
}

void VisibleReader::ReadTime(html::NodeId id, std::string_view datetime, std::string_view classes) {
  if (dates_.size() >= kMaxDates) return;
  std::optional<Date> date = ParseDate(datetime, order_);
  if (!date) return;
  VisibleDate found{.date = std::move(*date), .node = id};
  found.time_element = found.alone = true;
  found.label = LabelOf(classes);
  if (found.label == DateLabel::kNone) found.label = LabelOf(TextBefore(id));
  dates_.push_back(std::move(found));
}

}  // namespace tamis::metadata
