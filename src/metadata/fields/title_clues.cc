#include "metadata/fields/title_clues.h"

#include <algorithm>
#include <utility>

#include "base/find_any.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/fields/compare.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxFacts = 24;
constexpr size_t kMaxCandidates = 48;
constexpr size_t kManyHeadingsFrom = 4;

constexpr std::string_view kMarks[] = {" | ", " - ",  " – ", " — ", " · ", " • ",
                                       " » ", " :: ", ": ",  " / ", " ~ ", " ("};

TitleSign SourceOf(const Fact& fact, size_t headings_before, size_t headings) {
  if (fact.source == "h1") {
    if (headings == 1) return TitleSign::kOnlyHeading;
    return headings_before == 0 ? TitleSign::kFirstHeading : TitleSign::kLaterHeading;
  }
  if (fact.source == "meta:og:title") return TitleSign::kOpenGraph;
  if (fact.source == "meta:twitter:title") return TitleSign::kTwitter;
  if (fact.source == "title") return TitleSign::kTitleTag;
  if (fact.source == "json-ld:headline") return TitleSign::kHeadline;
  if (fact.source == "json-ld:name") return TitleSign::kLdName;
  if (fact.source.starts_with("micro") || fact.source.starts_with("rdfa")) {
    return TitleSign::kMicrodata;
  }
  return TitleSign::kOtherMeta;
}

bool Contains(std::string_view longer, std::string_view shorter) {
  return !shorter.empty() && shorter.size() < longer.size() && longer.find(shorter) != longer.npos;
}

// The last part of the path that has letters, without its ending.
std::string_view SlugOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return {};
  url = url.substr(0, FindAnyOf<'?', '#'>(url));
  url.remove_prefix(scheme + 3);
  while (url.ends_with('/')) url.remove_suffix(1);
  const size_t slash = url.rfind('/');
  if (slash == url.npos) return {};
  url.remove_prefix(slash + 1);
  const size_t dot = url.rfind('.');
  return dot == url.npos || dot == 0 ? url : url.substr(0, dot);
}

size_t CountWords(std::string_view text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

}  // namespace

uint32_t TitleClues::Add(std::string_view text, const Fact& fact, TitleSign form) {
  Fold(text, folded_);
  return AddFolded(text, folded_, fact, form);
}

uint32_t TitleClues::AddFolded(std::string_view text, std::string_view folded, const Fact& fact,
                               TitleSign form) {
  if (folded.empty()) return kNobody;
  auto* found = std::find_if(candidates_.begin(), candidates_.end(),
                             [&](const auto& other) { return other.folded == folded; });
  if (found == candidates_.end()) {
    if (candidates_.size() >= kMaxCandidates) return kNobody;
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    found = &candidates_.Add();
    found->text = text;
    found->folded = folded;
    found->source = fact.source;
    found->node = fact.node;
    found->signs = found->sources = 0;
  }
  found->Set(form);
  return static_cast<uint32_t>(found - candidates_.begin());
}

void TitleClues::SetSource(uint32_t candidate, TitleSign source) {
  if (candidate == kNobody) return;
  candidates_[candidate].Set(source);
  candidates_[candidate].sources |= 1u << static_cast<int>(source);
}

void TitleClues::AddFact(const Fact& fact, std::string_view value, TitleSign source) {
  const bool cut = source != TitleSign::kLaterHeading;
  auto known = std::find_if(values_.begin(), values_.end(), [&](const Value& other) {
    return other.text == value && (other.cut || !cut);
  });
  if (known == values_.end()) known = values_.insert(known, TakeApart(fact, value, cut));
  SetSource(known->whole, source);
  SetSource(known->bare, source);
}

