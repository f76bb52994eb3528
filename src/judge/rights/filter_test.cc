#include "judge/rights/filter.h"

#include <gtest/gtest.h>

namespace tamis::judge {
namespace {

uint32_t Bit(RightsRule rule) { return 1u << static_cast<unsigned>(rule); }

TEST(BrokenRule, Table) {
  Rights rights;
  const uint32_t all = (1u << kRightsRuleCount) - 1;
  EXPECT_EQ(BrokenRule(rights, all), nullptr);
  rights.ai_train = Said::kYes;
  rights.tdm_reserved = Said::kNo;
  EXPECT_EQ(BrokenRule(rights, all), nullptr);
  rights.robots_by_agent.push_back({.agent = "gptbot", .directives = {"noai"}});
  EXPECT_EQ(BrokenRule(rights, all), nullptr);
  rights.ai_train = Said::kNo;
  EXPECT_STREQ(BrokenRule(rights, all), "rights_ai-train");
  EXPECT_EQ(BrokenRule(rights, Bit(RightsRule::kNoai)), nullptr);
  rights.robots = {"noai"};
  EXPECT_STREQ(BrokenRule(rights, all), "rights_noai");
  EXPECT_EQ(BrokenRule(rights, 0), nullptr);
}

TEST(BrokenRule, AReservationThatPrecedenceOverrules) {
  Rights rights;
  rights.tdm_reserved = Said::kNo;
  rights.claims.push_back({.source = "http:tdm-reservation", .value = "0"});
  EXPECT_EQ(BrokenRule(rights, Bit(RightsRule::kTdm)), nullptr);
  rights.claims.push_back({.source = "meta:tdm-reservation", .value = "1"});
  EXPECT_STREQ(BrokenRule(rights, Bit(RightsRule::kTdm)), "rights_tdm");
}

TEST(RightsRule, NamesAreFoundAgain) {
  for (size_t i = 0; i < kRightsRuleCount; ++i) {
    RightsRule rule{};
    ASSERT_TRUE(FindRightsRule(RightsRuleName(static_cast<RightsRule>(i)), rule));
    EXPECT_EQ(static_cast<size_t>(rule), i);
  }
  RightsRule rule{};
  EXPECT_FALSE(FindRightsRule("nonsense", rule));
}

}  // namespace
}  // namespace tamis::judge
