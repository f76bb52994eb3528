// What stands in the markup beside words: forms, services, names of classes, the shape of a page.

#include <algorithm>
#include <bit>

#include "base/simd/block16.h"
#include "extract/blocks/declared_types.h"
#include "judge/state/marks.h"
#include "judge/state/signals.h"
#include "metadata/stems.h"

namespace tamis::judge {
namespace {

namespace names = html::names;

constexpr size_t kMaxScriptBytes = 4096;  // of each inline script
constexpr size_t kMaxScripts = 24;
constexpr size_t kMaxAddress = 300;
constexpr size_t kMaxServiceBytes = 16384;  // searched for marks, on a page
constexpr uint32_t kMaxServiceWords = 300;  // on a page with more, a service guards a form
constexpr float kPassword = 4;
constexpr float kErrorClass = 4;    // body class "error404", as WordPress writes it
constexpr float kRefresh = 1;       // the page leads elsewhere by itself
constexpr float kEmptyRoot = 4;     // the element that a program fills is there, and empty
constexpr float kScriptDemand = 3;  // <noscript> asks for JavaScript
constexpr uint32_t kRefreshSeconds = 15;
constexpr float kChallengeAlone = 4;  // a check of the browser on a page without words
constexpr uint32_t kWordless = 10;

void AddPlace(const html::Dom& dom, html::NodeId id, Signal signal, std::vector<Signal>& signals) {
  signal.begin = dom.node(id).source_begin;
  signal.end = dom.node(id).source_end;
  signals.push_back(signal);
}

// The heaviest mark of each kind, and where it stands.
class Services {
 public:
  void Look(html::NodeId id, std::string_view text) {
    text = text.substr(0, bytes_left_);
    bytes_left_ -= text.size();
    const uint32_t changed = FindMarks(text, best_);
    for (size_t kind = 0; kind < kMarkKinds; ++kind) {
      if ((changed >> kind & 1) != 0) node_[kind] = id;
    }
  }

  void Give(const html::Dom& dom, const PageMeasures& measures,
            std::vector<Signal>& signals) const {
    static constexpr Signal kKinds[] = {{PageState::kBotWall, "challenge_service", 0, {}, 0, 0},
                                        {PageState::kParked, "parking_service", 0, {}, 0, 0},
                                        {PageState::kConsentWall, "consent_service", 0, {}, 0, 0}};
    for (size_t kind = 0; kind < kMarkKinds; ++kind) {
      if (best_[kind] == nullptr) continue;
      Signal signal = kKinds[kind];
      signal.weight = best_[kind]->weight;
      signal.value = best_[kind]->text;
      AddPlace(dom, node_[kind], signal, signals);
      if (signal.state == PageState::kBotWall && measures.visible_words <= kWordless) {
        signals.push_back({signal.state, "challenge_alone", kChallengeAlone, {}, 0, 0});
      }
    }
  }

