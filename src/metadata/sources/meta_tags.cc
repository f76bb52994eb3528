#include "metadata/sources/meta_tags.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "base/ascii.h"

namespace tamis::metadata {
namespace {

constexpr std::string_view kPrefix = "meta:";

struct Row {
  std::string_view source;  // kPrefix and the name in lower case
  Field field;
  Rank rank;
  constexpr std::string_view name() const { return source.substr(kPrefix.size()); }
};

// Sorted by name. Ranks: 1 says exactly this, 2 usually means this, 3 at times something else.
constexpr Row kRows[] = {
    {"meta:application-name", Field::kSite, 3},
    {"meta:article.published", Field::kPublished, 2},
    {"meta:article.updated", Field::kModified, 2},
    {"meta:article:author", Field::kAuthor, 2},
    {"meta:article:modified", Field::kModified, 2},
    {"meta:article:modified_time", Field::kModified, 1},
    {"meta:article:published", Field::kPublished, 2},
    {"meta:article:published_time", Field::kPublished, 1},
    {"meta:article:section", Field::kCategory, 1},
    {"meta:article:tag", Field::kTag, 1},
    {"meta:article_date_original", Field::kPublished, 2},
    {"meta:author", Field::kAuthor, 2},
    {"meta:byl", Field::kAuthor, 1},
    {"meta:citation_author", Field::kAuthor, 1},
    {"meta:citation_date", Field::kPublished, 2},
    {"meta:citation_keywords", Field::kTag, 2},
    {"meta:citation_online_date", Field::kPublished, 2},
    {"meta:citation_publication_date", Field::kPublished, 1},
    {"meta:citation_title", Field::kTitle, 1},
    {"meta:copyright", Field::kLicense, 3},
    {"meta:date", Field::kPublished, 2},
    {"meta:date.modified", Field::kModified, 2},
    {"meta:date.published", Field::kPublished, 2},
    {"meta:date_modified", Field::kModified, 2},
    {"meta:date_published", Field::kPublished, 2},
    {"meta:datemodified", Field::kModified, 2},
    {"meta:datepublished", Field::kPublished, 2},
    {"meta:dc.creator", Field::kAuthor, 2},
    {"meta:dc.date", Field::kPublished, 2},
    {"meta:dc.date.created", Field::kPublished, 2},
    {"meta:dc.date.issued", Field::kPublished, 1},
    {"meta:dc.date.modified", Field::kModified, 1},
    {"meta:dc.description", Field::kDescription, 2},
    {"meta:dc.publisher", Field::kSite, 3},
    {"meta:dc.rights", Field::kLicense, 2},
    {"meta:dc.subject", Field::kTag, 2},
    {"meta:dc.title", Field::kTitle, 2},
    {"meta:dcterms.created", Field::kPublished, 2},
    {"meta:dcterms.creator", Field::kAuthor, 2},
    {"meta:dcterms.date", Field::kPublished, 2},
    {"meta:dcterms.issued", Field::kPublished, 1},
    {"meta:dcterms.license", Field::kLicense, 1},
    {"meta:dcterms.modified", Field::kModified, 1},
    {"meta:dcterms.rights", Field::kLicense, 2},
    {"meta:dcterms.title", Field::kTitle, 2},
    {"meta:description", Field::kDescription, 1},
    {"meta:keywords", Field::kTag, 2},
    {"meta:last-modified", Field::kModified, 2},
    {"meta:lastmod", Field::kModified, 2},
    {"meta:modified", Field::kModified, 2},
    {"meta:news_keywords", Field::kTag, 1},
    {"meta:og:article:author", Field::kAuthor, 2},
    {"meta:og:article:modified_time", Field::kModified, 1},
    {"meta:og:article:published_time", Field::kPublished, 1},
    {"meta:og:article:section", Field::kCategory, 1},
    {"meta:og:article:tag", Field::kTag, 1},
    {"meta:og:description", Field::kDescription, 1},
    {"meta:og:image", Field::kImage, 1},
    {"meta:og:image:secure_url", Field::kImage, 1},
    {"meta:og:image:url", Field::kImage, 1},
    {"meta:og:published_time", Field::kPublished, 1},
    {"meta:og:site_name", Field::kSite, 1},
    {"meta:og:title", Field::kTitle, 1},
    {"meta:og:type", Field::kType, 1},
    {"meta:og:updated_time", Field::kModified, 2},
    {"meta:og:url", Field::kCanonical, 2},
    {"meta:originalpublicationdate", Field::kPublished, 2},
    {"meta:parsely-author", Field::kAuthor, 1},
    {"meta:parsely-image-url", Field::kImage, 2},
    {"meta:parsely-pub-date", Field::kPublished, 1},
    {"meta:parsely-section", Field::kCategory, 1},
    {"meta:parsely-tags", Field::kTag, 1},
    {"meta:parsely-title", Field::kTitle, 2},
    {"meta:pubdate", Field::kPublished, 2},
    {"meta:publication_date", Field::kPublished, 2},
    {"meta:publish-date", Field::kPublished, 2},
    {"meta:publish_date", Field::kPublished, 2},
    {"meta:publishdate", Field::kPublished, 2},
    {"meta:published_date", Field::kPublished, 2},
    {"meta:revised", Field::kModified, 2},
    {"meta:rights", Field::kLicense, 3},
    {"meta:sailthru.author", Field::kAuthor, 1},
    {"meta:sailthru.date", Field::kPublished, 2},
    {"meta:sailthru.description", Field::kDescription, 2},
    {"meta:sailthru.image.full", Field::kImage, 2},
    {"meta:sailthru.tags", Field::kTag, 2},
    {"meta:sailthru.title", Field::kTitle, 2},
    {"meta:section", Field::kCategory, 2},
    {"meta:title", Field::kTitle, 2},
    {"meta:twitter:description", Field::kDescription, 2},
    {"meta:twitter:image", Field::kImage, 2},
    {"meta:twitter:image:src", Field::kImage, 2},
    {"meta:twitter:title", Field::kTitle, 2},
};

constexpr bool ByName(const Row& a, const Row& b) { return a.name() < b.name(); }
static_assert(std::is_sorted(std::begin(kRows), std::end(kRows), ByName));

constexpr size_t kLongestName = 32;
constexpr size_t kSlots = 512;

// Nearly all names of pages are none of the rows: a look at their length and four letters, of
// either case, tells so.
constexpr size_t SlotOf(std::string_view name) {
  const auto letter = [&](size_t i) { return static_cast<size_t>(name[i] | 0x20); };
  const size_t last = name.size() - 1;
  return (name.size() * 37 + letter(0) * 7 + letter(last) * 3 + letter(last / 2) * 61 +
          letter(last / 3) * 113) %
         kSlots;
}

// Where the rows of a slot begin in the list of all rows by slot.
struct RowsBySlot {
  std::array<uint8_t, kSlots + 1> begin{};
  std::array<uint8_t, std::size(kRows)> rows{};

