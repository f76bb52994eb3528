// Idea:   one value may hold several names, roles, "By" and what follows a name in a byline; each
//         is cut away by marks and by small lists of words.
// Catch:  "Ann Lee, PhD" is one name, "Ann Lee, Bo Ray" two, and "Lee, Ann" in citations one.

#include "metadata/fields/author_names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "base/ascii.h"
#include "base/find_any.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/fields/compare.h"
#include "metadata/fields/months.h"
#include "metadata/sources/bylines.h"
#include "metadata/word_lists.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxNameBytes = 100;
constexpr size_t kMaxAuthors = 50;

// What a byline begins with, in lower case, and a space after it.
constexpr std::array<std::string_view, 24> kLeads = {
    "by ",     "written by ",   "posted by ", "authored by ", "words by ",  "von ",
    "par ",    "por ",          "door ",      "di ",          "af ",        "author: ",
    "author ", "authored by: ", "authors: ",  "autor: ",      "text: ",     "by: ",
    "and ",    "articles by ",  "recipe by ", "story by ",    "review by ", "article by "};
static_assert(kLeads.size() <= 32);

// By the low five bits of its first byte those that may begin a name, a bit each.
constexpr std::array<uint32_t, 32> kLeadsByFirst = [] {
  std::array<uint32_t, 32> leads{};
  for (size_t i = 0; i < kLeads.size(); ++i) {
    leads[static_cast<size_t>(kLeads[i][0] & 31)] |= uint32_t{1} << i;
  }
  return leads;
}();

// Who did something else for the page than write it.
constexpr std::string_view kHelpers[] = {"updated by",   "reviewed by", "edited by",
                                         "fact checked", "photo",       "medically reviewed",
                                         "translated by"};

// Values that name nobody.
constexpr std::string_view kNobody[] = {
    "viewmoreposts learnmore moreposts viewprofile theauthor writtenby postedby signin login "
    "readmore by admin administrator author editor staff unknown none null guest anonymous user "
    "root webmaster undefined default redaktion sign"};
constexpr WordLists<CountWordsOf(kNobody)> kNobodyWords(kNobody);

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == ToAsciiLower(b); });
}

