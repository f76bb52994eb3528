#include "pipeline/filters/quality_filter.h"

#include "text/signals/thresholds.h"

namespace tamis::pipeline {
namespace {

// `kSignals`: the member of QualitySignals that the rules are about.
template <auto kSignals, typename Rules>
class ByQuality final : public Filter {
 public:
  explicit ByQuality(const Rules& rules) : rules_(rules) {}

  std::string_view Verdict(const Document& document, const document::RowContext&) const override {
    return text::ReasonOf(document.quality.*kSignals, rules_);
  }

 private:
  const Rules rules_;
};

template <auto kSignals, typename Rules>
std::unique_ptr<Filter> Make(const Rules& rules) {
  return std::make_unique<ByQuality<kSignals, Rules>>(rules);
}

}  // namespace

std::unique_ptr<Filter> MakeFilter(const GopherRepetitionFilter& rules) {
  return Make<&QualitySignals::gopher_repetition>(rules);
}
std::unique_ptr<Filter> MakeFilter(const GopherQualityFilter& rules) {
  return Make<&QualitySignals::gopher_quality>(rules);
}
std::unique_ptr<Filter> MakeFilter(const C4Filter& rules) {
  return Make<&QualitySignals::c4>(rules);
}
std::unique_ptr<Filter> MakeFilter(const FineWebFilter& rules) {
  return Make<&QualitySignals::fineweb>(rules);
}

}  // namespace tamis::pipeline
