// What may be the page's title, and what speaks for each.
//
// Idea:   the sources' titles are brought together by their letters, each also without the site's
//         name and cut at the marks that part a title from what is set behind or before it. A
//         candidate gathers signs: who says it, who else says nearly the same, how it fits the
//         URL. Trees make a probability of them (title_model.h).

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "metadata/facts.h"
#include "metadata/fields/pool.h"
#include "metadata/fields/site_names.h"

namespace tamis::metadata {

// The order is that of the trees.
enum class TitleSign : uint8_t {
  // Who says it, whole or without the site's name.
  kFirstHeading,
  kOnlyHeading,
  kLaterHeading,
  kOpenGraph,
  kTwitter,
  kTitleTag,
  kHeadline,  // JSON-LD
  kLdName,    // JSON-LD
  kMicrodata,
  kOtherMeta,
  // What was done to it.
  kWhole,
  kWithoutSite,
  kFirstPart,
  kLastPart,  // all but the first
  kAllButLast,
  kTail,
  // How it fits the others.
  kTwoSources,
  kThreeSources,
  kInTitleTag,
  kBeginsTitleTag,
  kEndsTitleTag,
  kInHeading,
  kHoldsHeading,
  kInOpenGraph,
  kHoldsOther,
  kIsSite,
  kHoldsMark,
  // How it fits the URL: shares of the last part's words.
  kSlugAll,
  kSlugHalf,
  kSlugNone,
  kNoSlug,
  kRootPath,
  // Its size in words.
  kOneWord,
  kFewWords,
  kManyWords,
  // What page it is.
  kNoHeading,
  kManyHeadings,
  kArticlePage,
  kOtherPage,
  kSigned,
  kDated,
  kHeadlineElsewhere,
  kOpenGraphElsewhere,
  kHeadingConfirmed,  // a heading says what the <title> says
  kStartsLower,
  kEndsWithStop,
  kCount,
};
static_assert(static_cast<int>(TitleSign::kCount) <= 64);

struct TitleCandidate {
  std::string text;
  std::string folded;
  std::string_view source;  // of the first who says it
  html::NodeId node = html::kNoNode;
  uint64_t signs = 0;
  uint32_t sources = 0;  // a bit for each sign of a source

  bool Has(TitleSign sign) const { return (signs >> static_cast<int>(sign) & 1) != 0; }
  void Set(TitleSign sign, bool value = true) {
    signs |= static_cast<uint64_t>(value) << static_cast<int>(sign);
  }
};

struct TitleEvidence {
  std::span<const std::string_view> sites;  // names of the site as the page gives them
  std::string_view hostname;
  std::string_view url;
  const html::Dom* dom = nullptr;                 // for a heading that is no <h1>; may be absent
  std::span<const html::NodeId> lesser_headings;  // the first few <h2> and <h3>
};

// Gathers the candidates of a page, best sources first.
class TitleClues {
 public:
  // Valid until the next call. At most 48, of at most 24 titles.
  std::span<const TitleCandidate> Gather(Facts& facts, const TitleEvidence& evidence);

 private:
  static constexpr uint32_t kNobody = 0xFFFFFFFF;
  // A title as sources give it: most pages say theirs four times over, and it is taken apart once.
  struct Value {
    std::string_view text;
    bool cut = false;          // at marks, too
    uint32_t whole = kNobody;  // its place among the candidates
    uint32_t bare = kNobody;   // likewise, without the site's name
  };

  uint32_t Add(std::string_view text, const Fact& fact, TitleSign form);
  uint32_t AddFolded(std::string_view text, std::string_view folded, const Fact& fact,
                     TitleSign form);
  void SetSource(uint32_t candidate, TitleSign source);
  void AddFact(const Fact& fact, std::string_view value, TitleSign source);
  std::string_view FoldedTitle(std::string_view title) const;
  Value TakeApart(const Fact& fact, std::string_view text, bool cut);
  void AddParts(std::string_view whole, const Fact& fact);
  void JudgePage(Facts& facts);
  void ReadSlug(std::string_view slug);
  void JudgeUrl(std::string_view url);
  void Compare();

  Pool<TitleCandidate> candidates_;
  SiteNames site_;
  std::string folded_;
  Pool<std::string> slug_words_;       // folded
  std::vector<std::string_view> all_;  // titles, each once
  Pool<std::string> all_folded_;
  std::vector<Value> values_;
  std::string_view heading_, title_tag_, open_graph_;  // folded
  size_t headings_ = 0;
};

}  // namespace tamis::metadata
