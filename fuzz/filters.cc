// Fuzz: any bytes
//   (a) as a TOML file of filters give a chain, or an error whose place lies in the file; a chain
//       without files loads or is refused, and loads to the same texts each time;
//   (b) as an entry of a list have a form that is its own form, and a URL whose form is in the
//       list of URLs is found there, whatever it is;
//   (c) as a URL never crash a filter, and every reason is one of the six.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/filters/chain.h"
#include "pipeline/filters/url_filter.h"
#include "pipeline/filters/url_list.h"
#include "tamis/filters.h"

namespace {

using tamis::FilterChain;
using tamis::Result;
using tamis::UrlFilter;
using tamis::pipeline::Chain;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/filters: %s\n", what);
  std::abort();
}

bool NamesFiles(const FilterChain& chain) {
  return std::any_of(chain.steps.begin(), chain.steps.end(), [](const tamis::FilterStep& step) {
    const auto* url = std::get_if<UrlFilter>(&step.rules);
    return url != nullptr &&
           !(url->domain_files.empty() && url->url_files.empty() && url->hard_word_files.empty() &&
             url->soft_word_files.empty() && url->subword_files.empty() && url->list_files.empty());
  });
}

void CheckToml(std::string_view toml) {
  const Result<FilterChain> chain = tamis::ParseFilterChain(toml, "f");
  if (!chain.ok()) {
    size_t line = 0;
    Require(std::sscanf(chain.status().message().c_str(), "f:%zu:", &line) == 1, "no place");
    const auto lines = static_cast<size_t>(std::count(toml.begin(), toml.end(), '\n')) + 1;
    Require(line >= 1 && line <= lines, "a place outside the file");
    return;
  }
  if (NamesFiles(*chain)) return;
  const Result<Chain> first = Chain::Load(*chain);
  const Result<Chain> second = Chain::Load(*chain);
  Require(first.ok() == second.ok(), "loads once");
  if (first.ok()) Require(first->texts() == second->texts(), "texts differ");
}

void CheckForms(std::string_view text) {
  using tamis::pipeline::DomainForm;
  using tamis::pipeline::WordForm;
  tamis::pipeline::StringSet set;
  if (tamis::pipeline::AddEntry(text, tamis::pipeline::ListKind::kDomains, set).ok()) {
    const std::string domain = DomainForm(text);
    Require(DomainForm(domain) == domain, "the form of a domain has another form");
  }
  const std::string word = WordForm(text);
  Require(WordForm(word) == word, "the form of a word has another form");
}

void CheckUrl(std::string_view url) {
  UrlFilter rules{.domains = {"example.com", "org"},
                  .hard_words = {"casino", "a"},
                  .soft_words = {"b", "c", "d"},
                  .subwords = {"ee", "fgh"}};
  if (url.find('\n') == std::string_view::npos) rules.urls.emplace_back(url);
  const auto filter = tamis::pipeline::MakeFilter(rules);
  Require(filter.ok(), "no filter");
  tamis::document::RowContext row;
  row.url = url;
  const std::string_view reason = (*filter)->Verdict(tamis::Document(), row);
  constexpr std::string_view kReasons[] = {"",
                                           "domain",
                                           "subdomain",
                                           "url",
                                           "hard_blacklisted",
                                           "soft_blacklisted",
                                           "blacklisted_subword"};
  Require(std::find(std::begin(kReasons), std::end(kReasons), reason) != std::end(kReasons),
          "an unknown reason");
  const bool trimmed = url.empty() || (static_cast<unsigned char>(url.front()) > ' ' &&
                                       static_cast<unsigned char>(url.back()) > ' ');
  if (!rules.urls.empty() && trimmed && !tamis::pipeline::UrlForm(url).empty()) {
    Require(!reason.empty(), "a listed URL is not found");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  CheckToml(text);
  CheckForms(text);
  CheckUrl(text);
  return 0;
}
