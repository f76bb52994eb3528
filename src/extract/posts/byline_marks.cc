#include "extract/posts/byline_marks.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "metadata/facts.h"
#include "metadata/stems.h"

namespace tamis::extract {
namespace {

namespace names = html::names;

constexpr size_t kMaxMarks = 16384;
constexpr size_t kMaxNameBytes = 64;
constexpr size_t kMaxDateBytes = 80;
constexpr size_t kMaxClassBytes = 512;
constexpr size_t kMinDateDigits = 5;  // a day and a year at least

// Ranks. Authors: structured data, class, profile link. Dates: markup, attribute or class, text.
constexpr uint8_t kStated = 0;
constexpr uint8_t kNamed = 1;
constexpr uint8_t kRead = 2;

// Words of a class that name an author, then those that name a date.
constexpr std::string_view kWords[] = {
    "author",     "autor",        "auteur",    "commenter", "displayname", "fn",
    "handle",     "hnuser",       "nick",      "nickname",  "poster",      "postauthor",
    "screenname", "username",     "verfasser", "age",       "ago",         "date",
    "dateline",   "datetime",     "datum",     "fecha",     "posted",      "postdate",
    "published",  "relativetime", "time",      "timeago",   "timestamp",   "when",
};
constexpr size_t kAuthorWords = 15;
constexpr metadata::StemSet kWordStems(kWords);
constexpr std::string_view kProfileSegments[] = {
    "author",  "authors",  "benutzer", "member", "members", "membre", "people",
    "profile", "profiles", "profil",   "u",      "user",    "users",  "usuario",
};
constexpr std::string_view kProfileQueries[] = {
    "mode=viewprofile", "action=profile", "showuser=", "member.php",
    "profile.php",      "user.php",       "user?id=",
};
// Before the date when a writer joined; lower case, first letters.
constexpr std::string_view kJoined[] = {
    "join",   "regist", "member since", "beigetreten", "mitglied",  "dabei",    "anmeld",
    "inscri", "se uni", "alta",         "iscri",       "lid sinds", "dołączył",
};

template <size_t N>
bool Contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Each query of the list holds "rof", "use" or "mem".
bool HoldsProfileQuery(std::string_view url, simd::Readable readable) {
  if (!simd::MayHoldPairs<'r', 'f', 'u', 'e'>(url, readable) &&
      !simd::MayHoldPairs<'m', 'm', 'm', 'm'>(url, readable)) {
    return false;
  }
  return std::any_of(std::begin(kProfileQueries), std::end(kProfileQueries),
                     [&](std::string_view query) { return url.find(query) != url.npos; });
}

// A bit for the low five bits of what the segments begin with.
constexpr uint32_t kSegmentStarts = [] {
  uint32_t starts = 0;
  for (const std::string_view segment : kProfileSegments)
    starts |= uint32_t{1} << (segment[0] & 31);
  return starts;
}();

bool IsProfileUrl(std::string_view url, simd::Readable readable) {
  if (HoldsProfileQuery(url, readable)) return true;
  if (const size_t scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, std::min(url.find('?'), url.find('#')));
  for (size_t slash = url.find('/'); slash != url.npos; slash = url.find('/', slash + 1)) {
    std::string_view segment = url.substr(slash + 1);
    if (segment.empty()) return false;
    if (segment.starts_with('@') && segment.size() > 1) return true;
    if ((kSegmentStarts >> (segment[0] & 31) & 1) == 0) continue;
    const size_t end = segment.find('/');
    if (end == segment.npos || end + 1 == segment.size()) continue;  // nobody is named behind it
    if (Contains(kProfileSegments, segment.substr(0, end))) return true;
  }
  return false;
}

// "Ann Lee says:" without what leads to the text: the colon and a last word in lower case.
std::string_view WithoutVerb(std::string_view name) {
  if (name.ends_with(':')) {
    name.remove_suffix(1);
    const size_t space = name.rfind(' ');
    if (space != name.npos && space + 1 < name.size() && ToAsciiLower(name[space + 1]) >= 'a' &&
        ToAsciiLower(name[space + 1]) == name[space + 1]) {
      name = name.substr(0, space);
    }
  }
  while (name.ends_with(' ') || name.ends_with(',')) name.remove_suffix(1);
  return name;
}

bool TellsOfJoining(std::string_view text) {
  return std::any_of(std::begin(kJoined), std::end(kJoined), [&](std::string_view word) {
    return EqualsIgnoringCase(text.substr(0, word.size()), word);
  });
}

size_t Digits(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool IsProperty(std::string_view itemprop, std::string_view a, std::string_view b) {
  return !itemprop.empty() && (itemprop == a || itemprop == b);
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// Whether a word ends before text[i] and another may begin there: where letters meet other
// characters, and at camelCase humps. REQUIRES: 0 < i < text.size()
bool IsBorder(std::string_view text, size_t i) {
  return !IsAsciiAlpha(text[i - 1]) || !IsAsciiAlpha(text[i]) ||
         (IsLower(text[i - 1]) && IsAsciiUpper(text[i]));
}

bool IsWord(std::string_view text, size_t begin, size_t end) {
  if (begin > 0 && !IsBorder(text, begin)) return false;
  for (size_t i = begin + 1; i < end; ++i) {
    if (IsBorder(text, i)) return false;
  }
  return end == text.size() || IsBorder(text, end);
}

}  // namespace

BylineMarks::ClassWords BylineMarks::ReadClass(std::string_view value) {
  ClassWords found{.read = true};
  value = value.substr(0, kMaxClassBytes);
  kWordStems.ForEachIn(value, [&](size_t begin, size_t word) {
    if (!IsWord(value, begin, begin + kWords[word].size())) return;
    (word < kAuthorWords ? found.author : found.date) = true;
  });
  return found;
}

const std::vector<BylineMark>& BylineMarks::Find(const html::Dom& dom, const ClassList& classes) {
  dom_ = &dom;
  classes_ = &classes;
  words_.assign(classes.values.size(), ClassWords{});
  readable_ = simd::Readable(dom.store().page());
  marks_.clear();
  data_author_ = dom.names().Find("data-author");
  data_username_ = dom.names().Find("data-username");
  const html::NodeId root = dom.FindFirst(names::kHtml);
  order_ = metadata::DayOrderOf(root == html::kNoNode ? std::string_view()
                                                      : dom.attribute(root, names::kLang));
  html::NodeId id = html::kDocumentNode;
  while (id != html::kNoNode && marks_.size() < kMaxMarks) {
    const html::Node& node = dom.node(id);
    const bool element = node.type == html::NodeType::kElement;
    const bool skip = element && (node.name == names::kScript || node.name == names::kStyle ||
                                  node.name == names::kTemplate || node.name == names::kForm);
    if (element && !skip) ReadElement(id);
    if (node.type == html::NodeType::kText) ReadText(id);
    id = skip ? dom.NextSkippingChildren(id, html::kDocumentNode)
              : dom.Next(id, html::kDocumentNode);
  }
  std::sort(marks_.begin(), marks_.end(), [](const BylineMark& a, const BylineMark& b) {
    return std::tie(a.html_begin, a.is_date, a.rank, a.html_end, a.value) <
           std::tie(b.html_begin, b.is_date, b.rank, b.html_end, b.value);
  });
  return marks_;
}

// The text below an element, cleaned; empty when it is longer than a name or a date.
std::string_view BylineMarks::ShortText(html::NodeId id) {
  raw_.clear();
  text_.clear();
  metadata::AppendSubtreeText(*dom_, id, 2 * kMaxDateBytes + 1, raw_);
  if (raw_.size() > 2 * kMaxDateBytes) return {};
  metadata::AppendClean(raw_, text_);
  return text_;
}

void BylineMarks::AddAuthor(html::NodeId id, uint8_t rank, std::string_view attribute) {
  std::string_view name = attribute.empty() ? ShortText(id) : attribute;
  if (name.starts_with('@')) name.remove_prefix(1);
  name = WithoutVerb(name);
  // A single letter stands in place of a picture; tags come from an attribute escaped twice.
  if (name.size() < 2 || name.size() > kMaxNameBytes || name.find('<') != name.npos) return;
  if (metadata::ParseDate(name, order_)) return;  // "2 March 2020" is nobody
  const html::Node& node = dom_->node(id);
  const uint32_t end = attribute.empty() ? node.source_end : node.source_begin;
  marks_.push_back({.is_date = false,
                    .rank = rank,
                    .html_begin = node.source_begin,
                    .html_end = end,
                    .value = std::string(name)});
}

bool BylineMarks::AddDate(html::NodeId id, uint8_t rank, std::string_view text) {
  if (text.size() > kMaxDateBytes || Digits(text) < kMinDateDigits) return false;
  const auto date = metadata::ParseDate(text, order_);
  if (!date || TellsOfJoining(text)) return false;
  const html::Node& node = dom_->node(id);
  marks_.push_back({.is_date = true,
                    .rank = rank,
                    .html_begin = node.source_begin,
                    .html_end = node.source_end,
                    .value = date->ToString()});
  return true;
}

BylineMarks::ClassWords BylineMarks::WordsOf(const html::Attribute& attribute) {
  const uint32_t number = classes_->NumberOf(*dom_, attribute);
  ClassWords& words = words_[number];
  if (!words.read) words = ReadClass(classes_->values[number].value);
  return words;
}

void BylineMarks::ReadElement(html::NodeId id) {
  const html::Node& node = dom_->node(id);
  std::string_view itemprop, href, title, content, datetime, rel, data_author;
  ClassWords words;
  for (const html::Attribute& attribute : dom_->attributes(id)) {
    const auto value = [&] { return dom_->value(attribute); };
    switch (attribute.name) {
      case names::kClass:
        words = WordsOf(attribute);
        break;
      case names::kItemprop:
        itemprop = value();
        break;
      case names::kHref:
        href = value();
        break;
      case names::kTitle:
        title = value();
        break;
      case names::kContent:
        content = value();
        break;
      case names::kDatetime:
        datetime = value();
        break;
      case names::kRel:
        rel = value();
        break;
      default:
        if (attribute.name == data_author_ || attribute.name == data_username_) {
          data_author = value();
        }
        break;
    }
  }
  if (!data_author.empty()) AddAuthor(id, kStated, data_author);
  if (IsProperty(itemprop, "author", "creator")) {
    if (!dom_->HasAttribute(id, names::kItemscope)) AddAuthor(id, kStated, content);
  } else if (rel == "author" || words.author) {
    AddAuthor(id, kNamed, {});
  } else if (node.name == names::kA && IsProfileUrl(href, readable_)) {
    AddAuthor(id, kRead, {});
  }
  if (node.name == names::kTime || IsProperty(itemprop, "datePublished", "dateCreated")) {
    for (const std::string_view stated : {datetime, content}) {
      if (!stated.empty() && AddDate(id, kStated, stated)) return;
    }
    if (AddDate(id, kStated, title)) return;
    AddDate(id, kStated, ShortText(id));
  } else if (!title.empty() && AddDate(id, kNamed, title)) {
    return;
  } else if (words.date) {
    AddDate(id, kNamed, ShortText(id));
  }
}

void BylineMarks::ReadText(html::NodeId id) {
  const std::string_view raw = dom_->text(id);
  if (raw.size() > 2 * kMaxDateBytes || raw.size() < kMinDateDigits) return;
  if (simd::FindDigit(raw, readable_) == raw.size() || Digits(raw) < kMinDateDigits) return;
  text_.clear();
  metadata::AppendClean(raw, text_);
  AddDate(id, kRead, text_);
}

}  // namespace tamis::extract
