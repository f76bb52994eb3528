#include "pipeline/filters/chain.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "pipeline/filters/fields.h"
#include "pipeline/filters/language_filter.h"
#include "pipeline/filters/length_filter.h"
#include "pipeline/filters/page_state_filter.h"
#include "pipeline/filters/quality_filter.h"
#include "pipeline/filters/rights_filter.h"
#include "pipeline/filters/url_filter.h"
#include "pipeline/run/filter_reason.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kMaxNameBytes = 64;

Needs NeedsOf(const FilterRules& rules) {
  if (std::holds_alternative<UrlFilter>(rules)) return Needs::kUrl;
  const bool page =
      std::holds_alternative<RightsFilter>(rules) || std::holds_alternative<PageStateFilter>(rules);
  return page ? Needs::kPage : Needs::kText;
}

// Writes the fields as "key=value key=value". Lists stand there by their digest alone: where they
// were read from does not matter.
class Describer {
 public:
  void Flag(std::string_view key, bool value) { Put(key, value ? "true" : "false"); }
  void Count(std::string_view key, uint32_t value, uint32_t, uint32_t) {
    Put(key, std::to_string(value));
  }
  void Ratio(std::string_view key, float value, float) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    Put(key, std::string_view(buffer, static_cast<size_t>(end - buffer)));
  }
  void Texts(std::string_view key, const std::vector<std::string>& values) {
    if (key != "languages") return;  // the others are in the digest
    std::string joined;
    for (const std::string& value : values) joined += (joined.empty() ? "" : ",") + value;
    Put(key, joined);
  }
  void Files(std::string_view, const std::vector<std::string>&) {}
  void Bits(std::string_view key, uint32_t value, std::span<const std::string_view> names) {
    std::string joined;
    for (size_t i = 0; i < names.size(); ++i) {
      if ((value >> i & 1) == 0) continue;
      if (!joined.empty()) joined += ',';
      joined += names[i];
    }
    Put(key, joined);
  }
  void Put(std::string_view key, std::string_view value) {
    if (!text.empty()) text += ' ';
    text.append(key).append("=").append(value);
  }

  std::string text;
};

Result<std::unique_ptr<Filter>> FilterOf(const FilterRules& rules) {
  return std::visit(
      [](const auto& of_kind) -> Result<std::unique_ptr<Filter>> { return MakeFilter(of_kind); },
      rules);
}

}  // namespace

std::string WrongStepName(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (name.empty() || name.size() > kMaxNameBytes || !plain) {
    return "a step's name is that of a folder: 1 to 64 of a-z, 0-9, '_' and '-'";
  }
  if (std::find(kOwnSteps.begin(), kOwnSteps.end(), name) != kOwnSteps.end()) {
    return "\"" + std::string(name) + "\" is the name of a step that every run has";
  }
  return {};
}

Status Chain::Add(const FilterStep& rules) {
  Step step;
  step.name = rules.name.empty() ? std::string(FilterKind(rules.rules)) : rules.name;
  if (std::string wrong = WrongStepName(step.name); !wrong.empty()) {
    return Status(StatusCode::kInvalidArgument, wrong);
  }
  for (const Step& other : steps_) {
    if (other.name != step.name) continue;
    return Status(StatusCode::kInvalidArgument,
                  "two filters are called \"" + step.name + "\"; give one of them another `name`");
  }
  step.needs = NeedsOf(rules.rules);
  Result<std::unique_ptr<Filter>> filter = FilterOf(rules.rules);
  if (!filter.ok()) return filter.status();
  step.filter = std::move(*filter);

  Describer describer;
  FilterRules copy = rules.rules;
  std::visit([&](auto& fields) { VisitFields(fields, describer); }, copy);
  if (const std::string digest = step.filter->ListDigest(); !digest.empty()) {
    describer.Put("lists", digest);
  }
  const std::string kind(FilterKind(rules.rules));
  const std::string named = step.name == kind ? "" : " as " + step.name;
  texts_.emplace_back("filter_" + std::to_string(steps_.size() + 1),
                      kind + named + " " + describer.text);
  if (url_steps_ == steps_.size() && step.needs == Needs::kUrl) ++url_steps_;
  steps_.push_back(std::move(step));
  return {};
}

Result<Chain> Chain::Load(const FilterChain& rules) {
  Chain chain;
  for (const FilterStep& step : rules.steps) {
    if (Status status = chain.Add(step); !status.ok()) return status;
  }
  return chain;
}

}  // namespace tamis::pipeline
