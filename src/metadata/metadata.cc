// Idea:   one pass over the nodes hands each element to the source that reads it; then each field
//         chooses among the facts. What several fields need (site names, URLs) is settled first.

#include "metadata/metadata.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/simd/block16.h"
#include "metadata/facts.h"
#include "metadata/fields/authors.h"
#include "metadata/fields/dates.h"
#include "metadata/fields/labels.h"
#include "metadata/fields/title.h"
#include "metadata/sources/bylines.h"
#include "metadata/sources/elements.h"
#include "metadata/sources/json_ld.h"
#include "metadata/sources/meta_tags.h"
#include "metadata/sources/microdata.h"
#include "metadata/sources/place.h"
#include "metadata/sources/telling_nodes.h"
#include "metadata/sources/visible.h"
#include "url/url.h"

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr size_t kMaxTranslations = 256;
constexpr size_t kMaxLesserHeadings = 12;  // that may say the title
constexpr std::string_view kJsonLdType = "application/ld+json";

// How likely what a source says is right, by its rank: set by hand, for fields without any gold.
float ConfidenceOf(Rank rank) {
  constexpr std::array<float, 5> kByRank = {.9f, .9f, .8f, .6f, .5f};
  return kByRank[std::min<size_t>(rank, kByRank.size() - 1)];
}
// A canonical address on another host: a copy of a page, or a site that has moved; at times the
// address of whoever made the template.
constexpr float kElsewhere = .8f;

bool IsJsonLd(std::string_view type) {
  if (type.size() < kJsonLdType.size()) return false;
  for (size_t i = 0; i < kJsonLdType.size(); ++i) {
    const char c = type[i];
    if (ToAsciiLower(c) != kJsonLdType[i]) return false;
  }
  return true;
}

void Clear(SourcedValue& value) { Assign({}, {}, 0, value); }

}  // namespace

void Metadata::Clear() {
  for (SourcedValue* const value :
       {&title, &date_published, &date_modified, &sitename, &canonical_url, &description, &image}) {
    metadata::Clear(*value);
  }
  for (std::string* const text :
       {&authors_source, &hostname, &base_url, &license, &og_type, &html_lang}) {
    text->clear();
  }
  for (std::vector<std::string>* const list : {&authors, &categories, &tags}) list->clear();
  authors_confidence = 0;
  translations.clear();
  titles.clear();
  scan.Clear();
}

struct MetadataReader::Impl {
  void Reset(const html::Dom* dom, const PageContext& context);
  void Walk(const html::Dom& dom);
  void ReadTag(const html::Dom& dom, html::NodeId id, uint8_t uses);
  void ReadLink(const html::Dom& dom, html::NodeId id);
  void ReadMarked(const html::Dom& dom, html::NodeId id);
  bool SpeaksForPage(const html::Dom& dom, html::NodeId id);
  void ReadText(const html::Dom& dom, html::NodeId id);
  void ReadNamed(const html::Dom& dom, html::NodeId id);
  void SettleUrls();
  void Choose(const html::Dom* dom, const PageContext& context);
  // `reference` against the base, valid until the next call; empty when it is no web address.
  std::string_view Resolve(std::string_view reference);
  void ChooseFirstUrl(Field field, SourcedValue& chosen);
  void ChooseFirst(Field field, SourcedValue& chosen);
  std::string_view FirstOf(Field field);
  void ChooseTranslations();
  void ChooseLicense();

  Metadata metadata;
  Facts facts;
  PageAttributes page;
  simd::Readable page_memory;
  TellingNodes telling;
  JsonLdReader json_ld;
  PlaceReader places;
  VisibleReader visible;
  TitleChooser title_chooser;
  TitleChoice title;
  AuthorChooser author_chooser;
  AuthorChoice authors;
  DateChooser date_chooser;
  DateChoice dates;
  url::Url page_url, base_url, resolved;
  std::string scratch;
  std::vector<std::string_view> sites;
  std::vector<html::NodeId> lesser_headings;  // the first <h2> and <h3>
};

void MetadataReader::Impl::Reset(const html::Dom* dom, const PageContext& context) {
  metadata.Clear();
  facts.Reset();
  page.html_lang.clear();
  page.base_href.clear();
  lesser_headings.clear();
  json_ld.Reset();
  if (!page_url.Parse(context.url)) page_url.Clear();
  visible.Reset(dom, ParseDate(context.fetch_date, DayOrder::kUnknown));
}

// Ids rise in the order of the page, so the nodes are read as they lie in memory. Whether a node
// stands in the document, and not in a template or among comments, is asked only of those that
// have something to say.
void MetadataReader::Impl::Walk(const html::Dom& dom) {
  page_memory = simd::Readable(dom.store().page());
  for (const html::NodeId id : telling.Find(dom)) {
    const html::Node& node = dom.node(id);
    if (node.type == html::NodeType::kText) {
      ReadText(dom, id);
    } else {
      const uint8_t uses = UsesOf(node);
      ReadTag(dom, id, uses);
      if (telling.HasTellingAttribute(node, uses)) ReadMarked(dom, id);
    }
  }
}

