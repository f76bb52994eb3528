#include "metadata/sources/elements.h"

#include <algorithm>

#include "base/ascii.h"

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

bool ContainsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(),
                     [](char a, char b) { return ToAsciiLower(a) == b; }) != text.end();
}

std::string_view TextOf(const html::Dom& dom, html::NodeId id, std::string& scratch) {
  scratch.clear();
  AppendSubtreeText(dom, id, kMaxTextBytes, scratch);
  return scratch;
}

void ReadLink(const html::Dom& dom, html::NodeId id, Facts& facts) {
  const std::string_view rel = dom.attribute(id, names::kRel);
  const std::string_view href = dom.attribute(id, names::kHref);
  if (rel.empty() || href.empty()) return;
  if (HasWord(rel, "canonical")) facts.Add(Field::kCanonical, 1, "link:canonical", href, id);
  if (HasWord(rel, "license")) facts.Add(Field::kLicense, 1, "link:license", href, id);
  if (HasWord(rel, "alternate")) {
    const std::string_view language = dom.attribute(id, names::kHreflang);
    if (!language.empty() && language.size() <= kMaxLanguageBytes &&
        language.find_first_of(" \t\n\r\f") == language.npos) {
      facts.Add(Field::kTranslation, 1, "link:alternate",
                std::string(language).append(1, ' ').append(href), id);
    }
  }
  if (HasWord(rel, "image_src")) facts.Add(Field::kImage, 3, "link:image_src", href, id);
}

void ReadAnchor(const html::Dom& dom, html::NodeId id, Facts& facts, std::string& scratch) {
  const std::string_view rel = dom.attribute(id, names::kRel);
  if (rel.empty()) return;
  if (HasWord(rel, "author")) {
    facts.Add(Field::kAuthor, 3, "rel=author", TextOf(dom, id, scratch), id);
  }
  if (HasWord(rel, "tag")) facts.Add(Field::kTag, 3, "rel=tag", TextOf(dom, id, scratch), id);
  if (HasWord(rel, "license")) {
    facts.Add(Field::kLicense, 1, "rel=license", dom.attribute(id, names::kHref), id);
  }
}

constexpr int kMaxCommentAncestors = 24;

constexpr std::string_view kCommentWords[] = {"comment", "Comment", "kommentar", "comentario"};

// Whether one of the names in a class or id begins as those of comments do.
bool NamesComments(std::string_view names) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0 && names[i - 1] != ' ') continue;
    const char first = ToAsciiLower(names[i]);
    if (first != 'c' && first != 'k') continue;
    for (const std::string_view word : kCommentWords) {
      if (names.substr(i).starts_with(word)) return true;
    }
  }
  return false;
}

}  // namespace

bool HasWord(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const size_t begin = list.find_first_not_of(" \t\n\r\f");
    if (begin == list.npos) return false;
    list.remove_prefix(begin);
    const size_t end = std::min(list.find_first_of(" \t\n\r\f"), list.size());
    if (std::equal(list.begin(), list.begin() + static_cast<ptrdiff_t>(end), word.begin(),
                   word.end(), [](char a, char b) { return ToAsciiLower(a) == b; })) {
      return true;
    }
    list.remove_prefix(end);
  }
  return false;
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
    case names::kLink:
      return ReadLink(dom, id, facts);
    case names::kA:
      return ReadAnchor(dom, id, facts, scratch);
    default:
      return;
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

bool InComments(const html::Dom& dom, html::NodeId id) {
  for (int level = 0; level < kMaxCommentAncestors; ++level) {
    id = dom.node(id).parent;
    if (id == html::kNoNode || dom.node(id).type != html::NodeType::kElement) return false;
    if (dom.node(id).name == names::kBody) return false;
    if (NamesComments(dom.attribute(id, names::kClass)) ||
        NamesComments(dom.attribute(id, names::kId))) {
      return true;
    }
  }
  return false;
}

bool IsByline(std::string_view name) {
  // Without their first letter, which may be a capital.
  if (name.find("uthor") == name.npos && name.find("yline") == name.npos) return false;
  for (const std::string_view other :
       {"comment", "bio",   "box",   "avatar",  "image",  "img",    "photo",   "related", "widget",
        "social",  "about", "title", "role",    "desc",   "info",   "authori", "date",    "card",
        "list",    "more",  "icon",  "sidebar", "review", "footer", "quote"}) {
    if (ContainsIgnoringCase(name, other)) return false;
  }
  return true;
}

void ReadByline(const html::Dom& dom, html::NodeId id, Facts& facts, std::string& scratch) {
  scratch.clear();
  AppendSubtreeText(dom, id, kMaxBylineBytes + 1, scratch);
  if (scratch.size() <= kMaxBylineBytes) facts.Add(Field::kAuthor, 5, "byline", scratch, id);
}

}  // namespace tamis::metadata
