#include "metadata/fields/author_clues.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/find_any.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/fields/author_names.h"
#include "metadata/fields/compare.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxCandidates = 48;
constexpr size_t kMaxSeen = 24;  // names whose places are looked at
constexpr size_t kMaxNearNames = 8;
constexpr size_t kMaxDates = 2;  // whose surroundings are looked at
constexpr size_t kMinNearBytes = 5;
constexpr size_t kMaxNearBytes = 80;
constexpr size_t kMaxParticleBytes = 4;  // "van", and the space before it
constexpr size_t kManySeenFrom = 5;
constexpr size_t kManyCandidatesFrom = 6;
constexpr Rank kNamed = 1;

// In nodes.
constexpr html::NodeId kTogether = 40;  // names of one line
constexpr html::NodeId kJustBelowNodes = 25;
constexpr html::NodeId kNearNodes = 80;
constexpr html::NodeId kBelowNodes = 300;
constexpr html::NodeId kAboveNodes = 80;
constexpr html::NodeId kBesideDateNodes = 16;
constexpr html::NodeId kTextNodes = 40;
constexpr html::NodeId kPictureNodes = 12;
constexpr int kLevelsAround = 4;
constexpr size_t kMinHostBytes = 3;
constexpr size_t kMinWordBytes = 4;

constexpr std::string_view kCitation = "meta:citation_author";

AuthorSign KindOf(const html::Dom* dom, const Fact& fact) {
  const std::string_view source = fact.source;
  if (source == "rel=author") return AuthorSign::kRelAuthor;
  if (source == "link:author") return AuthorSign::kAuthorLink;
  if (source == "byline") {
    const bool text = dom != nullptr && dom->node(fact.node).type == html::NodeType::kText;
    if (!text) return AuthorSign::kBylineClass;
    return fact.rank == 4 ? AuthorSign::kLongSigned : AuthorSign::kShortSigned;
  }
  if (source.starts_with("micro") || source.starts_with("rdfa")) return AuthorSign::kMicrodata;
  if (source.starts_with("meta:")) {
    return fact.rank <= kNamed ? AuthorSign::kMetaNamed : AuthorSign::kMetaAuthor;
  }
  return fact.rank <= kNamed ? AuthorSign::kLdArticle : AuthorSign::kLdOther;
}

bool IsSeenKind(AuthorSign kind) {
  return kind == AuthorSign::kMicrodata ||
         (kind >= AuthorSign::kRelAuthor && kind <= AuthorSign::kNearName);
}

bool HasAny(const AuthorCandidate& candidate, AuthorSign first, AuthorSign last) {
  for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
    if (candidate.Has(static_cast<AuthorSign>(i))) return true;
  }
  return false;
}

// Whether only data that machines read says that the site wrote its page: it does so of every page.
// Where readers see it in a byline, it signs; and a person may bear the site's name.
bool SignsForSite(const AuthorCandidate& candidate) {
  const bool person = candidate.Has(AuthorSign::kPersons) && !candidate.Has(AuthorSign::kBody);
  return (candidate.Has(AuthorSign::kSite) || candidate.Has(AuthorSign::kHost)) && !person &&
         !candidate.Has(AuthorSign::kMicrodata) &&
         !HasAny(candidate, AuthorSign::kRelAuthor, AuthorSign::kNearName);
}

// The names in a line, without its "By". "Ann Lee, Dietitian": what follows a person may be what he
// is.
void AppendSigners(std::string_view name, std::vector<std::string>& names) {
  const size_t before = names.size();
  SplitAuthors(name, names);
  if (names.size() <= before + 1) return;
  const auto first = names.begin() + static_cast<ptrdiff_t>(before);
  names.erase(std::find_if_not(first + 1, names.end(), IsPerson), names.end());
}

// The names of one value, as its source writes them.
void NamesOf(AuthorSign kind, std::string_view source, std::string_view value,
             std::vector<std::string>& names) {
  if (source == kCitation) return AppendCitation(value, names);
  if (kind < AuthorSign::kAuthorLink || kind > AuthorSign::kNearName) {
    return SplitAuthors(value, names);
  }
  AppendSigners(NameInByline(value), names);
}