  constexpr RowsBySlot() {
    static_assert(std::size(kRows) < 256);
    for (const Row& row : kRows) ++begin[SlotOf(row.name()) + 1];
    for (size_t slot = 0; slot < kSlots; ++slot) {
      begin[slot + 1] = static_cast<uint8_t>(begin[slot + 1] + begin[slot]);
    }
    std::array<uint8_t, kSlots + 1> next = begin;
    for (size_t row = 0; row < std::size(kRows); ++row) {
      rows[next[SlotOf(kRows[row].name())]++] = static_cast<uint8_t>(row);
    }
  }
};
constexpr RowsBySlot kBySlot;

const Row* FindRow(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return nullptr;
  const size_t slot = SlotOf(name);
  for (size_t i = kBySlot.begin[slot]; i < kBySlot.begin[slot + 1]; ++i) {
    const Row& row = kRows[kBySlot.rows[i]];
    if (EqualsIgnoringCase(row.name(), name)) return &row;
  }
  return nullptr;
}

}  // namespace

void ReadMetaTag(const html::Dom& dom, html::NodeId id, Facts& facts) {
  std::string_view name, property, content;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    if (attribute.name == html::names::kName) name = dom.value(attribute);
    if (attribute.name == html::names::kProperty) property = dom.value(attribute);
    if (attribute.name == html::names::kContent) content = dom.value(attribute);
  }
  if (content.empty()) return;
  const Row* row = FindRow(property);
  if (row == nullptr) row = FindRow(name);
  if (row != nullptr) facts.Add(row->field, row->rank, row->source, content, id);
}

}  // namespace tamis::metadata
