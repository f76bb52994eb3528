#include "metadata/fields/authors.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/fields/compare.h"
#include "metadata/fields/months.h"
#include "metadata/sources/bylines.h"
#include "metadata/sources/place.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxNameBytes = 100;
constexpr size_t kMaxAuthors = 50;
constexpr std::string_view kCitation = "meta:citation_author";
constexpr std::string_view kByline = "byline";
constexpr std::string_view kLink = "link:author";
constexpr Rank kVisibleRank = 3;  // what readers see on the page, here or in a card of another
constexpr html::NodeId kNodesAbove = 80;  // of a byline, from the main heading
constexpr html::NodeId kNodesBelow = 300;
constexpr Rank kSignedRank = 4;    // a line that begins with "Written by" signs from anywhere
constexpr size_t kMaxVisible = 3;  // authors that such a source may name

// Confidences of authors are set by hand, not learned and not calibrated on other pages. Where they
// answer on the pages that the rules were made on, .85, .84, .61 and .73 of the answers agree with
// the gold (docs/metadata.md).
constexpr float kArticleDataConfidence = 0.8F;  // JSON-LD of the article, citation_author, ...
constexpr float kDeclaredConfidence = 0.85F;    // other sources that machines or links name
constexpr float kBylineConfidence = 0.65F;      // a visible line
constexpr float kOwnSiteConfidence = 0.5F;      // the site's name, which looks like a person's

// What a byline begins with, in lower case, and a space after it.
constexpr std::array<std::string_view, 18> kLeads = {
    "by ",     "written by ",   "posted by ", "authored by ", "words by ", "von ",
    "par ",    "por ",          "door ",      "di ",          "af ",       "author: ",
    "author ", "authored by: ", "authors: ",  "autor: ",      "text: ",    "by: "};

// Values that name nobody.
constexpr std::array<std::string_view, 27> kNobody = {
    "viewmoreposts", "learnmore", "moreposts", "viewprofile", "theauthor", "writtenby",
    "postedby",      "signin",    "login",     "readmore",    "by",        "admin",
    "administrator", "author",    "editor",    "staff",       "unknown",   "none",
    "null",          "guest",     "anonymous", "user",        "root",      "webmaster",
    "undefined",     "default",   "redaktion"};

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == ToAsciiLower(b); });
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kEdges = " ,;|/·•-–—";
  while (!text.empty() && kEdges.find(text.front()) != kEdges.npos && text.front() > 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && kEdges.find(text.back()) != kEdges.npos && text.back() > 0) {
    text.remove_suffix(1);
  }
  return text;
}

std::string_view WithoutLead(std::string_view name) {
  name = Trim(name);
  for (const std::string_view lead : kLeads) {
    if (StartsWithIgnoringCase(name, lead)) return Trim(name.substr(lead.size()));
  }
  return name;
}

// Whether `name` may be somebody's: letters, no address, few digits, not a sentence.
bool IsName(std::string_view name) {
  if (name.size() < 2 || name.size() > kMaxNameBytes) return false;
  if (name.find("://") != name.npos || name.find('@') != name.npos || name.starts_with("www.") ||
      name.find("»") != name.npos || name.find("›") != name.npos ||
      name.find_first_of("<>{}=") != name.npos) {
    return false;
  }
  const std::string folded = Folded(name);
  if (std::find(kNobody.begin(), kNobody.end(), folded) != kNobody.end()) return false;
  size_t letters = 0, digits = 0, words = 1;
  for (size_t i = 0; i < name.size();) {
    const char32_t c = DecodeUtf8(name, i);
    letters += unicode::IsLetter(c);
    digits += unicode::IsDigit(c);
    words += c == ' ';
  }
  return letters >= 2 && digits <= 4 && words <= 8;
}

// Where the next name begins: ';' and '|', " and ", " & ", and commas. Returns the bytes of the
// separator at value[i], 0 for none.
size_t SeparatorAt(std::string_view value, size_t i) {
  const std::string_view rest = value.substr(i);
  for (const std::string_view mark : {" and ", " And ", " & ", " und ", " et ", " y ", " e "}) {
    if (rest.starts_with(mark)) return mark.size();
  }
  for (const std::string_view mark : {";", "|", ",", "、", "，", "；"}) {
    if (rest.starts_with(mark)) return mark.size();
  }
  return 0;
}

