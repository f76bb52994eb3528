// Who may have written the page, and what speaks for each.
//
// Idea:   an answer is a list of names that one source gives: the article's data, a <meta>, links
//         and elements that say "author", lines that sign, names beside the main heading, the
//         person whose site it is. Lists of the same names are one candidate, which gathers signs:
//         who says it, who else does, where it stands, how the names look. Trees make a
//         probability of them (author_model.h).

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metadata/facts.h"
#include "metadata/fields/pool.h"
#include "metadata/sources/place.h"
#include "metadata/sources/visible.h"

namespace tamis::metadata {

// The order is that of the trees.
enum class AuthorSign : uint8_t {
  // Who says it, best first.
  kLdArticle,
  kMetaNamed,  // names that mean nothing else: citation_author, parsely-author
  kMicrodata,  // or RDFa
  kMetaAuthor,
  kLdOther,
  kRelAuthor,
  kAuthorLink,  // to an address of authors
  kLongSigned,  // "Written by"
  kShortSigned,
  kBylineClass,
  kNearName,  // a person's name near the heading
  kSiteName,
  kTitlePart,  // of <title>, or a heading that is not the title
  // Where it is seen: distances in nodes from the main heading.
  kJustBelow,
  kNear,
  kBelow,
  kFarBelow,
  kAbove,
  kInArticle,
  kInHeader,
  kAtEdge,
  kInTeaser,
  kRelated,
  kInList,
  kInLink,
  kSignsClass,
  kBesideDate,
  kBesidePicture,  // that is said to show him
  kLinkNames,      // to an address that holds a word of the name
  kInTitleOfPart,  // a lesser heading, a button, a label
  kBeforeText,
  kFirstSeen,
  kOnlySeen,
  kManySeen,
  kSeenThrice,
  // How the names look.
  kPersons,
  kBody,
  kSite,
  kHost,
  kOneWord,
  kHandle,  // one word with small letters, digits or marks, as people sign up
  kTwoOrThreeWords,
  kSmallWord,
  kInTitle,
  // How it fits the others.
  kTwoKinds,
  kThreeKinds,
  kSeenAndStructured,
  kStructuredElsewhere,
  kBylineElsewhere,
  kHoldsOther,
  kHeldByOther,
  kLone,
  kManyCandidates,
  // What page it is.
  kArticlePage,
  kOtherPage,
  kRootPath,
  kDeepPath,
  kLongSlug,
  kDated,
  kDateNear,
  kMuchText,
  kCount,
};
static_assert(static_cast<int>(AuthorSign::kCount) <= 64);

struct AuthorCandidate {
  std::vector<std::string> names;   // in the order of the page, each once
  std::vector<std::string> folded;  // sorted
  std::string_view source;          // of the best who says it
  AuthorSign kind = AuthorSign::kCount;
  uint64_t signs = 0;

  bool Has(AuthorSign sign) const { return (signs >> static_cast<int>(sign) & 1) != 0; }
  void Set(AuthorSign sign, bool value = true) {
    signs |= static_cast<uint64_t>(value) << static_cast<int>(sign);
  }
};

struct AuthorEvidence {
  std::span<const std::string_view> sites;  // the site's names
  std::string_view hostname;
  std::string_view url;
  std::string_view title;                // the chosen one
  const html::Dom* dom = nullptr;        // for where a byline stands; may be absent
  PlaceReader* places = nullptr;         // of `dom`
  html::NodeId heading = html::kNoNode;  // the main heading
  std::span<const VisibleDate> seen;     // in the order of the page
  std::span<const html::NodeId> long_texts;
};

// Gathers the candidates of a page, reusing its memory.
class AuthorClues {
 public:
  // At most 48. Valid until the next call.
  std::span<const AuthorCandidate> Gather(Facts& facts, const AuthorEvidence& evidence);

 private:
  void AddFacts(Facts& facts);
  void AddNearNames();
  void AddNamesFrom(html::NodeId begin, html::NodeId end);
  void AddSites(Facts& facts);
  void AddNames(std::vector<std::string>& names, AuthorSign kind, std::string_view source,
                html::NodeId node);
  AuthorCandidate* Add(std::vector<std::string>& names, AuthorSign kind, std::string_view source);
  void JudgePlace(html::NodeId node, const Place& place, AuthorCandidate& candidate);
  void JudgeAround(html::NodeId node, AuthorCandidate& candidate);
  void JudgeNames(AuthorCandidate& candidate);
  void JudgePage(Facts& facts);
  void Compare();
  bool IsSite(std::string_view name) const;
  bool SpellsHost(std::string_view name);
  bool HoldsWordOf(std::string_view address, std::string_view name);
  bool DateNear(html::NodeId node, html::NodeId distance) const;

  Pool<AuthorCandidate> candidates_;
  std::vector<uint8_t> times_seen_;
  AuthorEvidence evidence_;
  size_t seen_ = 0;  // names seen on the page
  size_t near_names_ = 0;
  Pool<std::string> sites_;   // folded
  std::string title_, host_;  // folded
  std::vector<std::string> names_, single_, folded_;
  std::string line_, scratch_;
};

}  // namespace tamis::metadata
