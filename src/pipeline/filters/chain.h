// The chain of a run: steps with their lists read and their names settled.
//
// Tested: chain_test.cc, tests/cli/test_filters.py.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/filters/filter.h"
#include "tamis/filters.h"

namespace tamis::pipeline {

// Threads: safe; a chain never changes.
class Chain {
 public:
  // Errors: kInvalidArgument: a name that is taken or cannot be that of a folder; and those of
  //         the lists that it names.
  static Result<Chain> Load(const FilterChain& rules);

  size_t size() const { return steps_.size(); }
  const std::string& name(size_t step) const { return steps_[step].name; }
  Needs needs(size_t step) const { return steps_[step].needs; }
  // How many steps at the front need nothing but the URL.
  size_t url_steps() const { return url_steps_; }

  // REQUIRES: what needs(step) says is known.
  std::string_view Verdict(size_t step, const Document& document,
                           const document::RowContext& row) const {
    return steps_[step].filter->Verdict(document, row);
  }

  // What the result depends on, a step each: {"filter_1", "url soft_word_limit=2 lists=1f3a..."}.
  const std::vector<std::pair<std::string, std::string>>& texts() const { return texts_; }

 private:
  struct Step {
    std::string name;
    Needs needs = Needs::kText;
    std::unique_ptr<Filter> filter;
  };

  Status Add(const FilterStep& rules);

  std::vector<Step> steps_;
  size_t url_steps_ = 0;
  std::vector<std::pair<std::string, std::string>> texts_;
};

// What is wrong with `name` as that of a step, see FilterStep::name; empty when nothing is.
std::string WrongStepName(std::string_view name);

}  // namespace tamis::pipeline