TitleClues::Value TitleClues::TakeApart(const Fact& fact, std::string_view text, bool cut) {
  Value value{.text = text, .cut = cut};
  const std::string_view bare = site_.Without(text);
  if (bare.size() != text.size()) value.bare = Add(bare, fact, TitleSign::kWithoutSite);
  value.whole = AddFolded(text, FoldedTitle(text), fact, TitleSign::kWhole);
  if (!cut) return value;
  AddParts(bare, fact);
  if (bare.size() != text.size()) AddParts(text, fact);
  return value;
}

void TitleClues::AddParts(std::string_view whole, const Fact& fact) {
  const MarkHints hints(whole);
  for (const std::string_view mark : kMarks) {
    if (!hints.MayHold(mark)) continue;
    const size_t first = FindMark(whole, mark);
    if (first == whole.npos || first == 0) continue;
    Add(whole.substr(0, first), fact, TitleSign::kFirstPart);
    if (mark == " (") continue;
    Add(whole.substr(first + mark.size()), fact, TitleSign::kLastPart);
    const size_t last = FindLastMark(whole, mark);
    if (last == first) continue;
    Add(whole.substr(0, last), fact, TitleSign::kAllButLast);
    Add(whole.substr(last + mark.size()), fact, TitleSign::kTail);
  }
}

void TitleClues::JudgePage(Facts& facts) {
  bool article = false, other = false, headline = false;
  for (const Fact& fact : facts.Of(Field::kType)) {
    const std::string_view type = facts.Value(fact);
    const bool says = type.find("article") != type.npos || type.find("blog") != type.npos;
    (says ? article : other) = true;
  }
  for (const TitleCandidate& candidate : candidates_) {
    headline = headline || candidate.Has(TitleSign::kHeadline);
  }
  const bool is_signed = !facts.Of(Field::kAuthor).empty();
  const bool dated = !facts.Of(Field::kPublished).empty();
  const bool confirmed = !heading_.empty() && title_tag_.find(heading_) != title_tag_.npos;
  for (TitleCandidate& candidate : candidates_) {
    candidate.Set(TitleSign::kNoHeading, headings_ == 0);
    candidate.Set(TitleSign::kManyHeadings, headings_ >= kManyHeadingsFrom);
    candidate.Set(TitleSign::kArticlePage, article || headline);
    candidate.Set(TitleSign::kOtherPage, other && !article);
    candidate.Set(TitleSign::kSigned, is_signed);
    candidate.Set(TitleSign::kDated, dated);
    candidate.Set(TitleSign::kHeadlineElsewhere, headline && !candidate.Has(TitleSign::kHeadline));
    candidate.Set(TitleSign::kOpenGraphElsewhere,
                  !open_graph_.empty() && !candidate.Has(TitleSign::kOpenGraph));
    candidate.Set(TitleSign::kHeadingConfirmed, confirmed);
  }
}

// Words of two letters say nothing.
void TitleClues::ReadSlug(std::string_view slug) {
  slug_words_.Clear();
  for (size_t begin = 0; begin < slug.size();) {
    const size_t end = std::min(FindAnyOf<'-', '_', '+', '.'>(slug, begin), slug.size());
    Fold(slug.substr(begin, end - begin), folded_);
    if (folded_.size() >= 3) slug_words_.Add() = folded_;
    begin = end + 1;
  }
}

void TitleClues::JudgeUrl(std::string_view url) {
  const std::string_view slug = SlugOf(url);
  ReadSlug(slug);
  const size_t all = slug_words_.size();
  for (TitleCandidate& candidate : candidates_) {
    const auto found = static_cast<size_t>(std::count_if(
        slug_words_.begin(), slug_words_.end(),
        [&](const std::string& word) { return candidate.folded.find(word) != std::string::npos; }));
    candidate.Set(TitleSign::kRootPath, slug.empty());
    candidate.Set(TitleSign::kNoSlug, all == 0);
    if (all == 0) continue;
    candidate.Set(TitleSign::kSlugAll, found == all);
    candidate.Set(TitleSign::kSlugHalf, found < all && found * 2 >= all);
    candidate.Set(TitleSign::kSlugNone, found == 0);
  }
}

