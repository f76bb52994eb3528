// What readers see: dates in text and in <time>, each with the words that stand before it.
//
// Idea:   most text holds no date, so a text node is looked at only when it has a number of four
//         digits that may be a year; a short one also when it speaks of time gone by ("3 days
//         ago"), which is counted from the day of the crawl. What a date means is told by the
//         words before it ("Updated:"), in the node or in the text before it.
// Catch:  most visible dates are those of other things. Here they are only collected;
//         fields/dates.cc weighs them.

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"
#include "html/dom/dom.h"
#include "metadata/fields/date.h"

namespace tamis::metadata {

enum class DateLabel : uint8_t { kNone, kPublished, kModified, kOther };

// A date that readers see.
struct VisibleDate {
  Date date;
  html::NodeId node = html::kNoNode;
  DateLabel label = DateLabel::kNone;
  bool time_element = false;
  bool relative = false;      // "3 days ago"
  bool alone = false;         // little else stands in its text
  uint16_t words_before = 0;  // bytes of the same text before it
};

// Whether readers see a text, and it is not that of a <time>, which is read with its element.
bool IsReadText(const html::Dom& dom, html::NodeId id);

// Texts of a sentence or two.
inline constexpr size_t kLongTextBytes = 160;
// Times gone by ("3 days ago") are read in short texts of so many nodes from a main heading on:
// elsewhere they are others'. Without digits they are a word.
inline constexpr html::NodeId kNearHeading = 61;
inline constexpr size_t kMaxRelativeBytes = 40;
inline constexpr size_t kMaxWordBytes = 16;  // "yesterday", in any language

// The digits of a text, a bit each. `page`: what may be read. REQUIRES: 0 < text.size() <= 64
inline uint64_t DigitsOf(std::string_view text, simd::Readable page) {
  uint64_t digits = 0;
  if (page.Holds(text.data(), 64)) {
    for (size_t at = 0; at < 64; at += 16) {
      digits |= uint64_t{simd::Block16(text.data() + at).Digits()} << at;
    }
  } else {
    for (size_t at = 0; at < text.size(); at += 16) {
      const size_t left = std::min<size_t>(text.size() - at, 16);
      digits |= uint64_t{page.Load(text.data() + at, left).Digits()} << at;
    }
  }
  return digits & ~uint64_t{0} >> (64 - text.size());
}

// Whether VisibleReader may learn anything from a text, which stands near a main heading or not: a
// cheap look at its size and its digits. `page`: what may be read.
inline bool MayHoldVisibleDate(std::string_view text, bool near, simd::Readable page) {
  if (text.size() - 1 >= 64) {
    return text.size() >= kLongTextBytes || simd::FindDigit(text, page) != text.size();
  }
  const uint64_t digits = DigitsOf(text, page);
  const bool relative = near & (text.size() <= (digits != 0 ? kMaxRelativeBytes : kMaxWordBytes));
  // Four together, or two by two with a mark between.
  const uint64_t two = digits & digits >> 1;
  return relative | ((two & (two >> 2 | two >> 3)) != 0);
}

// Limits: 48 dates; of a text the first 320 bytes.
class VisibleReader {
 public:
  // `dom`: of the page, whose texts it is then given; null for none. `fetch_day`: what "yesterday"
  // counts from; none: such dates are passed over.
  void Reset(const html::Dom* dom, std::optional<Date> fetch_day);
  void SetOrder(DayOrder order) { order_ = order; }
  // Of a main heading.
  void SetHeading(html::NodeId id);

  // `raw`: of the text node `id`; more than white space. `readable`: the page.
  // REQUIRES: IsReadText(dom, id)
  void ReadText(std::string_view raw, html::NodeId id, simd::Readable readable);
  // `datetime` is the attribute's value, or else the element's text.
  void ReadTime(html::NodeId id, std::string_view datetime, std::string_view classes);

  std::span<const VisibleDate> dates() const { return dates_; }
  // Texts of kLongTextBytes and more, of which pages that are read have many.
  std::span<const html::NodeId> long_texts() const { return long_texts_; }

 private:
  std::string_view TextBefore(html::NodeId id);
  void AddDates(std::string_view text, html::NodeId id);
  void AddRelative(std::string_view text, html::NodeId id);

  std::vector<VisibleDate> dates_;
  std::vector<html::NodeId> long_texts_;
  std::optional<Date> fetch_day_;
  std::string clean_;
  const html::Dom* dom_ = nullptr;
  std::string_view before_;  // the text before node before_from_
  html::NodeId before_from_ = 0;
  html::NodeId near_end_ = 0;  // of the nodes where times gone by are read
  DayOrder order_ = DayOrder::kUnknown;
};

// What the last words of `before` say about the date that follows them.
DateLabel LabelOf(std::string_view before);

// Whether `text` may hold a date: four digits by themselves that may be a year, or 04.03.21.
// `readable`: the page.
bool MayHoldYear(std::string_view text, simd::Readable readable = {});

}  // namespace tamis::metadata
