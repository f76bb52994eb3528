// A step of the chain of filters.
//
//   FilterRules (tamis/filters.h) -> Filter -> [Chain] -> run/page_worker

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "document/render/row.h"
#include "tamis/document.h"
#include "tamis/filters.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// What a step needs to know of a page; a step is not asked before it is known.
enum class Needs : uint8_t { kUrl, kPage, kText };

// Threads: safe; a filter never changes.
class Filter {
 public:
  virtual ~Filter() = default;
  // The reason to remove the page, in static storage; empty to keep it.
  virtual std::string_view Verdict(const Document& document,
                                   const document::RowContext& row) const = 0;
  // A name for the contents of files that the rules name; empty when there are none.
  virtual std::string ListDigest() const { return {}; }
};

}  // namespace tamis::pipeline
