#include "judge/rights/filter.h"

#include <algorithm>
#include <string_view>

namespace tamis::judge {
namespace {

// By RightsRule.
constexpr const char* kReasons[kRightsRuleCount] = {
    "rights_noindex",   "rights_noarchive", "rights_nosnippet", "rights_noai",
    "rights_noimageai", "rights_tdm",       "rights_ai-train",  "rights_ai-input",
};
constexpr std::string_view kPrefix = "rights_";

// Precedence does not matter here: who removes nothing that is reserved need not know which
// statement was meant to stand.
bool ReservedAnywhere(const Rights& rights) {
  return rights.tdm_reserved == Said::kYes ||
         std::any_of(rights.claims.begin(), rights.claims.end(), [](const RightsClaim& claim) {
           return claim.source.ends_with("tdm-reservation") && claim.value == "1";
         });
}

bool Holds(const Rights& rights, RightsRule rule) {
  switch (rule) {
    case RightsRule::kTdm:
      return ReservedAnywhere(rights);
    case RightsRule::kAiTrain:
      return rights.ai_train == Said::kNo;
    case RightsRule::kAiInput:
      return rights.ai_input == Said::kNo;
    default:
      return rights.Forbids(RightsRuleName(rule));
  }
}

}  // namespace

const char* BrokenRule(const Rights& rights, uint32_t respect) {
  for (size_t i = 0; respect != 0 && i < kRightsRuleCount; ++i) {
    if ((respect >> i & 1) != 0 && Holds(rights, static_cast<RightsRule>(i))) return kReasons[i];
  }
  return nullptr;
}

}  // namespace tamis::judge

namespace tamis {

std::string_view RightsRuleName(RightsRule rule) {
  std::string_view reason = judge::kReasons[static_cast<size_t>(rule)];
  reason.remove_prefix(judge::kPrefix.size());
  return reason;
}

bool FindRightsRule(std::string_view name, RightsRule& rule) {
  for (size_t i = 0; i < kRightsRuleCount; ++i) {
    if (RightsRuleName(static_cast<RightsRule>(i)) != name) continue;
    rule = static_cast<RightsRule>(i);
    return true;
  }
  return false;
}

}  // namespace tamis