bool StartsWord(char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// A cheap look before the dear ones: whether the first two words may be those of a name.
bool MayBePerson(std::string_view raw) {
  while (!raw.empty() && (raw[0] == ' ' || raw[0] == '\n' || raw[0] == '\t')) raw.remove_prefix(1);
  if (raw.size() < kMinNearBytes || raw.size() > kMaxNearBytes || !StartsWord(raw[0])) return false;
  const size_t space = raw.find(' ');
  if (space >= raw.size() - 1) return false;
  const size_t end = std::min(raw.find(' ', space + 1), raw.size());
  return StartsWord(raw[space + 1]) || end - space <= kMaxParticleBytes;
}

// Whether readers see the text of this element.
bool IsShown(html::NameId name) {
  return name != html::names::kScript && name != html::names::kStyle &&
         name != html::names::kOption && name != html::names::kTextarea &&
         name != html::names::kTitle;
}

void RemoveRepeats(std::vector<std::string>& names) {
  size_t kept = std::min<size_t>(names.size(), 1);
  for (size_t i = 1; i < names.size(); ++i) {
    const bool repeats =
        std::any_of(names.begin(), names.begin() + static_cast<ptrdiff_t>(kept),
                    [&](const std::string& other) { return SameLetters(names[i], other); });
    if (!repeats) std::swap(names[kept++], names[i]);
  }
  names.resize(kept);
}

bool IsHandle(std::string_view name) {
  size_t at = 0;
  return name.find(' ') == name.npos && (unicode::IsLower(DecodeUtf8(name, at)) ||
                                         name.find_first_of("0123456789_.-") != name.npos);
}

// Whether a word but the first begins with a small letter.
bool HasSmallWord(std::string_view name) {
  for (size_t i = name.find(' '); i < name.size() - 1; i = name.find(' ', i + 1)) {
    size_t at = i + 1;
    if (unicode::IsLower(DecodeUtf8(name, at))) return true;
  }
  return false;
}

bool IsTitleOfPart(html::NameId name) {
  switch (name) {
    case html::names::kH2:
    case html::names::kH3:
    case html::names::kH4:
    case html::names::kH5:
    case html::names::kH6:
    case html::names::kButton:
    case html::names::kLabel:
    case html::names::kLegend:
    case html::names::kTh:
    case html::names::kNav:
      return true;
    default:
      return false;
  }
}

bool Includes(const std::vector<std::string>& all, const std::vector<std::string>& part) {
  return part.size() < all.size() &&
         std::includes(all.begin(), all.end(), part.begin(), part.end());
}

std::string_view PathOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return {};
  url = url.substr(0, FindAnyOf<'?', '#'>(url));
  const size_t slash = url.find('/', scheme + 3);
  return slash == url.npos ? std::string_view() : url.substr(slash);
}

}  // namespace

bool AuthorClues::IsSite(std::string_view name) const {
  return std::any_of(sites_.begin(), sites_.end(),
                     [&](std::string_view site) { return FoldsTo(name, site); });
}

// Whether the name stands in the host's: annlee.com.
bool AuthorClues::SpellsHost(std::string_view name) {
  Fold(name, scratch_);
  return scratch_.size() >= kMinHostBytes && host_.find(scratch_) != host_.npos;
}

// Whether a word of `name`, of four letters or more, stands in `address`, of any case.
bool AuthorClues::HoldsWordOf(std::string_view address, std::string_view name) {
  for (size_t begin = 0; begin < name.size();) {
    const size_t end = std::min(name.find(' ', begin), name.size());
    Fold(name.substr(begin, end - begin), scratch_);
    if (scratch_.size() >= kMinWordBytes && ContainsIgnoringCase(address, scratch_)) return true;
    begin = end + 1;
  }
  return false;
}