// A part after a comma that belongs to the name before it: "PhD", "RN", "Jr.".
bool IsTitle(std::string_view part) {
  if (part.size() > 8 || part.find(' ') != part.npos) return false;
  const auto upper =
      std::count_if(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const auto lower =
      std::count_if(part.begin(), part.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (upper >= 2 && lower <= upper) return true;
  const std::string folded = Folded(part);
  return folded == "jr" || folded == "sr" || folded == "esq" || folded == "dr";
}

void RemoveSites(std::span<const std::string_view> sites, std::vector<std::string>& authors) {
  std::erase_if(authors, [&](const std::string& name) {
    return std::any_of(sites.begin(), sites.end(),
                       [&](std::string_view site) { return SameLetters(site, name); });
  });
}

void RemoveRepeats(std::vector<std::string>& authors) {
  size_t kept = 0;
  for (size_t i = 0; i < authors.size(); ++i) {
    const bool repeats =
        std::any_of(authors.begin(), authors.begin() + static_cast<ptrdiff_t>(kept),
                    [&](const std::string& other) { return SameLetters(authors[i], other); });
    if (!repeats) std::swap(authors[kept++], authors[i]);
  }
  authors.resize(kept);
}

}  // namespace

void SplitAuthors(std::string_view value, std::vector<std::string>& names) {
  value = WithoutLead(value);
  size_t begin = 0;
  for (size_t i = 0; i <= value.size() && names.size() < kMaxAuthors;) {
    const size_t separator = i == value.size() ? 1 : SeparatorAt(value, i);
    if (separator == 0) {
      ++i;
      continue;
    }
    const std::string_view name = WithoutLead(value.substr(begin, i - begin));
    if (IsName(name) && !(begin > 0 && IsTitle(name)) &&
        std::find(names.begin(), names.end(), name) == names.end()) {
      names.emplace_back(name);
    }
    i += separator;
    begin = i;
  }
}

namespace {

// Highwire tags hold one name each, often the family name first: "Lee, Ann".
void AddCitation(std::string_view value, std::vector<std::string>& names) {
  const size_t comma = value.find(", ");
  if (comma == value.npos || value.find(',', comma + 1) != value.npos) {
    return SplitAuthors(value, names);
  }
  std::string name(value.substr(comma + 2));
  name.append(1, ' ').append(value.substr(0, comma));
  if (IsName(name)) names.push_back(std::move(name));
}

// Whether `name` looks like a person's: two to five words that begin with a capital, or with none
// in scripts without case; particles ("van", "de la") may be small.
bool IsPerson(std::string_view name) {
  size_t words = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && name[i - 1] != ' ') continue;
    ++words;
    size_t at = i;
    const uint16_t flags = unicode::FlagsOf(DecodeUtf8(name, at));
    const size_t end = std::min(name.find(' ', i), name.size());
    const bool particle = end - i <= 3 && words > 1;
    if ((flags & unicode::kLetter) == 0 || ((flags & unicode::kLower) != 0 && !particle))
      return false;
  }
  return words >= 2 && words <= 5;
}

// Words that stand behind a name in a byline: roles, and what goes on after it.
constexpr std::string_view kStops[] = {
    "on",           "in",          "for",           "at",        "updated",
    "published",    "posted",      "released",      "last",      "senior",
    "staff",        "tech",        "reporter",      "editor",    "writer",
    "managing",     "chief",       "executive",     "associate", "deputy",
    "contributing", "contributor", "correspondent", "author",    "columnist",
    "director",     "freelance",   "guest",         "founder",   "min",
    "mins",         "minute",      "edited",        "reviewed",  "is",
    "hi",           "hi!",         "editorial",     "uhr",       "le",
    "am",           "el",          "with",          "photos",    "photo",
    "follow",       "share",       "subscribe",     "about"};

// `line` up to the first of these words that has a word before it.
std::string_view WithoutRole(std::string_view line) {
  std::string word;
  for (size_t begin = line.find(' '); begin < line.size(); begin = line.find(' ', begin + 1)) {
    word.clear();
    const size_t end = std::min(line.find(' ', begin + 1), line.size());
    for (const char c : line.substr(begin + 1, end - begin - 1)) word.push_back(ToAsciiLower(c));
    if (std::find(std::begin(kStops), std::end(kStops), word) != std::end(kStops)) {
      return Trim(line.substr(0, begin));
    }
  }
  return line;
}

// "ByAnn Lee": the elements of the line stand side by side.
std::string_view WithoutGluedBy(std::string_view line) {
  if (line.size() < 5 || ToAsciiLower(line[0]) != 'b' || line[1] != 'y') return line;
  return line[2] >= 'A' && line[2] <= 'Z' ? line.substr(2) : line;
}