void TitleClues::Compare() {
  for (TitleCandidate& candidate : candidates_) {
    const std::string_view own = candidate.folded;
    const int sources = __builtin_popcount(candidate.sources);
    candidate.Set(TitleSign::kTwoSources, sources == 2);
    candidate.Set(TitleSign::kThreeSources, sources > 2);
    candidate.Set(TitleSign::kInTitleTag, Contains(title_tag_, own));
    candidate.Set(TitleSign::kBeginsTitleTag, title_tag_.starts_with(own));
    candidate.Set(TitleSign::kEndsTitleTag, title_tag_.ends_with(own));
    candidate.Set(TitleSign::kInHeading, Contains(heading_, own));
    candidate.Set(TitleSign::kHoldsHeading, Contains(own, heading_));
    candidate.Set(TitleSign::kInOpenGraph, Contains(open_graph_, own));
    candidate.Set(TitleSign::kHoldsOther,
                  std::any_of(candidates_.begin(), candidates_.end(), [&](const auto& other) {
                    return other.sources != 0 && Contains(own, other.folded);
                  }));
    candidate.Set(TitleSign::kIsSite, site_.Include(candidate.text, own));
    const MarkHints hints(candidate.text);
    candidate.Set(TitleSign::kHoldsMark,
                  std::any_of(std::begin(kMarks), std::end(kMarks), [&](std::string_view mark) {
                    return hints.MayHold(mark) &&
                           FindMark(candidate.text, mark) != std::string::npos;
                  }));
    const size_t words = CountWords(candidate.text);
    candidate.Set(TitleSign::kOneWord, words == 1);
    candidate.Set(TitleSign::kFewWords, words == 2 || words == 3);
    candidate.Set(TitleSign::kManyWords, words > 14);
    size_t at = 0;
    candidate.Set(TitleSign::kStartsLower, unicode::IsLower(DecodeUtf8(candidate.text, at)));
    candidate.Set(TitleSign::kEndsWithStop, candidate.text.ends_with('.'));
  }
}

// REQUIRES: `title` is among all_.
std::string_view TitleClues::FoldedTitle(std::string_view title) const {
  return all_folded_.begin()[std::find(all_.begin(), all_.end(), title) - all_.begin()];
}

std::span<const TitleCandidate> TitleClues::Gather(Facts& facts, const TitleEvidence& evidence) {
  candidates_.Clear();
  values_.clear();
  all_.clear();
  all_folded_.Clear();
  heading_ = title_tag_ = open_graph_ = {};
  headings_ = 0;
  const std::span<const Fact> found = facts.Of(Field::kTitle);
  const size_t count = std::min(found.size(), kMaxFacts);
  for (const Fact& fact : found.first(count)) {
    const std::string_view value = facts.Value(fact);
    if (std::find(all_.begin(), all_.end(), value) != all_.end()) continue;
    all_.push_back(value);
    Fold(value, all_folded_.Add());
  }
  for (const Fact& fact : found.first(count)) {
    const auto folded = [&] { return FoldedTitle(facts.Value(fact)); };
    if (fact.source == "h1" && headings_++ == 0) heading_ = folded();
    if (fact.source == "title" && title_tag_.empty()) title_tag_ = folded();
    if (fact.source == "meta:og:title" && open_graph_.empty()) open_graph_ = folded();
  }
  site_.Read(evidence.sites, evidence.hostname, all_folded_);
  size_t headings_before = 0;
  bool title_seen = false;
  for (const Fact& fact : found.first(count)) {
    const TitleSign source = SourceOf(fact, headings_before, headings_);
    headings_before += fact.source == "h1";
    // A second <title> is that of a picture.
    if (source == TitleSign::kTitleTag && std::exchange(title_seen, true)) continue;
    AddFact(fact, facts.Value(fact), source);
  }
  Compare();
  JudgePage(facts);
  JudgeUrl(evidence.url);
  return candidates_;
}

}  // namespace tamis::metadata