AuthorCandidate* AuthorClues::Add(std::vector<std::string>& names, AuthorSign kind,
                                  std::string_view source) {
  const auto is_site = [this](std::string_view name) { return IsSite(name); };
  // The site behind a name is no part of it: "Ann Lee The Site".
  for (std::string& name : names) {
    for (const std::string_view site : evidence_.sites) {
      if (site.size() < 3 || name.size() < site.size() + 4 || !name.ends_with(site)) continue;
      const size_t end = name.size() - site.size() - 1;
      if (name[end] == ' ' && IsPerson(std::string_view(name).substr(0, end))) name.resize(end);
    }
  }
  RemoveRepeats(names);
  // Nor does it sign beside a person.
  const bool sites_only = std::all_of(names.begin(), names.end(), is_site);
  if (!sites_only) std::erase_if(names, is_site);
  if (names.empty()) return nullptr;
  folded_.resize(names.size());
  for (size_t k = 0; k < names.size(); ++k) Fold(names[k], folded_[k]);
  std::sort(folded_.begin(), folded_.end());
  size_t i = 0;
  while (i < candidates_.size() && candidates_[i].folded != folded_) ++i;
  if (i == candidates_.size()) {
    if (i >= kMaxCandidates) return nullptr;
    AuthorCandidate& added = candidates_.Add();
    added.names = names;
    added.folded = folded_;
    added.source = source;
    added.kind = kind;
    added.signs = 0;
    times_seen_.push_back(0);
  } else if (kind < candidates_[i].kind) {
    candidates_[i].names = names;
    candidates_[i].source = source;
    candidates_[i].kind = kind;
  }
  candidates_[i].Set(kind);
  candidates_[i].Set(AuthorSign::kSite, sites_only);
  return &candidates_[i];
}

bool AuthorClues::DateNear(html::NodeId node, html::NodeId distance) const {
  const html::NodeId from = node > distance ? node - distance : 0;
  const auto date =
      std::lower_bound(evidence_.seen.begin(), evidence_.seen.end(), from,
                       [](const VisibleDate& seen, html::NodeId id) { return seen.node < id; });
  return date != evidence_.seen.end() && date->node <= node + distance;
}

void AuthorClues::JudgePlace(html::NodeId node, const Place& place, AuthorCandidate& candidate) {
  candidate.Set(AuthorSign::kInArticle, place.article || place.main);
  candidate.Set(AuthorSign::kInHeader, place.header);
  candidate.Set(AuthorSign::kAtEdge, place.edge);
  candidate.Set(AuthorSign::kInTeaser, place.teaser);
  candidate.Set(AuthorSign::kRelated, place.related);
  candidate.Set(AuthorSign::kInList, place.list);
  candidate.Set(AuthorSign::kInLink, place.link);
  candidate.Set(AuthorSign::kSignsClass, place.signs);
  candidate.Set(AuthorSign::kBesideDate, DateNear(node, kBesideDateNodes));
  const auto text =
      std::lower_bound(evidence_.long_texts.begin(), evidence_.long_texts.end(), node);
  candidate.Set(AuthorSign::kBeforeText,
                text != evidence_.long_texts.end() && *text - node <= kTextNodes);
  if (evidence_.heading == html::kNoNode) return;
  if (node < evidence_.heading) {
    return candidate.Set(AuthorSign::kAbove, evidence_.heading - node <= kAboveNodes);
  }
  const html::NodeId distance = node - evidence_.heading;
  candidate.Set(distance <= kJustBelowNodes ? AuthorSign::kJustBelow
                : distance <= kNearNodes    ? AuthorSign::kNear
                : distance <= kBelowNodes   ? AuthorSign::kBelow
                                            : AuthorSign::kFarBelow);
}

