#include "pipeline/filters/length_filter.h"

namespace tamis::pipeline {
namespace {

class ByLength final : public Filter {
 public:
  explicit ByLength(const LengthFilter& rules) : rules_(rules) {}

  std::string_view Verdict(const Document& document, const document::RowContext&) const override {
    const uint32_t chars = document.quality.characters;
    const uint32_t words = document.quality.words;
    if (chars < rules_.min_chars) return "too_few_chars";
    if (rules_.max_chars != 0 && chars > rules_.max_chars) return "too_many_chars";
    if (words < rules_.min_words) return "too_few_words";
    if (rules_.max_words != 0 && words > rules_.max_words) return "too_many_words";
    return {};
  }

 private:
  const LengthFilter rules_;
};

}  // namespace

std::unique_ptr<Filter> MakeFilter(const LengthFilter& rules) {
  return std::make_unique<ByLength>(rules);
}

}  // namespace tamis::pipeline
