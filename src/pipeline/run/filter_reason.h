// Why a page gave no document, when no filter of the run removed it. The name stands in the row as
// `filter_reason`; the step is the folder below removed/ that the row is written to.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::pipeline {

// The steps that every run has. Those of its filters follow behind them.
enum class OwnStep : uint8_t { kFetch, kDecode, kExtract };
inline constexpr std::array<std::string_view, 3> kOwnSteps = {"fetch", "decode", "extract"};

enum class FilterReason : uint8_t {
  kTooLarge,       // above RunOptions::max_record_bytes; its bytes were not read
  kHttpStatus,     // the server's answer was not 200
  kHttpCoding,     // a content coding that cannot be undone
  kNotHtml,        // the bytes are no text
  kExtractEmpty,   // nothing on the page is main content
  kInternalError,  // a bug in tamis; the page is named in the log
};

struct FilterReasonInfo {
  OwnStep step;
  std::string_view name;
};
inline constexpr std::array<FilterReasonInfo, 6> kFilterReasons = {{
    {OwnStep::kFetch, "too_large"},
    {OwnStep::kFetch, "http_status"},
    {OwnStep::kFetch, "http_coding"},
    {OwnStep::kDecode, "not_html"},
    {OwnStep::kExtract, "extract_empty"},
    {OwnStep::kExtract, "internal_error"},
}};

constexpr const FilterReasonInfo& Info(FilterReason reason) {
  return kFilterReasons[static_cast<size_t>(reason)];
}

}  // namespace tamis::pipeline
