#include "pipeline/filters/fields.h"

#include <array>

#include "tamis/page_state.h"
#include "tamis/rights.h"

namespace tamis {

std::string_view FilterKind(const FilterRules& rules) {
  return pipeline::kFilterKinds[rules.index()];
}

namespace pipeline {

std::span<const std::string_view> RightsRuleNames() {
  static const auto names = [] {
    std::array<std::string_view, kRightsRuleCount> all;
    for (size_t i = 0; i < all.size(); ++i) all[i] = RightsRuleName(static_cast<RightsRule>(i));
    return all;
  }();
  return names;
}

std::span<const std::string_view> PageStateNames() {
  static const auto names = [] {
    std::array<std::string_view, kPageStateCount> all;
    for (size_t i = 0; i < all.size(); ++i) all[i] = PageStateName(static_cast<PageState>(i));
    return all;
  }();
  return names;
}

}  // namespace pipeline
}  // namespace tamis