// A line on the page: "By Ann Lee · March 4, 2021 · 5 min read". The name ends where anything but
// a name begins.
std::string_view NameInByline(std::string_view line) {
  line.remove_prefix(SigningWords(line));
  line = WithoutGluedBy(WithoutLead(line));
  size_t end = line.find_first_of("0123456789|/(:©");
  for (const std::string_view mark : {" - ", " – ", " — ", " • ", " · ", " » "}) {
    end = std::min(end, line.find(mark));
  }
  line = Trim(line.substr(0, end));
  const size_t last = line.rfind(' ');
  std::string lower;
  if (last != line.npos) {
    for (const char c : line.substr(last + 1)) lower.push_back(ToAsciiLower(c));
    if (MonthByName(lower) != 0) line = Trim(line.substr(0, last));
  }
  return WithoutRole(line);
}

// A byline is the page's when it stands near the main heading; farther down it signs another text.
bool Counts(const Fact& fact, const AuthorEvidence& evidence) {
  if (fact.rank <= kVisibleRank || evidence.dom == nullptr || fact.node == html::kNoNode)
    return true;
  if (evidence.heading != html::kNoNode && fact.rank > kSignedRank) {
    if (fact.node < evidence.heading && evidence.heading - fact.node > kNodesAbove) return false;
    if (fact.node > evidence.heading && fact.node - evidence.heading > kNodesBelow) return false;
  }
  const Place place = PlaceOf(*evidence.dom, fact.node);
  return !place.comments && !place.teaser;
}

float ConfidenceOf(const Fact& fact) {
  if (fact.source == kByline) return kBylineConfidence;
  return fact.rank <= 1 ? kArticleDataConfidence : kDeclaredConfidence;
}

void AddAuthors(const Fact& fact, std::string_view value, std::vector<std::string>& names) {
  if (fact.source == kCitation) return AddCitation(value, names);
  if (fact.source != kByline && fact.source != kLink) return SplitAuthors(value, names);
  if (!names.empty()) return;  // the first line is the page's
  SplitAuthors(NameInByline(value), names);
  // "Ann Lee, Dietitian": what follows a person may be what he is.
  const auto other = std::find_if_not(names.begin(), names.end(), IsPerson);
  names.erase(other, names.end());
}

// Whether a word of the name says that it is a body of people.
bool IsBody(std::string_view name) {
  constexpr std::string_view kBodies[] = {
      "inc",        "ltd",       "llc",          "gmbh",      "team",   "group",      "company",
      "store",      "shop",      "news",         "media",     "care",   "foundation", "association",
      "university", "college",   "agency",       "studio",    "hotels", "clinic",     "institute",
      "society",    "times",     "magazine",     "blog",      "tech",   "digital",    "online",
      "services",   "solutions", "club",         "press",     "center", "centre",     "office",
      "school",     "hospital",  "construction", "department"};
  std::string word;
  for (size_t begin = 0; begin < name.size();) {
    const size_t end = std::min(name.find(' ', begin), name.size());
    word = Folded(name.substr(begin, end - begin));
    if (std::find(std::begin(kBodies), std::end(kBodies), word) != std::end(kBodies)) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

void ChooseAuthors(Facts& facts, const AuthorEvidence& evidence, AuthorChoice& choice) {
  choice = {};
  const std::span<const Fact> found = facts.Of(Field::kAuthor);
  const Fact* own_site = nullptr;  // the first that names nobody but the site
  for (size_t i = 0; i < found.size() && choice.names.empty();) {
    choice.source = found[i].source;
    choice.confidence = ConfidenceOf(found[i]);
    for (; i < found.size() && found[i].source == choice.source; ++i) {
      if (Counts(found[i], evidence)) AddAuthors(found[i], facts.Value(found[i]), choice.names);
    }
    RemoveSites(evidence.sites, choice.names);
    if (choice.names.empty() && own_site == nullptr && found[i - 1].rank <= kVisibleRank) {
      own_site = &found[i - 1];
    }
    RemoveRepeats(choice.names);
    // Many bylines are those of many pages.
    if (found[i - 1].rank >= kVisibleRank && choice.names.size() > kMaxVisible) {
      choice.names.clear();
    }
  }
  if (!choice.names.empty()) return;
  choice = {};
  // Whose site bears his name signs it with that: "Ann Lee", but not "Lee & Sons Ltd".
  if (own_site == nullptr) return;
  AddAuthors(*own_site, facts.Value(*own_site), choice.names);
  if (choice.names.size() != 1 || !IsPerson(choice.names[0]) || IsBody(choice.names[0])) {
    choice = {};
    return;
  }
  choice.source = own_site->source;
  choice.confidence = kOwnSiteConfidence;
}

}  // namespace tamis::metadata
