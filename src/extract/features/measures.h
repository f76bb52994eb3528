// What is measured of every block: the one list that rules, learned models and training share.
//
// A measure is a float; yes/no measures are 0 or 1, shares are 0..1. Terms:
//   prose    words outside links in blocks that hold sentences (no headings, no controls)
//   section  the nearest container of at least kSectionWords words
//   core     the deepest container that holds most of the page's prose
//   group    the blocks whose containers have the same path of tags and class names

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::extract {

enum class Measure : uint8_t {
  // The block itself.
  kWords,
  kTextWords,  // outside links
  kLinkShare,  // words inside links, of all
  kSentences,
  kEndsSentence,
  kCommas,
  kDigitShare,  // of the characters
  kPrice,
  kHeading,
  kHeading1,
  kHeading2,
  kHeading3,
  kListItem,
  kTableCell,
  kCode,
  kQuote,
  kCaption,
  kForm,
  kButton,
  kHidden,
  kOffScreen,
  kRepeat,  // the same text stands earlier in the page
  // Phrases (phrases.h) that cover half of a block of at most 30 words.
  kPhraseLegal,
  kPhraseCopyright,  // the sign counts too
  kPhraseComment,
  kPhraseCookie,
  kPhraseShare,
  kPhraseByline,
  kPhraseMore,
  kPhraseRelated,
  kPhraseAdvert,
  kPhraseSignup,
  // Phrases anywhere in a block of at most 60 words.
  kMentionsSignup,
  kMentionsComment,
  kLeadsOn,  // it begins with "read more" or "related" and holds a link
  // It stands in the section of a heading that is such a phrase.
  kUnderLegal,
  kUnderComment,
  kUnderRelated,
  kUnderSignup,
  kUnderShare,
  // Its containers.
  kParentLinkShare,
  kSectionLinkShare,
  kSectionBlocks,
  kSectionProse,  // prose of the section, of its words
  kSectionShare,  // prose of the section, of the page's prose
  kInCore,
  kBelowCore,      // levels from the core down to its container; 0 outside
  kCoreDistance,   // levels up from the core to the first container that holds both
  kTitleDistance,  // the same from the first h1; kFarAway when there is none
  // Its group.
  kGroupSize,   // blocks
  kGroupWords,  // mean words
  kGroupLinkShare,
  kGroupProse,  // prose, of its words
  kGroupShare,  // its prose, of the page's
  // Its place and its neighbours.
  kBefore,         // share of the page's words that stand before it
  kAfterTitle,     // blocks after the first h1 (negative: before it); 0 when there is none
  kBeforeProse,    // before the first block of prose (of the core, if it has any)
  kAfterProse,     // after the last
  kProseAfter,     // share of the page's prose that stands after it
  kPreviousProse,  // words of prose in the block before
  kNextProse,
  kPreviousWords,
  kNextWords,
  kPreviousHeading,
  kNextHeading,
  kHeadsText,  // a heading, and what follows is none
  // The page: the same for all its blocks.
  kPageWords,
  kPageBlocks,
  kPageProse,  // words
  kPageProseShare,
  kPageLinkShare,
  kPageArticles,   // <article> elements
  kPagePrices,     // blocks with a price
  kPageCore,       // prose of the core, of the core's words
  kPageCoreProse,  // words of prose in the core
  kPageTitle,      // it has an h1
  kForumPage,      // page_form.h
  kArticlePage,
  kProductPage,
  // Products of two: what matters only where the page is of some form.
  kCoreDistanceInProse,  // kCoreDistance if prose is at least 30 % of the page
  kAfterProseInProse,
  kBeforeProseInProse,
  kLinkShareInProse,
  kGroupSizeInProse,
  kInProseCore,         // kInCore if the core is at least half prose
  kCommentShare,        // among comments: the share of the page's prose that they hold
  kPostShare,           // the same for posts of a forum
  kCommentBesideText,   // among comments: words of prose on the page outside of them
  kCommentOnForum,      // among comments, and the page is a forum's
  kPostOnForum,         // the same for posts
  kParagraphLinkShare,  // kLinkShare of a paragraph
  kHeadingLinkShare,    // kLinkShare of a heading
  kItemLinkShare,       // of a list item
  kCellLinkShare,       // of a table cell
  kCount,
};

inline constexpr size_t kMeasureCount = static_cast<size_t>(Measure::kCount);
inline constexpr float kFarAway = 99;
inline constexpr uint32_t kSectionWords = 100;

using MeasureRow = std::array<float, kMeasureCount>;

// Measures from kHeading to kUnderShare are yes or no: a bit each, so that they are told at once.
using MeasureSet = uint64_t;
constexpr MeasureSet Bit(Measure measure) {
  return MeasureSet{1} << static_cast<unsigned>(measure);
}
constexpr bool Has(MeasureSet set, Measure measure) { return (set & Bit(measure)) != 0; }
inline constexpr size_t kFirstYes = static_cast<size_t>(Measure::kHeading);
inline constexpr size_t kYesCount = static_cast<size_t>(Measure::kUnderShare) + 1 - kFirstYes;
static_assert(kFirstYes + kYesCount <= 64);

// "words", "text_words", ...: the spelling used by training.
std::string_view MeasureName(Measure measure);

}  // namespace tamis::extract
