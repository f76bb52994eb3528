#include "extract/decide/reasons.h"

#include <array>
#include <cstddef>
#include <utility>

#include "extract/decide/evidence.h"

namespace tamis::extract {
namespace {

struct HintReason {
  Hint hint;
  Reason reason;
};

constexpr HintReason kHintReasons[] = {
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

// Of hints of one weight the first stays the first.
constexpr auto kHeaviestFirst = [] {
  auto reasons = std::to_array(kHintReasons);
  for (size_t i = 1; i < reasons.size(); ++i) {
    for (size_t j = i; j > 0 && WeightOf(reasons[j].hint) < WeightOf(reasons[j - 1].hint); --j) {
      std::swap(reasons[j], reasons[j - 1]);
    }
  }
  return reasons;
}();

struct MeasureReason {
  Measure measure;
  Reason reason;
};

constexpr MeasureReason kMeasureReasons[] = {
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
    {Measure::kLinkShare, Reason::kLinkDensity},
    {Measure::kSectionLinkShare, Reason::kLinkDensity},
};

// Evidence that weighs less is no reason.
constexpr float kMinWeight = -0.3f;
constexpr float kMostlyLinks = 0.5f;
constexpr uint32_t kFewWords = 6;

// Of a comment's parts, its text; not "Reply", a counter or the form.
bool IsCommentText(const PageBlock& block, const BlockFeatures& row) {
  if (block.kind == BlockKind::kForm || block.kind == BlockKind::kButton) return false;
  if (block.kind == BlockKind::kHeading || Has(row.hints, Hint::kTagForm)) return false;
  return block.words >= 3 && row[Measure::kLinkShare] < kMostlyLinks &&
         row[Measure::kPhraseComment] == 0;
}

}  // namespace

Reason ReasonAgainst(const PageBlock& block, const BlockFeatures& row) {
  // Comments are comments whatever else weighs against them: they are collected apart.
  if (Has(row.hints, Hint::kComment) || row[Measure::kUnderComment] != 0) {
    return IsCommentText(block, row) ? Reason::kComment : Reason::kCommentWidget;
  }
  Reason reason = Reason::kLowScore;
  float strongest = kMinWeight;
  for (const HintReason& candidate : kHeaviestFirst) {
    if (!Has(row.hints, candidate.hint)) continue;
    if (const float weight = WeightOf(candidate.hint); weight < strongest) {
      strongest = weight;
      reason = candidate.reason;
    }
    break;
  }
  for (const MeasureReason& candidate : kMeasureReasons) {
    if (row[candidate.measure] == 0) continue;  // silent: no step of these is at or below zero
    const float weight = WeightOf(row, candidate.measure);
    if (weight >= strongest) continue;
    strongest = weight;
    reason = candidate.reason;
  }
  if (reason == Reason::kLowScore && row[Measure::kLinkShare] >= kMostlyLinks) {
    return Reason::kLinkDensity;
  }
  if (reason == Reason::kLowScore && block.words < kFewWords) return Reason::kTooShort;
  return reason;
}

}  // namespace tamis::extract
