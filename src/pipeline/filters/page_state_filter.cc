#include "pipeline/filters/page_state_filter.h"

#include "tamis/page_state.h"

namespace tamis::pipeline {
namespace {

class ByPageState final : public Filter {
 public:
  explicit ByPageState(const PageStateFilter& rules) : rules_(rules) {}

  std::string_view Verdict(const Document& document, const document::RowContext&) const override {
    const PageStateVerdict& page = document.page_state;
    const bool unwanted = (rules_.states >> static_cast<unsigned>(page.state) & 1) != 0;
    if (!unwanted || page.score < rules_.min_score) return {};
    return PageStateName(page.state);
  }

 private:
  const PageStateFilter rules_;
};

}  // namespace

std::unique_ptr<Filter> MakeFilter(const PageStateFilter& rules) {
  return std::make_unique<ByPageState>(rules);
}

}  // namespace tamis::pipeline