 private:
  const Mark* best_[kMarkKinds] = {};
  html::NodeId node_[kMarkKinds] = {};
  size_t bytes_left_ = kMaxServiceBytes;
};

// Addresses and beginnings of scripts, frames and forms, and where the page leads by itself.
void AddServiceSignals(const html::Dom& dom, const PageScan& scan, const PageMeasures& measures,
                       std::vector<Signal>& signals) {
  if (measures.visible_words > kMaxServiceWords) return;
  Services services;
  const auto addresses = [&](const std::vector<html::NodeId>& list, html::NameId name) {
    for (size_t i = 0; i < std::min(list.size(), kMaxScripts); ++i) {
      services.Look(list[i], dom.attribute(list[i], name).substr(0, kMaxAddress));
    }
  };
  addresses(scan.scripts, names::kSrc);
  addresses(scan.frames, names::kSrc);
  addresses(scan.forms, names::kAction);
  for (const html::NodeId id : scan.metas) {
    if (EqualsIgnoringCase(dom.attribute(id, names::kHttpEquiv), "refresh")) {
      services.Look(id, dom.attribute(id, names::kContent).substr(0, kMaxAddress));
    }
  }
  for (size_t i = 0; i < std::min(scan.scripts.size(), kMaxScripts); ++i) {
    const html::NodeId child = dom.node(scan.scripts[i]).first_child;
    if (child == html::kNoNode) continue;
    services.Look(scan.scripts[i], dom.text(child).substr(0, kMaxScriptBytes));
  }
  services.Give(dom, measures, signals);
}

// <meta http-equiv=refresh content="0;url=...">
void AddRefreshSignals(const html::Dom& dom, const PageScan& scan, std::vector<Signal>& signals) {
  for (const html::NodeId id : scan.metas) {
    if (!EqualsIgnoringCase(dom.attribute(id, names::kHttpEquiv), "refresh")) continue;
    const std::string_view content = dom.attribute(id, names::kContent);
    uint32_t seconds = 0;
    for (const char c : content.substr(0, 6)) {
      if (c < '0' || c > '9') break;
      seconds = seconds * 10 + static_cast<uint32_t>(c - '0');
    }
    if (seconds > kRefreshSeconds) continue;
    AddPlace(dom, id, {PageState::kBotWall, "meta_refresh", kRefresh, {}, 0, 0}, signals);
    return;
  }
}

constexpr std::string_view kErrorClasses[] = {
    "error404",   "error-404", "page-404",       "page404",  "not-found", "notfound",
    "error-page", "errorpage", "page-not-found", "error500", "http-error"};
constexpr metadata::StemSet kErrorStems(kErrorClasses);

void AddErrorClass(const html::Dom& dom, html::NodeId id, std::vector<Signal>& signals) {
  const html::Node& node = dom.node(id);
  if ((node.flags & (html::kNodeHasClass | html::kNodeHasId)) == 0) return;
  for (const html::Attribute& attribute : dom.attributes(id)) {
    if (attribute.name != names::kClass && attribute.name != names::kId) continue;
    // All of them hold "404", "error" or "found".
    const std::string_view value = dom.value(attribute);
    if (!simd::MayHoldPairsInAnyCase<'4', '4', 'r', 'o'>(value) &&
        !simd::MayHoldPairsInAnyCase<'f', 'u', 'f', 'u'>(value)) {
      continue;
    }
    const uint64_t words = kErrorStems.In(value);
    if (words == 0) continue;
    signals.push_back({PageState::kSoftError, "error_class", kErrorClass,
                       kErrorClasses[std::countr_zero(words)], node.source_begin,
                       node.open_tag_end});
    return;
  }
}

bool IsAppRoot(const html::Dom& dom, html::NodeId id) {
  const std::string_view name = dom.attribute(id, names::kId);
  const bool known = std::any_of(std::begin(kAppRoots), std::end(kAppRoots),
                                 [&](std::string_view r) { return EqualsIgnoringCase(name, r); });
  return known || dom.name(id).find('-') != std::string_view::npos;  // <app-root>, <my-app>
}

// Children of <body>: the class of an error page, or an empty element that a program would fill.
void AddBodySignals(const html::Dom& dom, const PageScan& scan, const PageMeasures& measures,
                    std::vector<Signal>& signals) {
  if (scan.body == html::kNoNode) return;
  const size_t before = signals.size();
  AddErrorClass(dom, scan.body, signals);
  bool root = false;
  uint32_t children = 0;
  for (html::NodeId id = dom.node(scan.body).first_child; id != html::kNoNode && children < 64;
       id = dom.node(id).next_sibling, ++children) {
    const html::Node& node = dom.node(id);
    if (node.type != html::NodeType::kElement) continue;
    if (signals.size() == before) AddErrorClass(dom, id, signals);
    if (root || measures.visible_words > 40 || scan.scripts.empty() || !IsAppRoot(dom, id))
      continue;
    root = true;
    AddPlace(dom, id, {PageState::kJavascriptShell, "empty_root", kEmptyRoot, dom.name(id), 0, 0},
             signals);
  }
}

void AddNoscriptSignals(const StateInput& input, const PageMeasures& measures,
                        std::vector<Signal>& signals) {
  if (measures.visible_words > 200) return;
  for (const extract::PageBlock& block : input.extraction->blocks.blocks) {
    if (!block.in_noscript || block.words > 120) continue;
    const std::string_view text = input.extraction->blocks.Text(block);
    if (!ContainsIgnoringCase(text, "javascript")) continue;
    signals.push_back({PageState::kJavascriptShell, "noscript_demand", kScriptDemand, text,
                       block.html_begin, block.html_end});
    return;
  }
}

bool IsFrontPage(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return false;
  const size_t slash = url.find('/', scheme + 3);
  return slash == url.npos || slash + 1 == url.size();
}

}  // namespace

void AddMarkupSignals(const StateInput& input, const PageMeasures& measures,
                      std::vector<Signal>& signals) {
  if (input.dom == nullptr) return;
  const html::Dom& dom = *input.dom;
  const PageScan& scan = *input.scan;
  for (const html::NodeId id : scan.passwords) {
    if (!InDocument(dom, id)) continue;
    AddPlace(dom, id, {PageState::kLogin, "password_field", kPassword, {}, 0, 0}, signals);
    break;
  }
  AddServiceSignals(dom, scan, measures, signals);
  AddRefreshSignals(dom, scan, signals);
  AddBodySignals(dom, scan, measures, signals);
  AddNoscriptSignals(input, measures, signals);
}

void AddShapeSignals(const StateInput& input, const PageMeasures& measures,
                     std::vector<Signal>& signals) {
  const uint32_t words = measures.visible_words;
  const uint32_t scripts =
      input.scan == nullptr ? 0 : static_cast<uint32_t>(input.scan->scripts.size());
  if (words <= 3) {
    const float weight = scripts > 0 ? 5 : words == 0 ? 9 : 6;
    signals.push_back({PageState::kEmpty, "no_text", weight, {}, 0, 0});
    if (scripts > 0) {
      const float shell = 3 + std::min(4.0f, static_cast<float>(scripts));
      signals.push_back({PageState::kJavascriptShell, "scripts_without_text", shell, {}, 0, 0});
    }
  } else if (words < 60 && scripts >= 2) {
    signals.push_back({PageState::kJavascriptShell, "scripts_without_text", 1, {}, 0, 0});
  }
  const float share = measures.link_share();
  if (measures.link_blocks >= 15 && share > .5f) {
    signals.push_back({PageState::kIndexPage, "link_share", 10 * (share - .5f), {}, 0, 0});
    if (measures.link_blocks >= 40) {
      signals.push_back({PageState::kIndexPage, "many_links", 1, {}, 0, 0});
    }
    if (IsFrontPage(input.context->url)) {
      signals.push_back({PageState::kIndexPage, "front_page", 1, {}, 0, 0});
    }
    const bool lists = input.extraction->page_type == PageType::kListing ||
                       input.extraction->page_type == PageType::kCollection;
    if (lists && input.extraction->page_type_score > .5f) {
      signals.push_back({PageState::kIndexPage, "page_type", 1, "listing", 0, 0});
    }
    if ((input.extraction->blocks.declared & extract::kDeclaresArticle) != 0) {
      signals.push_back({PageState::kIndexPage, "declared_article", -3, {}, 0, 0});
    }
  }
}

}  // namespace tamis::judge