// What the few elements above and the pictures beside it say.
void AuthorClues::JudgeAround(html::NodeId node, AuthorCandidate& candidate) {
  const html::Dom& dom = *evidence_.dom;
  const std::string& name = candidate.names.front();
  html::NodeId up = node;
  for (int level = 0; level < kLevelsAround && up != html::kNoNode; ++level) {
    if (dom.node(up).type == html::NodeType::kElement) {
      if (IsTitleOfPart(dom.node(up).name)) candidate.Set(AuthorSign::kInTitleOfPart);
      if (dom.node(up).name == html::names::kA) {
        candidate.Set(AuthorSign::kLinkNames,
                      HoldsWordOf(dom.attribute(up, html::names::kHref), name));
      }
    }
    up = dom.node(up).parent;
  }
  const html::NodeId begin = node > kPictureNodes ? node - kPictureNodes : 0;
  const html::NodeId end = std::min<html::NodeId>(node + kPictureNodes, dom.node_count());
  for (html::NodeId id = begin; id < end; ++id) {
    if (dom.node(id).type != html::NodeType::kElement) continue;
    if (dom.node(id).name == html::names::kImg) {
      const std::string_view shows = dom.attribute(id, html::names::kAlt);
      if (shows.size() < 200 && HoldsWordOf(shows, name)) {
        candidate.Set(AuthorSign::kBesidePicture);
      }
    } else if (id > node && dom.node(id).name == html::names::kA && id < node + 4) {
      candidate.Set(AuthorSign::kLinkNames,
                    HoldsWordOf(dom.attribute(id, html::names::kHref), name));
    }
  }
}

void AuthorClues::AddNames(std::vector<std::string>& names, AuthorSign kind,
                           std::string_view source, html::NodeId node) {
  const bool seen = IsSeenKind(kind) && evidence_.dom != nullptr && node != html::kNoNode;
  if (seen && seen_ >= kMaxSeen) return;
  const Place place = seen ? evidence_.places->PlaceOf(node) : Place{};
  const bool unchecked = kind >= AuthorSign::kLongSigned;
  if (place.comments && unchecked && evidence_.places->InComments(node)) return;
  if (place.hidden && kind == AuthorSign::kNearName) return;
  AuthorCandidate* const candidate = Add(names, kind, source);
  if (candidate == nullptr) return;
  if (!seen) return;
  candidate->Set(AuthorSign::kFirstSeen, seen_++ == 0);
  uint8_t& times = times_seen_[static_cast<size_t>(candidate - candidates_.begin())];
  if (times < 3 && ++times == 3) candidate->Set(AuthorSign::kSeenThrice);
  JudgePlace(node, place, *candidate);
  JudgeAround(node, *candidate);
}

// What one source says on one spot is one answer; where several names stand side by side, each
// may be, too.
void AuthorClues::AddFacts(Facts& facts) {
  const std::span<const Fact> found = facts.Of(Field::kAuthor);
  std::vector<std::string>& names = names_;
  std::vector<std::string>& single = single_;
  for (size_t i = 0; i < found.size();) {
    const Fact& first = found[i];
    const AuthorSign kind = KindOf(evidence_.dom, first);
    const bool alone = kind >= AuthorSign::kLongSigned && kind <= AuthorSign::kBylineClass;
    const bool seen = IsSeenKind(kind);
    names.clear();
    size_t end = i;
    do {
      NamesOf(kind, first.source, facts.Value(found[end]), names);
      ++end;
    } while (!alone && end < found.size() && found[end].source == first.source &&
             found[end].rank == first.rank &&
             (!seen || found[end].node - found[end - 1].node <= kTogether));
    if (!names.empty()) AddNames(names, kind, first.source, first.node);
    for (size_t k = i; seen && end - i > 1 && k < end; ++k) {
      single.clear();
      NamesOf(kind, first.source, facts.Value(found[k]), single);
      if (!single.empty()) AddNames(single, kind, first.source, found[k].node);
    }
    i = end;
  }
}

// Short texts that look like a person's name and nothing else, of nodes [begin, end).
void AuthorClues::AddNamesFrom(html::NodeId begin, html::NodeId end) {
  const html::Dom& dom = *evidence_.dom;
  std::vector<std::string>& names = names_;
  end = std::min<html::NodeId>(end, dom.node_count());
  for (html::NodeId id = begin; id < end && near_names_ < kMaxNearNames; ++id) {
    if (dom.node(id).type != html::NodeType::kText) continue;
    const html::NodeId parent = dom.node(id).parent;
    if (parent == html::kNoNode || !IsShown(dom.node(parent).name)) continue;
    if (!MayBePerson(dom.text(id))) continue;
    line_.clear();
    AppendClean(dom.text(id), line_);
    const std::string_view name = NameInByline(line_);
    if (!IsPerson(name)) continue;
    names.clear();
    AppendSigners(name, names);
    if (names.empty()) continue;
    AddNames(names, AuthorSign::kNearName, "byline", id);
    ++near_names_;
  }
}

