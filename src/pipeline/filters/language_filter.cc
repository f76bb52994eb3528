#include "pipeline/filters/language_filter.h"

#include <algorithm>

namespace tamis::pipeline {
namespace {

class ByLanguage final : public Filter {
 public:
  explicit ByLanguage(const LanguageFilter& rules) : rules_(rules) {}

  std::string_view Verdict(const Document& document, const document::RowContext&) const override {
    if (document.language.empty()) return rules_.keep_unknown ? "" : "language";
    const auto& wanted = rules_.languages;
    const bool known = wanted.empty() ||
                       std::find(wanted.begin(), wanted.end(), document.language) != wanted.end();
    if (!known) return "language";
    return document.language_score < rules_.min_score ? "language_score" : "";
  }

 private:
  const LanguageFilter rules_;
};

}  // namespace

std::unique_ptr<Filter> MakeFilter(const LanguageFilter& rules) {
  return std::make_unique<ByLanguage>(rules);
}

}  // namespace tamis::pipeline
