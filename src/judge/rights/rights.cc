// Statements are added in order of precedence, and of a value the first one stands: header before
// page; in the page meta tags in order. Robots directives only ever restrict, so all are joined.

#include "judge/rights/rights.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/unicode/utf8.h"
#include "judge/rights/license.h"
#include "judge/rights/robots.h"
#include "url/url.h"

namespace tamis::judge {
namespace {

namespace names = html::names;

constexpr size_t kMaxClaims = 64;
constexpr size_t kMaxValue = 256;
constexpr size_t kMaxName = 40;
constexpr size_t kMaxField = 8192;  // bytes looked at of an HTTP field

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

// The first kMaxValue bytes, whole characters only.
std::string_view Cut(std::string_view text) {
  if (text.size() <= kMaxValue) return text;
  size_t end = kMaxValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

struct Statement {
  std::string_view source;
  std::string_view agent = {};
  std::string_view value = {};
  uint32_t begin = 0;
  uint32_t end = 0;
};

void Claim(const Statement& said, Rights& rights) {
  if (rights.claims.size() >= kMaxClaims) return;
  rights.claims.push_back({.source = std::string(said.source),
                           .agent = std::string(said.agent),
                           .value = std::string(Cut(Trim(said.value))),
                           .html_begin = said.begin,
                           .html_end = said.end});
}

// "1" reserves, "0" does not; anything else says nothing.
void SetTdm(std::string_view value, Rights& rights) {
  value = Trim(value);
  if (rights.tdm_reserved != Said::kNothing || (value != "0" && value != "1")) return;
  rights.tdm_reserved = value == "1" ? Said::kYes : Said::kNo;
}

void SetTdmPolicy(std::string_view value, Rights& rights) {
  if (rights.tdm_policy.empty()) rights.tdm_policy = Cut(Trim(value));
}

void SetLicense(std::string_view url, std::string_view source, Rights& rights) {
  url = Trim(url);
  if (!rights.license_url.empty() || url.empty() || url.size() > 2048) return;
  rights.license_url = url;
  rights.license_source = source;
  CreativeCommons cc = ReadCreativeCommons(url);
  rights.license_kind = std::move(cc.kind);
  rights.license_version = std::move(cc.version);
  rights.license_jurisdiction = std::move(cc.jurisdiction);
}

// <https://a.example/licence>; rel="license", <...>; ...   RFC 8288
void ReadLinkField(std::string_view value, Rights& rights) {
  while (!value.empty()) {
    const size_t open = value.find('<');
    const size_t close = open == value.npos ? value.npos : value.find('>', open);
    if (close == value.npos) return;
    const size_t next = std::min(value.find('<', close), value.size());
    const std::string_view parameters = value.substr(close + 1, next - close - 1);
    const std::string_view target = value.substr(open + 1, close - open - 1);
    const size_t rel = parameters.find("rel");
    if (rel != parameters.npos && ContainsIgnoringCase(parameters.substr(rel), "license")) {
      Claim({.source = "http:link", .value = target}, rights);
      SetLicense(target, "http:link", rights);
    }
    value.remove_prefix(next);
  }
}

std::string_view LowerName(std::string_view name, std::array<char, kMaxName>& buffer) {
  if (name.size() > kMaxName) return {};
  std::transform(name.begin(), name.end(), buffer.begin(), ToAsciiLower);
  return {buffer.data(), name.size()};
}

void ReadMeta(const html::Dom& dom, html::NodeId id, Rights& rights) {
  std::string_view raw_name, value;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    if (attribute.name == names::kName) raw_name = dom.value(attribute);
    if (attribute.name == names::kHttpEquiv && raw_name.empty()) raw_name = dom.value(attribute);
    if (attribute.name == names::kContent) value = dom.value(attribute);
  }
  std::array<char, kMaxName> buffer;
  const std::string_view name = LowerName(Trim(raw_name), buffer);
  if (name.empty() || value.empty()) return;
  std::string_view agent;
  const bool robots = name == "x-robots-tag" || RobotsAgent(name, agent);
  const bool reservation = name == "tdm-reservation";
  const bool policy = name == "tdm-policy";
  if ((!robots && !reservation && !policy) || !InDocument(dom, id)) return;
  if (robots) AddRobots(value, agent, name == "x-robots-tag", rights);
  if (reservation) SetTdm(value, rights);
  if (policy) SetTdmPolicy(value, rights);
  const std::string source = "meta:" + std::string(name);
  Claim({.source = source,
         .agent = agent,
         .value = value,
         .begin = dom.node(id).source_begin,
         .end = dom.node(id).source_end},
        rights);
}

// Where a link to a licence stands: its tag, then the classes and ids above it.
enum class LinkPlace : uint8_t { kPage, kFooter, kFigure };

LinkPlace PlaceOf(const html::Dom& dom, html::NodeId id) {
  static constexpr std::string_view kFoot[] = {"foot", "copyright", "licen", "legal", "rights"};
  for (uint32_t level = 0; id != html::kNoNode && id != html::kDocumentNode && level < 32;
       ++level) {
    const html::Node& node = dom.node(id);
    if (node.name == names::kFigure || node.name == names::kFigcaption) return LinkPlace::kFigure;
    if (node.name == names::kFooter) return LinkPlace::kFooter;
    if (node.name != names::kBody && node.name != names::kHtml) {
      for (const html::Attribute& attribute : dom.attributes(id)) {
        if (attribute.name != names::kClass && attribute.name != names::kId) continue;
        for (const std::string_view word : kFoot) {
          if (ContainsIgnoringCase(dom.value(attribute), word)) return LinkPlace::kFooter;
        }
      }
    }
    id = node.parent;
  }
  return LinkPlace::kPage;
}

struct LicenseLinks {
  html::NodeId declared = html::kNoNode;  // link rel=license
  html::NodeId marked = html::kNoNode;    // a rel=license
  html::NodeId footer = html::kNoNode;    // a link to a deed in the footer
  bool any_rel = false;                   // rel=license anywhere, on pictures too
  bool marked_agree = true;               // all of the kind name one address
  bool footer_agree = true;
};

LicenseLinks SortLicenseLinks(const html::Dom& dom, const PageScan& scan) {
  LicenseLinks links;
  const auto note = [&](html::NodeId id, html::NodeId& first, bool& agree) {
    if (first == html::kNoNode) first = id;
    agree &= dom.attribute(first, names::kHref) == dom.attribute(id, names::kHref);
  };
  for (const html::NodeId id : scan.license_links) {
    if (!InDocument(dom, id)) continue;
    const bool rel = ContainsIgnoringCase(dom.attribute(id, names::kRel), "license");
    if (dom.node(id).name == names::kLink) {
      if (rel && links.declared == html::kNoNode) links.declared = id;
      continue;
    }
    links.any_rel |= rel;
    const LinkPlace place = PlaceOf(dom, id);
    if (place == LinkPlace::kFigure) continue;
    if (rel) {
      note(id, links.marked, links.marked_agree);
    } else if (place == LinkPlace::kFooter &&
               ReadCreativeCommons(dom.attribute(id, names::kHref)).known()) {
      note(id, links.footer, links.footer_agree);
    }
  }
  return links;
}

void ReadLicense(const html::Dom& dom, const metadata::Metadata& metadata, Rights& rights) {
  const auto take = [&](html::NodeId id, std::string_view source) {
    if (id == html::kNoNode) return;  // as on nearly all pages
    url::Url base, target;
    if (!base.Parse(metadata.base_url)) base.Clear();
    const std::string_view href = Trim(dom.attribute(id, names::kHref));
    Claim({.source = source,
           .value = href,
           .begin = dom.node(id).source_begin,
           .end = dom.node(id).source_end},
          rights);
    SetLicense(target.Resolve(href, base) ? std::string_view(target.href()) : href, source, rights);
  };
  const LicenseLinks links = SortLicenseLinks(dom, metadata.scan);
  take(links.declared, "link:license");
  // Metadata reads the same links, and does not tell which one it took.
  if (!metadata.license.empty() && !links.any_rel && links.declared == html::kNoNode) {
    Claim({.source = "metadata:license", .value = metadata.license}, rights);
    SetLicense(metadata.license, "metadata:license", rights);
  }
  // Several licences on a page are those of its parts.
  if (links.marked_agree) take(links.marked, "a:license");
  if (links.footer_agree) take(links.footer, "a:creativecommons");
}

// `name` in lower case.
void ReadField(std::string_view name, std::string_view value, Rights& rights) {
  if (name == "link") return ReadLinkField(value, rights);
  std::array<char, kMaxName> buffer;
  std::string_view agent;
  if (name == "x-robots-tag") {
    AddRobots(value, {}, true, rights);
    const std::string_view trimmed = Trim(value);
    if (const size_t prefix = AgentPrefix(trimmed); prefix != 0) {
      agent = LowerName(Trim(trimmed.substr(0, prefix - 1)), buffer);
    }
  } else if (name == "tdm-reservation") {
    SetTdm(value, rights);
  } else if (name == "tdm-policy") {
    SetTdmPolicy(value, rights);
  } else {
    AddUsage(value, rights);
  }
  const std::string source = "http:" + std::string(name);
  Claim({.source = source, .agent = agent, .value = value}, rights);
}

}  // namespace

bool AddUsage(std::string_view list, Rights& rights) {
  bool understood = false;
  while (!list.empty()) {
    const size_t comma = std::min(list.find_first_of(",;"), list.size());
    const std::string_view item = Trim(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    const size_t equals = item.find('=');
    if (equals == item.npos) continue;
    const std::string_view key = Trim(item.substr(0, equals));
    const std::string_view value = Trim(item.substr(equals + 1));
    const bool yes = EqualsIgnoringCase(value, "yes") || EqualsIgnoringCase(value, "y");
    const bool no = EqualsIgnoringCase(value, "no") || EqualsIgnoringCase(value, "n");
    Said* said = EqualsIgnoringCase(key, "search")     ? &rights.search
                 : EqualsIgnoringCase(key, "ai-input") ? &rights.ai_input
                 : EqualsIgnoringCase(key, "ai-train") || EqualsIgnoringCase(key, "train-ai")
                     ? &rights.ai_train
                     : nullptr;
    if (said == nullptr || (!yes && !no)) continue;
    understood = true;
    if (*said == Said::kNothing) *said = yes ? Said::kYes : Said::kNo;
  }
  return understood;
}

void ReadHeaderRights(std::span<const HttpField> fields, Rights& rights) {
  static constexpr std::string_view kNames[] = {"x-robots-tag",   "tdm-reservation", "tdm-policy",
                                                "content-signal", "content-usage",   "link"};
  std::string value;
  for (const HttpField& field : fields) {
    const auto name = std::find_if(std::begin(kNames), std::end(kNames), [&](std::string_view n) {
      return EqualsIgnoringCase(field.name, n);
    });
    if (name == std::end(kNames)) continue;
    value.clear();
    AppendUtf8Lossy(field.value.substr(0, kMaxField), value);
    ReadField(*name, value, rights);
  }
}

void ReadPageRights(const html::Dom& dom, const metadata::Metadata& metadata, Rights& rights) {
  for (const html::NodeId id : metadata.scan.metas) ReadMeta(dom, id, rights);
  ReadLicense(dom, metadata, rights);
}

}  // namespace tamis::judge
