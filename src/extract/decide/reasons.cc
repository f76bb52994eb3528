#include "extract/decide/reasons.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "extract/decide/evidence.h"

namespace tamis::extract {
namespace {

// Evidence that weighs less is no reason.
constexpr float kMinWeight = -0.3f;
constexpr float kMostlyLinks = 0.5f;
constexpr uint32_t kFewWords = 6;

// Hints, or measures that are yes, and what they are a reason for.
template <typename Fact>
struct FactReason {
  Fact fact;
  Reason reason;
};

constexpr FactReason<Hint> kHintReasons[] = {
    {Hint::kTagNav, Reason::kNavigation},
    {Hint::kNav, Reason::kNavigation},
    {Hint::kBreadcrumb, Reason::kNavigation},
    {Hint::kPagination, Reason::kNavigation},
    {Hint::kTags, Reason::kNavigation},
    {Hint::kTagHeader, Reason::kPageHeader},
    {Hint::kHeader, Reason::kPageHeader},
    {Hint::kTagFooter, Reason::kPageFooter},
    {Hint::kFooter, Reason::kPageFooter},
    {Hint::kTagAside, Reason::kSidebar},
    {Hint::kSidebar, Reason::kSidebar},
    {Hint::kRelated, Reason::kRelated},
    {Hint::kTagForm, Reason::kForm},
    {Hint::kForm, Reason::kForm},
    {Hint::kTagButton, Reason::kForm},
    {Hint::kAction, Reason::kForm},
    {Hint::kUser, Reason::kForm},
    {Hint::kShare, Reason::kShare},
    {Hint::kAdvert, Reason::kAdvert},
    {Hint::kPromo, Reason::kAdvert},
    {Hint::kCookie, Reason::kCookieNotice},
    {Hint::kModal, Reason::kHidden},
    {Hint::kTagDialog, Reason::kHidden},
    {Hint::kOffScreen, Reason::kHidden},
    {Hint::kLegal, Reason::kLegalDisclaimer},
    {Hint::kByline, Reason::kByline},
};

constexpr FactReason<Measure> kMeasureReasons[] = {
    {Measure::kForm, Reason::kForm},
    {Measure::kButton, Reason::kForm},
    {Measure::kHidden, Reason::kHidden},
    {Measure::kOffScreen, Reason::kHidden},
    {Measure::kRepeat, Reason::kRepeat},
    {Measure::kPhraseLegal, Reason::kLegalDisclaimer},
    {Measure::kPhraseCopyright, Reason::kPageFooter},
    {Measure::kPhraseComment, Reason::kCommentWidget},
    {Measure::kPhraseCookie, Reason::kCookieNotice},
    {Measure::kPhraseShare, Reason::kShare},
    {Measure::kPhraseByline, Reason::kByline},
    {Measure::kPhraseMore, Reason::kNavigation},
    {Measure::kPhraseRelated, Reason::kRelated},
    {Measure::kPhraseAdvert, Reason::kAdvert},
    {Measure::kPhraseSignup, Reason::kForm},
    {Measure::kUnderLegal, Reason::kLegalDisclaimer},
    {Measure::kUnderRelated, Reason::kRelated},
    {Measure::kUnderSignup, Reason::kForm},
    {Measure::kUnderShare, Reason::kShare},
};

constexpr float WeightOfFact(Hint hint) { return WeightOf(hint); }
constexpr float WeightOfFact(Measure yes) { return WeightOf(yes, 1); }

// The reasons that weigh enough, by the bits of their facts.
template <typename Fact>
class Reasons {
 public:
  template <size_t kCount>
  constexpr explicit Reasons(const FactReason<Fact> (&reasons)[kCount]) {
    for (const FactReason<Fact>& reason : reasons) {
      const float weight = WeightOfFact(reason.fact);
      if (weight >= kMinWeight) continue;
      facts_ |= Bit(reason.fact);
      weighed_[static_cast<size_t>(reason.fact)] = {weight, order_++, reason.reason};
    }
  }

  // Takes the heaviest of the facts if it is heavier than `strongest`, which is set to it. Of
  // facts of one weight the first of the list is taken.
  void Weigh(uint64_t facts, float& strongest, Reason& reason) const {
    const Weighed* best = nullptr;
    for (uint64_t left = facts & facts_; left != 0; left &= left - 1) {
      const Weighed& other = weighed_[static_cast<size_t>(std::countr_zero(left))];
      if (best == nullptr || other.IsHeavierThan(*best)) best = &other;
    }
    if (best == nullptr || best->weight >= strongest) return;
    strongest = best->weight;
    reason = best->reason;
  }

 private:
  struct Weighed {
    float weight = 0;
    uint32_t order = 0;
    Reason reason = Reason::kLowScore;

    bool IsHeavierThan(const Weighed& other) const {
      return weight < other.weight || (weight == other.weight && order < other.order);
    }
  };

  uint64_t facts_ = 0;
  uint32_t order_ = 0;
  std::array<Weighed, 64> weighed_{};
};
constexpr Reasons<Hint> kReasonsOfHints(kHintReasons);
constexpr Reasons<Measure> kReasonsOfMeasures(kMeasureReasons);

// Of a comment's parts, its text; not "Reply", a counter or the form.
bool IsCommentText(const PageBlock& block, const Evidence& evidence) {
  if (block.kind == BlockKind::kForm || block.kind == BlockKind::kButton) return false;
  if (block.kind == BlockKind::kHeading || Has(evidence.hints, Hint::kTagForm)) return false;
  return block.words >= 3 && evidence.link_share < kMostlyLinks &&
         !Has(evidence.yes, Measure::kPhraseComment);
}

}  // namespace

Reason ReasonAgainst(const PageBlock& block, const Evidence& evidence) {
  // Comments are comments whatever else weighs against them: they are collected apart.
  if (Has(evidence.hints, Hint::kComment) || Has(evidence.yes, Measure::kUnderComment)) {
    return IsCommentText(block, evidence) ? Reason::kComment : Reason::kCommentWidget;
  }
  Reason reason = Reason::kLowScore;
  float strongest = kMinWeight;
  kReasonsOfHints.Weigh(evidence.hints, strongest, reason);
  kReasonsOfMeasures.Weigh(evidence.yes, strongest, reason);
  for (const float weight : {WeightOf(Measure::kLinkShare, evidence.link_share),
                             WeightOf(Measure::kSectionLinkShare, evidence.section_link_share)}) {
    if (weight >= strongest) continue;
    strongest = weight;
    reason = Reason::kLinkDensity;
  }
  if (reason != Reason::kLowScore) return reason;
  if (evidence.link_share >= kMostlyLinks) return Reason::kLinkDensity;
  return block.words < kFewWords ? Reason::kTooShort : Reason::kLowScore;
}

}  // namespace tamis::extract
