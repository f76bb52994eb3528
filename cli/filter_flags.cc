#include "filter_flags.h"

#include <algorithm>
#include <utility>

#include "tamis/page_state.h"
#include "tamis/rights.h"

namespace tamis::cli {
namespace {

std::vector<std::string> RightsRuleNames() {
  std::vector<std::string> names;
  for (size_t i = 0; i < kRightsRuleCount; ++i) {
    names.emplace_back(RightsRuleName(static_cast<RightsRule>(i)));
  }
  return names;
}

std::vector<std::string> PageStateNames() {
  std::vector<std::string> names;
  for (size_t i = 0; i < kPageStateCount; ++i) {
    names.emplace_back(PageStateName(static_cast<PageState>(i)));
  }
  return names;
}

// A bit for each of `chosen`, by its place in `names`.
uint32_t BitsOf(const std::vector<std::string>& chosen, const std::vector<std::string>& names) {
  uint32_t bits = 0;
  for (const std::string& name : chosen) {
    bits |= 1u << (std::find(names.begin(), names.end(), name) - names.begin());
  }
  return bits;
}

CLI::Option* AddCount(CLI::App& app, const char* flag, uint32_t& value, const char* help) {
  return app.add_option(flag, value, help)
      ->check(CLI::Range(0, 1'000'000'000).description(""))
      ->type_name("N")
      ->capture_default_str();
}

}  // namespace

void FilterFlags::AddTo(CLI::App& app) {
  app.add_option("--filters", file_,
                 "A TOML file of [[filter]] tables, with their order and limits; in place of the "
                 "flags that follow")
      ->type_name("FILE");
  app.add_option("--url-filters", url_lists_,
                 "Remove pages by lists of domains and URLs, one a line, .gz or .zst; a list "
                 "with commas")
      ->delimiter(',')
      ->type_name("FILES");
  app.add_option("--respect-rights", rights_,
                 "Remove pages whose publisher says so: noindex, noarchive, nosnippet, noai, "
                 "noimageai, tdm, ai-train, ai-input")
      ->delimiter(',')
      ->check(CLI::IsMember(RightsRuleNames()).description(""))
      ->type_name("NAMES");
  std::vector<std::string> states = PageStateNames();
  states.erase(states.begin());  // "ok"
  app.add_option("--drop-states", states_,
                 "Remove pages that are soft_error, consent_wall, bot_wall, login, paywall, "
                 "parked, javascript_shell, index_page, empty")
      ->delimiter(',')
      ->check(CLI::IsMember(std::move(states)).description(""))
      ->type_name("NAMES");
  app.add_option("--languages", language_.languages,
                 "Keep pages in these languages, such as en,de; remove the others")
      ->delimiter(',')
      ->type_name("CODES");
  app.add_option("--min-language-score", language_.min_score,
                 "With --languages: remove pages whose language is less sure")
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("P")
      ->capture_default_str();
  AddCount(app, "--min-chars", length_.min_chars, "Remove texts of fewer characters");
  AddCount(app, "--max-chars", length_.max_chars, "Remove texts of more; 0: no limit");
  AddCount(app, "--min-words", length_.min_words, "Remove texts of fewer words");
  AddCount(app, "--max-words", length_.max_words, "Remove texts of more; 0: no limit");
  app.add_option("--filter", presets_,
                 "Remove pages that break the rules of gopher, c4, fineweb; a list with commas")
      ->delimiter(',')
      ->check(CLI::IsMember({"gopher", "c4", "fineweb"}).description(""))
      ->type_name("NAMES");
}

FilterChain FilterFlags::FromFlags() const {
  FilterChain chain;
  const auto add = [&chain](FilterRules rules) {
    chain.steps.push_back({.rules = std::move(rules)});
  };
  const auto preset = [this](const char* name) {
    return std::find(presets_.begin(), presets_.end(), name) != presets_.end();
  };
  if (!url_lists_.empty()) add(UrlFilter{.list_files = url_lists_});
  if (!rights_.empty()) add(RightsFilter{.rules = BitsOf(rights_, RightsRuleNames())});
  if (!states_.empty()) add(PageStateFilter{.states = BitsOf(states_, PageStateNames())});
  if (!language_.languages.empty()) add(language_);
  const LengthFilter& length = length_;
  if ((length.min_chars | length.max_chars | length.min_words | length.max_words) != 0) {
    add(length);
  }
  if (preset("gopher")) {
    add(GopherRepetitionFilter());
    add(GopherQualityFilter());
  }
  if (preset("c4")) add(C4Filter());
  if (preset("fineweb")) add(FineWebFilter());
  return chain;
}

Result<FilterChain> FilterFlags::ToChain() const {
  if (language_.languages.empty() && language_.min_score != LanguageFilter().min_score) {
    return Status(
        StatusCode::kInvalidArgument,
        "--min-language-score goes with --languages; for any language write a filter file");
  }
  FilterChain chain = FromFlags();
  if (file_.empty()) return chain;
  if (!chain.steps.empty()) {
    return Status(StatusCode::kInvalidArgument, "--filters FILE is the whole chain; write the " +
                                                    std::string(FilterKind(chain.steps[0].rules)) +
                                                    " filter of the flags into it");
  }
  return ReadFilterChain(file_);
}

}  // namespace tamis::cli
