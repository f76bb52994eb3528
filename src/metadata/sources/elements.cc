#include "metadata/sources/elements.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/simd/block16.h"
#include "metadata/stems.h"

namespace tamis::metadata {
namespace {

// Documentation puts a link to the heading behind it: "Retries¶".
std::string_view WithoutPilcrow(std::string_view heading) {
  constexpr std::string_view kPilcrow = "\xC2\xB6";
  if (!heading.ends_with(kPilcrow)) return heading;
  heading.remove_suffix(kPilcrow.size());
  while (heading.ends_with(' ')) heading.remove_suffix(1);
  return heading;
}

namespace names = html::names;

constexpr size_t kMaxTextBytes = 1024;
constexpr size_t kMaxBylineBytes = 120;
constexpr size_t kMaxLanguageBytes = 35;  // BCP 47 tags of use are shorter

std::string_view TextOf(const html::Dom& dom, html::NodeId id, std::string& scratch) {
  scratch.clear();
  AppendSubtreeText(dom, id, kMaxTextBytes, scratch);
  return scratch;
}

// Boxes about the author, and others that are named after him.
constexpr std::string_view kNoBylines[] = {
    "comment", "bio",   "box",   "avatar",  "image",  "img",    "photo",   "related", "widget",
    "social",  "about", "title", "role",    "desc",   "info",   "authori", "date",    "card",
    "list",    "more",  "icon",  "sidebar", "review", "footer", "quote"};
constexpr StemSet kNoBylineStems(kNoBylines);

// Looks for its first letter before anything is compared: "stylesheet" and "nofollow" are short.
bool HoldsLicense(std::string_view word) {
  constexpr std::string_view kWord = "license";
  for (size_t i = 0; i + kWord.size() <= word.size(); ++i) {
    if ((word[i] | 0x20) == 'l' && EqualsIgnoringCase(word.substr(i, kWord.size()), kWord)) {
      return true;
    }
  }
  return false;
}

uint32_t RelOf(std::string_view word) {
  const auto is = [word](std::string_view lower, uint32_t rel) {
    return (word[0] | 0x20) == lower[0] && EqualsIgnoringCase(word, lower) ? rel : 0;
  };
  switch (word.size()) {
    case 3:
      return is("tag", kRelTag);
    case 6:
      return is("author", kRelAuthor);
    case 7:
      return is("license", kRelLicense | kRelHoldsLicense);
    case 9:
      return is("canonical", kRelCanonical) | is("alternate", kRelAlternate) |
             is("image_src", kRelImage) | (HoldsLicense(word) ? kRelHoldsLicense : 0);
    default:
      return HoldsLicense(word) ? kRelHoldsLicense : 0;
  }
}

}  // namespace

uint32_t RelsOf(std::string_view list) {
  constexpr auto is_space = [](char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  };
  uint32_t rels = 0;
  for (size_t begin = 0; begin < list.size();) {
    size_t end = begin;
    while (end < list.size() && !is_space(list[end])) ++end;
    rels |= RelOf(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return rels;
}

void ReadElement(const html::Dom& dom, html::NodeId id, Facts& facts, PageAttributes& page,
                 std::string& scratch) {
  switch (dom.node(id).name) {
    case names::kHtml:
      if (page.html_lang.empty()) AppendClean(dom.attribute(id, names::kLang), page.html_lang);
      return;
    case names::kBase:
      if (page.base_href.empty()) page.base_href = dom.attribute(id, names::kHref);
      return;
    case names::kTitle:
      return facts.Add(Field::kTitle, 5, "title", TextOf(dom, id, scratch), id);
    case names::kH1:
      return facts.Add(Field::kTitle, 4, "h1", WithoutPilcrow(TextOf(dom, id, scratch)), id);
    default:
      return;
  }
}

void ReadLinkElement(const html::Dom& dom, html::NodeId id, const Link& link, Facts& facts,
                     std::string& scratch) {
  const auto [rels, href] = link;
  if (href.empty()) return;
  if ((rels & kRelCanonical) != 0) facts.Add(Field::kCanonical, 1, "link:canonical", href, id);
  if ((rels & kRelLicense) != 0) facts.Add(Field::kLicense, 1, "link:license", href, id);
  if ((rels & kRelAlternate) != 0) {
    const std::string_view language = dom.attribute(id, names::kHreflang);
    if (!language.empty() && language.size() <= kMaxLanguageBytes &&
        language.find_first_of(" \t\n\r\f") == language.npos) {
      scratch.assign(language).append(1, ' ').append(href);
      facts.Add(Field::kTranslation, 1, "link:alternate", scratch, id);
    }
  }
  if ((rels & kRelImage) != 0) facts.Add(Field::kImage, 3, "link:image_src", href, id);
}

void ReadAnchor(const html::Dom& dom, html::NodeId id, const Link& link, Facts& facts,
                std::string& scratch) {
  const auto [rels, href] = link;
  if ((rels & kRelAuthor) != 0) {
    facts.Add(Field::kAuthor, 3, "rel=author", TextOf(dom, id, scratch), id);
  }
  if ((rels & kRelTag) != 0) facts.Add(Field::kTag, 3, "rel=tag", TextOf(dom, id, scratch), id);
  if ((rels & kRelLicense) != 0) {
    facts.Add(Field::kLicense, 1, "rel=license", href, id);
  }
}

void ReadTime(const html::Dom& dom, html::NodeId id, VisibleReader& visible, std::string& scratch) {
  std::string_view when = dom.attribute(id, names::kDatetime);
  if (when.empty()) when = TextOf(dom, id, scratch);
  std::string_view classes = dom.attribute(id, names::kClass);
  if (dom.HasAttribute(id, names::kPubdate)) classes = "published";
  if (const std::string_view property = dom.attribute(id, names::kItemprop); !property.empty()) {
    classes = property;
  }
  visible.ReadTime(id, when, classes);
}

bool IsByline(std::string_view name) {
  // Without their first letter, which may be a capital.
  for (size_t i = 0; i + 5 <= name.size(); ++i) {
    if (name[i] != 'u' && name[i] != 'y') continue;
    const std::string_view rest = name.substr(i, 5);
    if (rest == "uthor" || rest == "yline") return !kNoBylineStems.AnyIn(name);
  }
  return false;
}

void ReadByline(const html::Dom& dom, html::NodeId id, Facts& facts, std::string& scratch) {
  scratch.clear();
  AppendSubtreeText(dom, id, kMaxBylineBytes + 1, scratch);
  if (scratch.size() <= kMaxBylineBytes) facts.Add(Field::kAuthor, 5, "byline", scratch, id);
}

}  // namespace tamis::metadata
