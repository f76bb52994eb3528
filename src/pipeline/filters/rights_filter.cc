#include "pipeline/filters/rights_filter.h"

#include "judge/rights/filter.h"

namespace tamis::pipeline {
namespace {

class ByRights final : public Filter {
 public:
  explicit ByRights(const RightsFilter& rules) : rules_(rules) {}

  std::string_view Verdict(const Document& document, const document::RowContext&) const override {
    const char* reason = judge::BrokenRule(document.rights, rules_.rules);
    return reason == nullptr ? std::string_view() : reason;
  }

 private:
  const RightsFilter rules_;
};

}  // namespace

std::unique_ptr<Filter> MakeFilter(const RightsFilter& rules) {
  return std::make_unique<ByRights>(rules);
}

}  // namespace tamis::pipeline
