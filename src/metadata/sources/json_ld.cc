#include "metadata/sources/json_ld.h"

#include <algorithm>

namespace tamis::metadata {
namespace {

using json::Kind;

constexpr uint32_t kNone = 0;  // the root is nobody's member
constexpr size_t kMaxBytes = 1u << 20;
constexpr size_t kMaxTop = 256;
constexpr size_t kMaxArticles = 2;  // unmatched ones; more of them make a list of other pages

constexpr std::string_view kArticles[] = {
    "BlogPosting",
    "CreativeWork",
    "DiscussionForumPosting",
    "HowTo",
    "LiveBlogPosting",
    "Question",
    "Recipe",
    "Report",
    "Review",
    "SocialMediaPosting",
    "Thesis",
};
constexpr std::string_view kThings[] = {
    "Book",        "Course",  "Event",        "JobPosting",
    "Movie",       "Product", "ProductGroup", "SoftwareApplication",
    "VideoObject",
};
constexpr std::string_view kOrganizations[] = {
    "Organization",        "NewsMediaOrganization",   "Corporation", "LocalBusiness",
    "CollegeOrUniversity", "EducationalOrganization", "OnlineStore", "GovernmentOrganization",
};

template <size_t N>
bool Contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// "http://schema.org/Article" and "schema:Article" to "Article".
std::string_view LocalName(std::string_view type) {
  const size_t cut = type.find_last_of("/:#");
  return cut == type.npos ? type : type.substr(cut + 1);
}

// What two spellings of a page's URL share: no scheme, "www.", query, fragment, closing slash.
std::string_view Essence(std::string_view url) {
  if (const size_t scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

}  // namespace

void JsonLdReader::Reset() {
  articles_.clear();
  bytes_left_ = kMaxBytes;
}

// The member's index, or kNone.
uint32_t JsonLdReader::Member(uint32_t node, std::string_view key) const {
  if (nodes_[node].kind != Kind::kObject) return kNone;
  for (uint32_t i = node + 1; i < nodes_[node].end; i = nodes_[i].end) {
    if (nodes_[i].key == key) return i;
  }
  return kNone;
}

// An object that only names another by @id stands for that one.
uint32_t JsonLdReader::Resolve(uint32_t node) const {
  const uint32_t id = Member(node, "@id");
  if (id == kNone || Member(node, "name") != kNone || Member(node, "url") != kNone) return node;
  for (const uint32_t top : top_) {
    const uint32_t other = Member(top, "@id");
    if (other != kNone && nodes_[other].text == nodes_[id].text) return top;
  }
  return node;
}

JsonLdReader::Type JsonLdReader::TypeOf(uint32_t node) const {
  const uint32_t member = Member(node, "@type");
  if (member == kNone) return Type::kOther;
  Type best = Type::kOther;
  for (uint32_t i = member; i < nodes_[member].end; ++i) {
    if (nodes_[i].kind != Kind::kString) continue;
    const std::string_view name = LocalName(nodes_[i].text);
    Type type = Type::kOther;
    if (name.ends_with("Article") || Contains(kArticles, name)) type = Type::kArticle;
    if (name.ends_with("Page")) type = Type::kPage;
    if (Contains(kThings, name)) type = Type::kThing;
    if (name == "WebSite") type = Type::kSite;
    if (Contains(kOrganizations, name)) type = Type::kOrganization;
    if (name == "Person") return Type::kOther;  // who may call himself an organization, too
    if (best == Type::kOther || type == Type::kArticle) best = type;
  }
  return best;
}

void JsonLdReader::Read(std::string_view script, Facts& facts) {
  if (script.size() > bytes_left_) return;
  bytes_left_ -= script.size();
  const auto tree = tree_.ReadTolerant(script);
  if (!tree.ok()) return;
  nodes_ = *tree;

  // The list grows while it is walked: graphs and main entities hold further objects.
  top_.assign(1, 0);
  for (size_t k = 0; k < top_.size(); ++k) {
    const uint32_t node = top_[k];
    const auto push_children = [&](uint32_t parent) {
      for (uint32_t i = parent + 1; i < nodes_[parent].end && top_.size() < kMaxTop;
           i = nodes_[i].end) {
        if (nodes_[i].kind == Kind::kObject) top_.push_back(i);
      }
    };
    if (nodes_[node].kind == Kind::kArray) {
      push_children(node);
    } else {
      if (const uint32_t graph = Member(node, "@graph")) push_children(graph);
      const uint32_t entity = Member(node, "mainEntity");
      if (entity != kNone && nodes_[entity].kind == Kind::kObject) top_.push_back(entity);
    }
  }
  for (const uint32_t node : top_) ReadTop(node, facts);
}

void JsonLdReader::ReadTop(uint32_t node, Facts& facts) {
  switch (TypeOf(node)) {
    case Type::kArticle:
      return ReadArticle(node, facts);
    case Type::kPage:
      ReadWork(node, Type::kPage, facts);
      if (const uint32_t work = Member(node, "mainEntityOfPage")) {
        if (TypeOf(work) == Type::kArticle) ReadArticle(work, facts);
      }
      return;
    case Type::kThing:
      return ReadWork(node, Type::kThing, facts);
    case Type::kSite:
      return AddNames(Member(node, "name"), Field::kSite, 2, "json-ld:WebSite.name", facts);
    case Type::kOrganization:
      return AddNames(Member(node, "name"), Field::kSite, 4, "json-ld:Organization.name", facts);
    case Type::kOther:
      return;
  }
}

void JsonLdReader::ReadArticle(uint32_t node, Facts& facts) {
  Article article{facts.size(), 0, std::string(UrlOf(node))};
  ReadWork(node, Type::kArticle, facts);
  article.end = facts.size();
  if (article.end != article.begin) articles_.push_back(std::move(article));
}

std::string_view JsonLdReader::UrlOf(uint32_t node) const {
  for (const std::string_view key : {"url", "mainEntityOfPage", "@id"}) {
    uint32_t member = Member(node, key);
    if (member != kNone && nodes_[member].kind == Kind::kObject) member = Member(member, "@id");
    if (member != kNone && nodes_[member].kind == Kind::kString) return nodes_[member].text;
  }
  return {};
}

// A creative work. Things that are shown rather than written date and author themselves, not the
// page; and the datePublished of a WebPage may be when the site's software made it: on pages of
// services and products it is there without any reader's date, so it has a source of its own.
void JsonLdReader::ReadWork(uint32_t node, Type type, Facts& facts) {
  const Rank rank = type == Type::kArticle ? 0 : type == Type::kThing ? 2 : 3;
  const uint32_t headline = Member(node, "headline");
  AddText(headline, Field::kTitle, rank, "json-ld:headline", facts);
  if (headline == kNone) AddText(Member(node, "name"), Field::kTitle, rank, "json-ld:name", facts);
  AddText(Member(node, "description"), Field::kDescription, rank, "json-ld:description", facts);
  AddUrls(Member(node, "image"), Field::kImage, rank, "json-ld:image", facts);
  AddUrls(Member(node, "license"), Field::kLicense, rank, "json-ld:license", facts);
  if (type == Type::kThing) return;
  AddNames(Member(node, "author"), Field::kAuthor, rank, "json-ld:author", facts);
  AddNames(Member(node, "creator"), Field::kAuthor, rank + 1, "json-ld:creator", facts);
  if (type == Type::kArticle) {
    AddText(Member(node, "datePublished"), Field::kPublished, rank, "json-ld:datePublished", facts);
    AddText(Member(node, "dateCreated"), Field::kPublished, rank + 1, "json-ld:dateCreated", facts);
  } else {
    AddText(Member(node, "datePublished"), Field::kPublished, rank, "json-ld:WebPage.datePublished",
            facts);
  }
  AddText(Member(node, "dateModified"), Field::kModified, rank, "json-ld:dateModified", facts);
  AddNames(Member(node, "publisher"), Field::kSite, 2, "json-ld:publisher", facts);
  AddNames(Member(node, "articleSection"), Field::kCategory, rank, "json-ld:articleSection", facts);
  AddNames(Member(node, "keywords"), Field::kTag, rank, "json-ld:keywords", facts);
}

void JsonLdReader::AddText(uint32_t node, Field field, Rank rank, std::string_view source,
                           Facts& facts) {
  if (node == kNone) return;
  const json::Node& value = nodes_[node];
  if (value.kind == Kind::kString) facts.Add(field, rank, source, value.text);
  if (value.kind != Kind::kArray || value.end == node + 1) return;
  if (nodes_[node + 1].kind == Kind::kString) facts.Add(field, rank, source, nodes_[node + 1].text);
}

// A string, an object with a name, or a list of these.
void JsonLdReader::AddNames(uint32_t node, Field field, Rank rank, std::string_view source,
                            Facts& facts) {
  if (node == kNone) return;
  const bool list = nodes_[node].kind == Kind::kArray;
  const uint32_t end = nodes_[node].end;
  for (uint32_t i = list ? node + 1 : node; i < end; i = nodes_[i].end) {
    if (nodes_[i].kind == Kind::kString) {
      facts.Add(field, rank, source, nodes_[i].text);
    } else if (nodes_[i].kind == Kind::kObject) {
      const uint32_t object = Resolve(i);
      AddText(Member(object, "name"), field, rank, source, facts);
    }
  }
}

// A string, an object with a URL, or a list of these, of which the first counts.
void JsonLdReader::AddUrls(uint32_t node, Field field, Rank rank, std::string_view source,
                           Facts& facts) {
  if (node == kNone) return;
  if (nodes_[node].kind == Kind::kArray) {
    if (nodes_[node].end == node + 1) return;
    ++node;
  }
  if (nodes_[node].kind == Kind::kObject) {
    const uint32_t object = Resolve(node);
    node = Member(object, "url");
    if (node == kNone) node = Member(object, "contentUrl");
    if (node == kNone) node = Member(object, "@id");
    if (node == kNone) return;
  }
  AddText(node, field, rank, source, facts);
}

void JsonLdReader::Finish(std::span<const std::string_view> urls, Facts& facts) {
  if (articles_.size() < 2) return;
  const auto matches = [&](const Article& article) {
    return !article.url.empty() && std::any_of(urls.begin(), urls.end(), [&](std::string_view url) {
      return !url.empty() && Essence(url) == Essence(article.url);
    });
  };
  const bool one = std::any_of(articles_.begin(), articles_.end(), matches);
  if (!one && articles_.size() <= kMaxArticles) return;
  for (auto article = articles_.rbegin(); article != articles_.rend(); ++article) {
    if (!one || !matches(*article)) facts.Remove(article->begin, article->end);
  }
}

}  // namespace tamis::metadata