void MetadataReader::Impl::ReadTag(const html::Dom& dom, html::NodeId id, uint8_t uses) {
  if ((uses & kListed) != 0) metadata.scan.Add(dom, id);
  if ((uses & kSpeaks) != 0) ReadNamed(dom, id);
  if ((uses & kLesserHeading) != 0 && lesser_headings.size() < kMaxLesserHeadings) {
    lesser_headings.push_back(id);
  }
}

void MetadataReader::Impl::ReadLink(const html::Dom& dom, html::NodeId id) {
  Link link;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    if (attribute.name == names::kHref) link.href = dom.value(attribute);
    if (attribute.name == names::kRel) link.rels = RelsOf(dom.value(attribute));
  }
  metadata.scan.AddLink(id, link);
  const html::NameId tag = dom.node(id).name;
  if (tag == names::kLink) {
    if ((link.rels & kLinkRels) != 0 && InDocument(dom, id)) {
      ReadLinkElement(dom, id, link, facts, scratch);
    }
  } else if (tag == names::kA) {
    ReadAuthorLink(dom, id, link.href, facts, scratch);
    // Readers sign and date their comments, not the page.
    if ((link.rels & kAnchorRels) != 0 && InDocument(dom, id) && !places.InComments(id)) {
      ReadAnchor(dom, id, link, facts, scratch);
    }
  }
}

void MetadataReader::Impl::ReadMarked(const html::Dom& dom, html::NodeId id) {
  const html::NameId tag = dom.node(id).name;
  if (tag == names::kA || tag == names::kArea) ReadLink(dom, id);
  for (const html::Attribute& attribute : dom.attributes(id)) {
    const std::string_view value = dom.value(attribute);
    switch (attribute.name) {
      case names::kItemprop:
        if (IsReadItemprop(value) && SpeaksForPage(dom, id)) {
          ReadItemprop(dom, id, value, facts, scratch);
        }
        break;
      case names::kProperty:  // that of a <meta> has been read
        if (tag != names::kMeta && IsReadRdfaProperty(value) && SpeaksForPage(dom, id)) {
          ReadRdfaProperty(dom, id, value, facts, scratch);
        }
        break;
      case names::kClass:
        if (tag != names::kMeta && IsByline(value) && SpeaksForPage(dom, id)) {
          ReadByline(dom, id, facts, scratch);
        }
        break;
      default:
        break;
    }
  }
}

bool MetadataReader::Impl::SpeaksForPage(const html::Dom& dom, html::NodeId id) {
  return InDocument(dom, id) && !places.InComments(id);
}

void MetadataReader::Impl::ReadText(const html::Dom& dom, html::NodeId id) {
  if (!IsReadText(dom, id)) return;
  const std::string_view raw = dom.text(id);
  visible.ReadText(raw, id, page_memory);
  const std::string_view text = simd::WithoutBlanksBefore(raw, page_memory);
  if (MaySign(text)) ReadSigningText(dom, id, text, facts, scratch);
}

void MetadataReader::Impl::ReadNamed(const html::Dom& dom, html::NodeId id) {
  const html::Node& node = dom.node(id);
  if (node.name == names::kLink) return ReadLink(dom, id);
  if (node.name == names::kScript &&
      (node.first_child == html::kNoNode || !IsJsonLd(dom.attribute(id, names::kType)))) {
    return;
  }
  if (!InDocument(dom, id)) return;
  if (node.name == names::kMeta) {
    ReadMetaTag(dom, id, facts);
  } else if (node.name == names::kScript) {
    json_ld.Read(dom.text(node.first_child), facts);
  } else if (node.name == names::kTime) {
    ReadTime(dom, id, visible, scratch);
  } else {
    ReadElement(dom, id, facts, page, scratch);
    if (node.name == names::kH1) visible.SetHeading(id);
    if (node.name == names::kHtml) visible.SetOrder(DayOrderOf(page.html_lang));
  }
}

std::string_view MetadataReader::Impl::Resolve(std::string_view reference) {
  if (!resolved.Resolve(reference, base_url) || !resolved.is_web()) return {};
  return resolved.href();
}

void MetadataReader::Impl::ChooseFirstUrl(Field field, SourcedValue& chosen) {
  for (const Fact& fact : facts.Of(field)) {
    const std::string_view url = Resolve(facts.Value(fact));
    if (!url.empty()) return Assign(url, fact.source, ConfidenceOf(fact.rank), chosen);
  }
}

void MetadataReader::Impl::ChooseTranslations() {
  for (const Fact& fact : facts.Of(Field::kTranslation)) {
    if (metadata.translations.size() >= kMaxTranslations) return;
    const std::string_view value = facts.Value(fact);
    const size_t space = value.find(' ');
    if (space == value.npos) continue;
    const std::string_view language = value.substr(0, space);
    const std::string_view url = Resolve(value.substr(space + 1));
    const auto same = [&](const Translation& other) {
      return other.language == language && other.url == url;
    };
    if (url.empty() ||
        std::any_of(metadata.translations.begin(), metadata.translations.end(), same)) {
      continue;
    }
    metadata.translations.push_back({std::string(language), std::string(url)});
  }
}