// Below the main heading, and around the first dates that readers see.
void AuthorClues::AddNearNames() {
  if (evidence_.dom == nullptr) return;
  html::NodeId behind = 0;
  if (evidence_.heading != html::kNoNode) {
    behind = evidence_.heading + kNearNodes;
    const html::NodeId from =
        evidence_.dom->NextSkippingChildren(evidence_.heading, html::kDocumentNode);
    if (from != html::kNoNode) AddNamesFrom(from, behind);
  }
  size_t dates = 0;
  for (const VisibleDate& seen : evidence_.seen) {
    if (evidence_.heading != html::kNoNode && seen.node > evidence_.heading &&
        seen.node - evidence_.heading <= kNearNodes) {
      continue;
    }
    if (dates++ >= kMaxDates) break;
    const html::NodeId from = seen.node > kBesideDateNodes ? seen.node - kBesideDateNodes : 0;
    AddNamesFrom(from, seen.node + kBesideDateNodes);
  }
}

// Whose site bears his name may sign it with that.
void AuthorClues::AddSites(Facts& facts) {
  std::vector<std::string>& names = names_;
  const auto add = [&](std::string_view name, AuthorSign kind, std::string_view source) {
    if (!IsPerson(name) || IsBody(name)) return;
    names.assign(1, std::string(name));
    Add(names, kind, source);
  };
  for (const Fact& fact : facts.Of(Field::kSite)) {
    add(facts.Value(fact), AuthorSign::kSiteName, fact.source);
  }
  for (const Fact& fact : facts.Of(Field::kTitle)) {
    const std::string_view value = facts.Value(fact);
    if (fact.source == "h1" && !SameLetters(value, evidence_.title)) {
      add(value, AuthorSign::kTitlePart, fact.source);
    }
    if (fact.source != "title") continue;
    const MarkHints hints(value);
    for (const std::string_view mark : {" | ", " - ", " – ", " — ", " · ", " • ", " : ", ": "}) {
      if (!hints.MayHold(mark)) continue;
      const size_t first = FindMark(value, mark), last = FindLastMark(value, mark);
      if (first == value.npos) continue;
      const std::string_view front = value.substr(0, first);
      if (IsPerson(front) && SpellsHost(front)) add(front, AuthorSign::kTitlePart, fact.source);
      add(value.substr(last + mark.size()), AuthorSign::kTitlePart, fact.source);
    }
  }
}

void AuthorClues::JudgeNames(AuthorCandidate& candidate) {
  const std::vector<std::string>& names = candidate.names;
  const auto any = [&](auto is) { return std::any_of(names.begin(), names.end(), is); };
  candidate.Set(AuthorSign::kPersons, std::all_of(names.begin(), names.end(), IsPerson));
  candidate.Set(AuthorSign::kBody, any(IsBody));
  candidate.Set(AuthorSign::kHost, any([this](std::string_view name) { return SpellsHost(name); }));
  candidate.Set(AuthorSign::kOneWord,
                any([](const std::string& name) { return name.find(' ') == name.npos; }));
  candidate.Set(AuthorSign::kHandle, any(IsHandle));
  const auto spaces = std::count(names.front().begin(), names.front().end(), ' ');
  candidate.Set(AuthorSign::kTwoOrThreeWords, spaces == 1 || spaces == 2);
  candidate.Set(AuthorSign::kSmallWord, any(HasSmallWord));
  candidate.Set(AuthorSign::kInTitle, std::any_of(candidate.folded.begin(), candidate.folded.end(),
                                                  [&](const std::string& name) {
                                                    return title_.find(name) != title_.npos;
                                                  }));
}

