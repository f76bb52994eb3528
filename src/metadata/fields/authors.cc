#include "metadata/fields/authors.h"

#include <algorithm>
#include <array>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/fields/compare.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxNameBytes = 100;
constexpr size_t kMaxAuthors = 50;

// What a byline begins with, in lower case, and a space after it.
constexpr std::array<std::string_view, 14> kLeads = {
    "by ",      "written by ", "posted by ", "von ",   "par ",      "por ", "door ",
    "author: ", "author ",     "autor: ",    "text: ", "words by ", "di ",  "af "};

// Values that name nobody.
constexpr std::array<std::string_view, 16> kNobody = {
    "admin", "administrator", "author", "editor", "staff",     "unknown",   "none",    "null",
    "guest", "anonymous",     "user",   "root",   "webmaster", "undefined", "default", "redaktion"};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(),
                                                   [](char a, char b) { return a == Lower(b); });
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
  if (name.find("://") != name.npos || name.find('@') != name.npos ||
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

// A part after a comma that belongs to the name before it, as "Jr." and "PhD".
bool IsTitle(std::string_view part) {
  const std::string folded = Folded(part);
  for (const std::string_view title :
       {"jr",     "sr",  "md",   "phd",  "mph", "rn",   "rd",   "cfp",  "cpa",  "esq",
        "dds",    "dvm", "ms",   "mba",  "ma",  "msc",  "bsc",  "ii",   "iii",  "cfa",
        "pharmd", "do",  "facs", "facp", "rdn", "ldn",  "cscs", "lcsw", "psyd", "jd",
        "llm",    "edd", "dpt",  "np",   "pa",  "aprn", "bs",   "ba"}) {
    if (folded == title) return true;
  }
  return false;
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
    if (IsName(name) && !IsTitle(name) &&
        std::find(names.begin(), names.end(), name) == names.end()) {
      names.emplace_back(name);
    }
    i += separator;
    begin = i;
  }
}

void ChooseAuthors(Facts& facts, std::span<const std::string_view> sites,
                   std::vector<std::string>& authors, std::string& source) {
  authors.clear();
  source.clear();
  const std::span<const Fact> found = facts.Of(Field::kAuthor);
  for (size_t i = 0; i < found.size();) {
    // Facts of one source speak together.
    size_t end = i;
    std::vector<std::string> names;
    for (; end < found.size() && found[end].source == found[i].source; ++end) {
      SplitAuthors(facts.Value(found[end]), names);
    }
    std::erase_if(names, [&](const std::string& name) {
      return std::any_of(sites.begin(), sites.end(),
                         [&](std::string_view site) { return SameLetters(site, name); });
    });
    for (std::string& name : names) {
      const bool known = std::any_of(authors.begin(), authors.end(), [&](const std::string& other) {
        return SameLetters(name, other);
      });
      if (!known) authors.push_back(std::move(name));
    }
    if (!authors.empty()) {
      source = found[i].source;
      return;
    }
    i = end;
  }
}

}  // namespace tamis::metadata