void MetadataReader::Impl::ChooseFirst(Field field, SourcedValue& chosen) {
  const std::span<const Fact> found = facts.Of(field);
  if (found.empty()) return;
  const Fact& fact = found.front();
  Assign(facts.Value(fact), fact.source, ConfidenceOf(fact.rank), chosen);
}

std::string_view MetadataReader::Impl::FirstOf(Field field) {
  const std::span<const Fact> found = facts.Of(field);
  return found.empty() ? std::string_view() : facts.Value(found.front());
}

// An address, or else words.
void MetadataReader::Impl::ChooseLicense() {
  for (const Fact& fact : facts.Of(Field::kLicense)) {
    metadata.license = Resolve(facts.Value(fact));
    if (!metadata.license.empty()) return;
  }
  metadata.license = FirstOf(Field::kLicense);
}

void MetadataReader::Impl::SettleUrls() {
  if (!base_url.Resolve(page.base_href, page_url)) base_url = page_url;
  if (page.base_href.empty()) base_url = page_url;
  metadata.base_url = base_url.href();
  ChooseFirstUrl(Field::kCanonical, metadata.canonical_url);
  SourcedValue& canonical = metadata.canonical_url;
  if (!page_url.is_web()) {
    metadata.hostname = url::Hostname(canonical.value);
    return;
  }
  metadata.hostname = page_url.host();
  const bool elsewhere = !canonical.value.empty() && resolved.host() != page_url.host();
  if (elsewhere) canonical.confidence *= kElsewhere;
}

void MetadataReader::Impl::Choose(const html::Dom* dom, const PageContext& context) {
  SettleUrls();
  const std::array<std::string_view, 2> own = {metadata.canonical_url.value, page_url.href()};
  json_ld.Finish(own, facts);

  sites.clear();
  for (const Fact& fact : facts.Of(Field::kSite)) sites.push_back(facts.Value(fact));
  ChooseFirst(Field::kSite, metadata.sitename);

  title_chooser.Choose(facts,
                       {.sites = sites,
                        .hostname = metadata.hostname,
                        .url = page_url.href(),
                        .dom = dom,
                        .lesser_headings = lesser_headings},
                       title);
  std::swap(metadata.title, title.title);
  metadata.titles.swap(title.candidates);
  author_chooser.Choose(facts,
                        {.sites = sites,
                         .hostname = metadata.hostname,
                         .url = page_url.href(),
                         .title = metadata.title.value,
                         .dom = dom,
                         .places = &places,
                         .heading = title.heading,
                         .seen = visible.dates(),
                         .long_texts = visible.long_texts()},
                        authors);
  metadata.authors.swap(authors.names);
  metadata.authors_source.swap(authors.source);
  metadata.authors_confidence = authors.confidence;
  date_chooser.Choose(facts,
                      {.url = page_url.href(),
                       .fetch_date = context.fetch_date,
                       .language = page.html_lang,
                       .dom = dom,
                       .places = &places,
                       .heading = title.heading,
                       .seen = visible.dates(),
                       .long_texts = visible.long_texts()},
                      dates);
  std::swap(metadata.date_published, dates.published);
  std::swap(metadata.date_modified, dates.modified);
  ChooseLabels(facts, Field::kTag, metadata.tags);
  ChooseLabels(facts, Field::kCategory, metadata.categories);
  ChooseTranslations();
  ChooseFirst(Field::kDescription, metadata.description);
  ChooseFirstUrl(Field::kImage, metadata.image);
  ChooseLicense();
  metadata.og_type = FirstOf(Field::kType);
  metadata.html_lang = page.html_lang;
}

MetadataReader::MetadataReader() : impl_(std::make_unique<Impl>()) {}
MetadataReader::~MetadataReader() = default;
MetadataReader::MetadataReader(MetadataReader&&) noexcept = default;
MetadataReader& MetadataReader::operator=(MetadataReader&&) noexcept = default;

const Metadata& MetadataReader::Read(const html::Dom& dom, const PageContext& context) {
  impl_->Reset(&dom, context);
  impl_->places.Start(dom);
  impl_->Walk(dom);
  impl_->Choose(&dom, context);
  return impl_->metadata;
}

const Metadata& MetadataReader::ReadUrl(const PageContext& context) {
  impl_->Reset(nullptr, context);
  impl_->SettleUrls();
  return impl_->metadata;
}

std::span<const TitleCandidate> MetadataReader::titles() const {
  return impl_->title_chooser.candidates();
}

std::span<const AuthorCandidate> MetadataReader::authors() const {
  return impl_->author_chooser.candidates();
}

std::span<const DateCandidate> MetadataReader::dates() const {
  return impl_->date_chooser.candidates();
}

}  // namespace tamis::metadata
