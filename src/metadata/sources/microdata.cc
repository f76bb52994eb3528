#include "metadata/sources/microdata.h"

#include <algorithm>

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr size_t kMaxTextBytes = 512;
constexpr int kMaxAncestors = 16;

struct Row {
  std::string_view property;
  Field field;
  Rank rank;
  std::string_view source;
};

constexpr Row kRows[] = {
    {"headline", Field::kTitle, 2, "microdata:headline"},
    {"datePublished", Field::kPublished, 3, "microdata:datePublished"},
    {"dateCreated", Field::kPublished, 4, "microdata:dateCreated"},
    {"dateModified", Field::kModified, 3, "microdata:dateModified"},
    {"author", Field::kAuthor, 3, "microdata:author"},
    {"creator", Field::kAuthor, 4, "microdata:creator"},
    {"keywords", Field::kTag, 3, "microdata:keywords"},
    {"articleSection", Field::kCategory, 3, "microdata:articleSection"},
};

constexpr Row kRdfaRows[] = {
    {"headline", Field::kTitle, 2, "rdfa:headline"},
    {"datePublished", Field::kPublished, 3, "rdfa:datePublished"},
    {"dateCreated", Field::kPublished, 4, "rdfa:dateCreated"},
    {"issued", Field::kPublished, 4, "rdfa:issued"},
    {"dateModified", Field::kModified, 3, "rdfa:dateModified"},
    {"author", Field::kAuthor, 3, "rdfa:author"},
    {"creator", Field::kAuthor, 4, "rdfa:creator"},
};

// Whether an element that is not the page's own voice holds `id`.
bool InReview(const html::Dom& dom, html::NodeId id) {
  for (int level = 0; level < kMaxAncestors; ++level) {
    id = dom.node(id).parent;
    if (id == html::kNoNode) return false;
    const std::string_view property = dom.attribute(id, names::kItemprop);
    if (property == "review" || property == "reviews" || property == "comment" ||
        property == "suggestedAnswer") {
      return true;
    }
    const std::string_view type = dom.attribute(id, names::kItemtype);
    if (type.ends_with("/Review") || type.ends_with("/Comment") ||
        type.ends_with("/UserComments") || type.ends_with("/Answer")) {
      return true;
    }
  }
  return false;
}

// The element below `scope` that holds the item's name, or `scope`.
html::NodeId NameOf(const html::Dom& dom, html::NodeId scope) {
  if (!dom.HasAttribute(scope, names::kItemscope)) return scope;
  int steps = 64;
  for (html::NodeId id = dom.Next(scope, scope); id != html::kNoNode && steps > 0;
       id = dom.Next(id, scope), --steps) {
    if (dom.node(id).type == html::NodeType::kElement &&
        dom.attribute(id, names::kItemprop) == "name") {
      return id;
    }
  }
  return scope;
}

void ReadProperty(const html::Dom& dom, html::NodeId id, const Row& row, Facts& facts,
                  std::string& scratch) {
  if (InReview(dom, id)) return;
  const html::NodeId from = row.field == Field::kAuthor ? NameOf(dom, id) : id;
  std::string_view value = dom.attribute(from, names::kContent);
  if (value.empty()) value = dom.attribute(from, names::kDatetime);
  if (value.empty()) {
    scratch.clear();
    AppendSubtreeText(dom, from, kMaxTextBytes, scratch);
    value = scratch;
  }
  facts.Add(row.field, row.rank, row.source, value, id);
}

template <size_t N>
const Row* FindRow(const Row (&rows)[N], std::string_view property) {
  for (const Row& row : rows) {
    if (row.property == property) return &row;
  }
  return nullptr;
}

const Row* FindRdfaRow(std::string_view property) {
  property.remove_prefix(std::min(property.rfind(':') + 1, property.size()));
  return FindRow(kRdfaRows, property);
}

}  // namespace

bool IsReadItemprop(std::string_view itemprop) { return FindRow(kRows, itemprop) != nullptr; }

bool IsReadRdfaProperty(std::string_view property) { return FindRdfaRow(property) != nullptr; }

void ReadItemprop(const html::Dom& dom, html::NodeId id, std::string_view itemprop, Facts& facts,
                  std::string& scratch) {
  const Row* const row = FindRow(kRows, itemprop);
  if (row != nullptr) ReadProperty(dom, id, *row, facts, scratch);
}

void ReadRdfaProperty(const html::Dom& dom, html::NodeId id, std::string_view property,
                      Facts& facts, std::string& scratch) {
  const Row* const row = FindRdfaRow(property);
  if (row != nullptr) ReadProperty(dom, id, *row, facts, scratch);
}

}  // namespace tamis::metadata