void AuthorClues::JudgePage(Facts& facts) {
  bool article = false, other = false;
  for (const Fact& fact : facts.Of(Field::kType)) {
    const std::string_view type = facts.Value(fact);
    const bool says = type.find("article") != type.npos || type.find("blog") != type.npos;
    (says ? article : other) = true;
  }
  for (const Fact& fact : facts.Of(Field::kTitle)) {
    article = article || fact.source == "json-ld:headline";
  }
  const bool dated = !facts.Of(Field::kPublished).empty();
  const std::string_view path = PathOf(evidence_.url);
  const std::string_view slug = path.substr(std::min(path.size(), path.rfind('/') + 1));
  const bool date_near =
      evidence_.heading != html::kNoNode && DateNear(evidence_.heading, kNearNodes);
  for (AuthorCandidate& candidate : candidates_) {
    candidate.Set(AuthorSign::kArticlePage, article);
    candidate.Set(AuthorSign::kOtherPage, other && !article);
    candidate.Set(AuthorSign::kRootPath, path.size() <= 1);
    candidate.Set(AuthorSign::kDeepPath, std::count(path.begin(), path.end(), '/') >= 3);
    candidate.Set(AuthorSign::kLongSlug, std::count(slug.begin(), slug.end(), '-') >= 3);
    candidate.Set(AuthorSign::kDated, dated);
    candidate.Set(AuthorSign::kDateNear, date_near);
    candidate.Set(AuthorSign::kMuchText, evidence_.long_texts.size() >= 12);
  }
}

void AuthorClues::Compare() {
  const auto structured = [](const AuthorCandidate& candidate) {
    return HasAny(candidate, AuthorSign::kLdArticle, AuthorSign::kLdOther);
  };
  for (AuthorCandidate& candidate : candidates_) {
    int kinds = 0;
    for (int i = 0; i <= static_cast<int>(AuthorSign::kTitlePart); ++i) {
      kinds += candidate.Has(static_cast<AuthorSign>(i)) ? 1 : 0;
    }
    candidate.Set(AuthorSign::kTwoKinds, kinds == 2);
    candidate.Set(AuthorSign::kThreeKinds, kinds > 2);
    candidate.Set(
        AuthorSign::kSeenAndStructured,
        structured(candidate) && HasAny(candidate, AuthorSign::kRelAuthor, AuthorSign::kNearName));
    candidate.Set(AuthorSign::kOnlySeen, seen_ == 1);
    candidate.Set(AuthorSign::kManySeen, seen_ >= kManySeenFrom);
    candidate.Set(AuthorSign::kLone, candidates_.size() == 1);
    candidate.Set(AuthorSign::kManyCandidates, candidates_.size() >= kManyCandidatesFrom);
    for (const AuthorCandidate& other : candidates_) {
      if (&other == &candidate) continue;
      candidate.Set(AuthorSign::kStructuredElsewhere, structured(other));
      candidate.Set(AuthorSign::kBylineElsewhere,
                    HasAny(other, AuthorSign::kRelAuthor, AuthorSign::kBylineClass));
      candidate.Set(AuthorSign::kHoldsOther, Includes(candidate.folded, other.folded));
      candidate.Set(AuthorSign::kHeldByOther, Includes(other.folded, candidate.folded));
    }
  }
}

std::span<const AuthorCandidate> AuthorClues::Gather(Facts& facts, const AuthorEvidence& evidence) {
  candidates_.Clear();
  times_seen_.clear();
  seen_ = near_names_ = 0;
  evidence_ = evidence;
  Fold(evidence.hostname, host_);
  sites_.Clear();
  for (const std::string_view site : evidence.sites) Fold(site, sites_.Add());
  AddFacts(facts);
  AddNearNames();
  AddSites(facts);
  if (candidates_.empty()) return {};
  Fold(evidence.title, title_);
  for (AuthorCandidate& candidate : candidates_) JudgeNames(candidate);
  JudgePage(facts);
  Compare();
  candidates_.EraseIf(SignsForSite);
  return candidates_;
}

}  // namespace tamis::metadata