bool IsEdge(char c) { return c == ' ' || c == ',' || c == ';' || c == '|' || c == '/' || c == '-'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsEdge(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsEdge(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view WithoutLead(std::string_view name) {
  name = Trim(name);
  if (name.size() < 2) return name;
  for (uint32_t left = kLeadsByFirst[static_cast<size_t>(name[0] & 31)]; left != 0;
       left &= left - 1) {
    const std::string_view lead = kLeads[static_cast<size_t>(std::countr_zero(left))];
    if (((lead[1] ^ name[1]) & 31) == 0 && StartsWithIgnoringCase(name, lead))
      return Trim(name.substr(lead.size()));
  }
  return name;
}

// Whether `name` may be somebody's: letters, no address, few digits, not a sentence.
bool IsName(std::string_view name) {
  if (name.size() < 2 || name.size() > kMaxNameBytes) return false;
  if (name.find("://") != name.npos || name.find('@') != name.npos || name.starts_with("www.") ||
      name.find("»") != name.npos || name.find("›") != name.npos ||
      FindAnyOf<'<', '>', '{', '}', '='>(name) != name.npos) {
    return false;
  }
  // Two letters that no such word begins with rule it out.
  const bool told = IsAsciiAlpha(name[0]) && IsAsciiAlpha(name[1]);
  if (!told || kNobodyWords.MayHold(name) || MayBeMonth(name)) {
    const std::string folded = Folded(name);
    if (kNobodyWords.In(folded) != 0 || MonthByName(folded) != 0) return false;
  }
  if (std::any_of(std::begin(kHelpers), std::end(kHelpers),
                  [&](std::string_view words) { return StartsWithIgnoringCase(name, words); })) {
    return false;
  }
  size_t letters = 0, digits = 0, words = 1;
  for (size_t i = 0; i < name.size();) {
    if (static_cast<unsigned char>(name[i]) < 0x80) {
      const char c = name[i++];
      letters += IsAsciiAlpha(c);
      digits += c >= '0' && c <= '9';
      words += c == ' ';
      continue;
    }
    const char32_t c = DecodeUtf8(name, i);
    letters += unicode::IsLetter(c);
    digits += unicode::IsDigit(c);
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

// Words that stand behind a name in a byline: roles, and what goes on after it.
constexpr std::string_view kStops[] = {
    "on in for at updated published posted released last senior staff tech reporter editor writer "
    "managing chief executive associate deputy contributing contributor correspondent author "
    "columnist director freelance guest founder min mins minute edited reviewed is hi hi! "
    "editorial uhr le am el with photos photo follow share subscribe about"};
constexpr WordLists<CountWordsOf(kStops)> kStopWords(kStops);

// `line` up to the first of these words that has a word before it.
std::string_view WithoutRole(std::string_view line) {
  for (size_t begin = FindAnyOf<' '>(line); begin < line.size();) {
    const size_t end = std::min(FindAnyOf<' '>(line, begin + 1), line.size());
    if (kStopWords.In(line.substr(begin + 1, end - begin - 1)) != 0) {
      return Trim(line.substr(0, begin));
    }
    begin = end;
  }
  return line;
}

// Words that say that a name is that of a body of people.
constexpr std::string_view kBodies[] = {
    "inc ltd llc gmbh team group company store shop news media care foundation association "
    "university college agency studio hotels clinic institute society times magazine blog tech "
    "digital online services solutions club press center centre office school hospital "
    "construction department"};
constexpr WordLists<CountWordsOf(kBodies)> kBodyWords(kBodies);

// Bytes that no name of a byline holds.
constexpr std::array<bool, 256> MakeNameEnds() {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view("0123456789|/(:©"))
    ends[static_cast<unsigned char>(c)] = true;
  return ends;
}
constexpr std::array<bool, 256> kNameEnds = MakeNameEnds();

// "ByAnn Lee", "Posted byAnn Lee": the elements of the line stand side by side.
std::string_view WithoutGluedBy(std::string_view line) {
  for (const std::string_view lead : {"by", "posted by", "written by", "author"}) {
    if (line.size() < lead.size() + 3 || !StartsWithIgnoringCase(line, lead)) continue;
    const char next = line[lead.size()];
    if (next >= 'A' && next <= 'Z') return line.substr(lead.size());
  }
  return line;
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

void AppendCitation(std::string_view value, std::vector<std::string>& names) {
  const size_t comma = value.find(", ");
  if (comma == value.npos || value.find(',', comma + 1) != value.npos) {
    return SplitAuthors(value, names);
  }
  std::string name(value.substr(comma + 2));
  name.append(1, ' ').append(value.substr(0, comma));
  if (IsName(name)) names.push_back(std::move(name));
}

bool IsPerson(std::string_view name) {
  size_t words = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && name[i - 1] != ' ') continue;
    ++words;
    size_t at = i;
    const uint16_t flags = unicode::FlagsOf(DecodeUtf8(name, at));
    const size_t end = std::min(FindAnyOf<' '>(name, i), name.size());
    const bool particle = end - i <= 3 && words > 1;
    if ((flags & unicode::kLetter) == 0 || ((flags & unicode::kLower) != 0 && !particle))
      return false;
  }
  return words >= 2 && words <= 5;
}

std::string_view NameInByline(std::string_view line) {
  line.remove_prefix(SigningWords(line));
  line = WithoutGluedBy(WithoutLead(line));
  size_t end = 0;
  while (end < line.size() && !kNameEnds[static_cast<unsigned char>(line[end])]) ++end;
  const MarkHints hints(line);
  for (const std::string_view mark : {" - ", " – ", " — ", " • ", " · ", " » "}) {
    if (hints.MayHold(mark)) end = std::min(end, FindMark(line, mark));
  }
  line = Trim(line.substr(0, end));
  const size_t last = line.rfind(' ');
  if (last != line.npos && MonthByName(line.substr(last + 1)) != 0) {
    line = Trim(line.substr(0, last));
  }
  return WithoutRole(line);
}

bool IsBody(std::string_view name) {
  for (size_t begin = 0; begin < name.size();) {
    const size_t end = std::min(FindAnyOf<' '>(name, begin), name.size());
    const std::string_view word = name.substr(begin, end - begin);
    const bool letters = std::all_of(word.begin(), word.end(), IsAsciiAlpha);
    if (kBodyWords.In(letters ? word : Folded(word)) != 0) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace tamis::metadata
