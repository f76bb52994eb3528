// Why a page gave no document. The name stands in the row as `filter_reason`; the step is the
// folder below removed/ that the row is written to.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/pipeline.h"

namespace tamis::pipeline {

// The steps of --filter have their names from FineWeb's folders; their reasons are those of
// tamis/quality.h.
enum class FilterStep : uint8_t {
  kFetch,
  kDecode,
  kExtract,
  kRights,     // --respect-rights; reasons are "rights_" and the name of the rule
  kPageState,  // --drop-states; reasons are the names of the states
  kGopherRepetition,
  kGopherQuality,
  kC4,
  kFineWeb,
};
inline constexpr std::array<std::string_view, 9> kFilterSteps = {
    "fetch",      "decode",      "extract", "rights",      "page_state",
    "gopher_rep", "gopher_qual", "c4",      "fineweb_qual"};

// Names of all steps of a run, in the order of BatchResult::removed.
inline std::vector<std::string> StepNames(const RunOptions& /*options*/) {
  return std::vector<std::string>(kFilterSteps.begin(), kFilterSteps.end());
}

enum class FilterReason : uint8_t {
  kTooLarge,       // above RunOptions::max_record_bytes; its bytes were not read
  kHttpStatus,     // the server's answer was not 200
  kHttpCoding,     // a content coding that cannot be undone
  kNotHtml,        // the bytes are no text
  kExtractEmpty,   // nothing on the page is main content
  kInternalError,  // a bug in tamis; the page is named in the log
};

struct FilterReasonInfo {
  FilterStep step;
  std::string_view name;
};
inline constexpr std::array<FilterReasonInfo, 6> kFilterReasons = {{
    {FilterStep::kFetch, "too_large"},
    {FilterStep::kFetch, "http_status"},
    {FilterStep::kFetch, "http_coding"},
    {FilterStep::kDecode, "not_html"},
    {FilterStep::kExtract, "extract_empty"},
    {FilterStep::kExtract, "internal_error"},
}};

constexpr const FilterReasonInfo& Info(FilterReason reason) {
  return kFilterReasons[static_cast<size_t>(reason)];
}

}  // namespace tamis::pipeline
