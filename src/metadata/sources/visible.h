// What readers see: dates in text and in <time>, each with the words that stand before it.
//
// Idea:   most text holds no date, so a text node is looked at only when it has a number of four
//         digits that may be a year; a short one also when it speaks of time gone by ("3 days
//         ago"), which is counted from the day of the crawl. What a date means is told by the
//         words before it ("Updated:"), in the node or in the text before it.
// Catch:  most visible dates are those of other things. Here they are only collected;
//         fields/dates.cc weighs them.

#pragma once

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

// Limits: 48 dates; of a text the first 320 bytes.
class VisibleReader {
 public:
  // `fetch_day`: what "yesterday" counts from; none: such dates are passed over.
  void Reset(std::optional<Date> fetch_day);
  void SetOrder(DayOrder order) { order_ = order; }
  // Times gone by are read in the 60 nodes behind a main heading: elsewhere they are others'.
  void SetHeading(html::NodeId id) { heading_ = id; }

  // `raw`: of the text node `id`; more than white space. `readable`: the page.
  void ReadText(std::string_view raw, html::NodeId id, simd::Readable readable);
  // `datetime` is the attribute's value, or else the element's text.
  void ReadTime(html::NodeId id, std::string_view datetime, std::string_view classes);

  std::span<const VisibleDate> dates() const { return dates_; }
  // Texts of a sentence or two and longer, of which pages that are read have many.
  std::span<const html::NodeId> long_texts() const { return long_texts_; }

 private:
  void AddDates(std::string_view text, html::NodeId id);
  void AddRelative(std::string_view text, html::NodeId id);

  std::vector<VisibleDate> dates_;
  std::vector<html::NodeId> long_texts_;
  std::optional<Date> fetch_day_;
  std::string clean_;
  std::string_view before_;  // the text before the current one, in the page
  html::NodeId heading_ = html::kNoNode;
  DayOrder order_ = DayOrder::kUnknown;
};

// What the last words of `before` say about the date that follows them.
DateLabel LabelOf(std::string_view before);

// Whether `text` may hold a date: four digits by themselves that may be a year, or 04.03.21.
// `readable`: the page.
bool MayHoldYear(std::string_view text, simd::Readable readable = {});

}  // namespace tamis::metadata
