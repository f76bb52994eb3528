// tamis::ReadFilterChain(): a TOML file of [[filter]] tables.
//
// Source: https://toml.io/en/v1.0.0, read by toml++; keys: docs/filters.md.
// Tested: chain_reader_test.cc; fuzzed by fuzz/filters.cc.

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/file.h"
#include "pipeline/filters/chain.h"
#include "pipeline/filters/fields.h"
#include "pipeline/filters/toml.h"
#include "tamis/filters.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

constexpr uint64_t kMaxFileBytes = 16u << 20;  // of TOML; long lists belong into files of their own

// Levenshtein's distance, for words of a few letters.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string Unknown(std::string_view what, std::string_view word,
                    std::span<const std::string_view> known) {
  constexpr size_t kLongestWord = 100;
  const std::string_view shown = word.substr(0, kLongestWord);
  const auto nearest = std::min_element(known.begin(), known.end(), [&](auto a, auto b) {
    return Distance(shown, a) < Distance(shown, b);
  });
  return "unknown " + std::string(what) + " \"" + std::string(shown) + "\"; did you mean \"" +
         std::string(*nearest) + "\"?";
}

// Reads the fields of one table. The first mistake stays.
class TableReader {
 public:
  TableReader(const toml::table& table, const std::string& path)
      : table_(table), path_(path), folder_(std::filesystem::path(path).parent_path()) {}

  void Flag(std::string_view key, bool& value) {
    const toml::node* node = Find(key);
    if (node == nullptr) return;
    const auto read = node->value_exact<bool>();
    if (read) {
      value = *read;
    } else {
      Fail(*node, Quoted(key) + " is true or false");
    }
  }
  void Count(std::string_view key, uint32_t& value, uint32_t least, uint32_t most) {
    const toml::node* node = Find(key);
    if (node == nullptr) return;
    const auto read = node->value_exact<int64_t>();
    if (read && *read >= least && *read <= most) {
      value = static_cast<uint32_t>(*read);
    } else {
      Fail(*node, Quoted(key) + " is a whole number from " + std::to_string(least) + " to " +
                      std::to_string(most));
    }
  }
  void Ratio(std::string_view key, float& value, float most) {
    const toml::node* node = Find(key);
    if (node == nullptr) return;
    const auto read = node->is_number() ? node->value<double>() : std::nullopt;
    if (read && *read >= 0 && *read <= most) {
      value = static_cast<float>(*read);
    } else {
      Fail(*node,
           Quoted(key) + " is a number from 0 to " + std::to_string(static_cast<unsigned>(most)));
    }
  }
  void Texts(std::string_view key, std::vector<std::string>& values) {
    ReadArray(key, [&](const toml::node&, const std::string& text) { values.push_back(text); });
  }
  void Files(std::string_view key, std::vector<std::string>& values) {
    ReadArray(key, [&](const toml::node&, const std::string& text) {
      values.push_back((folder_ / text).string());
    });
  }
  void Bits(std::string_view key, uint32_t& value, std::span<const std::string_view> names) {
    value = 0;
    ReadArray(key, [&](const toml::node& node, const std::string& text) {
      const auto found = std::find(names.begin(), names.end(), text);
      if (found == names.end()) return Fail(node, Unknown("name", text, names));
      value |= 1u << (found - names.begin());
    });
  }
  // A text that need not be there.
  std::optional<std::string> Text(std::string_view key) {
    const toml::node* node = Find(key);
    if (node == nullptr) return std::nullopt;
    auto text = node->value_exact<std::string>();
    if (!text) Fail(*node, Quoted(key) + " is a text in quotes");
    return text;
  }
  void RefuseOthers() {
    for (const auto& [key, node] : table_) {
      if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
      FailAt(key.source(), Unknown("key", key.str(), known_));
    }
  }

  void Fail(const toml::node& node, const std::string& sentence) {
    FailAt(node.source(), sentence);
  }
  // The mistake that stands first in the file wins.
  void FailAt(const toml::source_region& where, const std::string& sentence) {
    if (!status_.ok() && first_ <= where.begin) return;
    first_ = where.begin;
    status_ = Status(StatusCode::kInvalidArgument, path_ + ":" + std::to_string(where.begin.line) +
                                                       ":" + std::to_string(where.begin.column) +
                                                       ": " + sentence);
  }
  const Status& status() const { return status_; }
  const toml::table& table() const { return table_; }

 private:
  static std::string Quoted(std::string_view key) { return "`" + std::string(key) + "`"; }

  const toml::node* Find(std::string_view key) {
    known_.push_back(key);
    return table_.get(key);
  }
  template <typename Each>
  void ReadArray(std::string_view key, Each each) {
    const toml::node* node = Find(key);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr) return Fail(*node, Quoted(key) + " is an array of texts: [\"a\", \"b\"]");
    for (const toml::node& element : *array) {
      const auto text = element.value_exact<std::string>();
      if (!text) return Fail(element, Quoted(key) + " is an array of texts: [\"a\", \"b\"]");
      each(element, *text);
    }
  }

  const toml::table& table_;
  const std::string& path_;
  const std::filesystem::path folder_;
  std::vector<std::string_view> known_;
  toml::source_position first_ = {};
  Status status_;
};

// The rules of kind number `index`, with their defaults.
template <size_t kIndex = 0>
FilterRules DefaultRules(size_t index) {
  if constexpr (kIndex < std::variant_size_v<FilterRules>) {
    if (index != kIndex) return DefaultRules<kIndex + 1>(index);
    return FilterRules(std::in_place_index<kIndex>);
  }
  return {};
}

Status ReadStep(const toml::table& table, const std::string& path, FilterStep& step) {
  TableReader reader(table, path);
  const auto kind = reader.Text("kind");
  if (!kind) {
    if (reader.status().ok()) reader.Fail(table, "a filter has a `kind`, for example \"language\"");
    return reader.status();
  }
  const auto found = std::find(std::begin(kFilterKinds), std::end(kFilterKinds), *kind);
  if (found == std::end(kFilterKinds)) {
    reader.Fail(*table.get("kind"), Unknown("kind", *kind, kFilterKinds));
    return reader.status();
  }
  if (const auto name = reader.Text("name")) {
    step.name = *name;
    const std::string wrong = WrongStepName(*name);
    if (!wrong.empty()) reader.Fail(*table.get("name"), wrong);
  }
  step.rules = DefaultRules(static_cast<size_t>(found - std::begin(kFilterKinds)));
  std::visit([&](auto& fields) { VisitFields(fields, reader); }, step.rules);
  reader.RefuseOthers();
  return reader.status();
}

Result<FilterChain> ReadTables(const toml::table& root, const std::string& path) {
  TableReader reader(root, path);
  static constexpr std::string_view kOnlyKey[] = {"filter"};
  for (const auto& [key, node] : root) {
    if (key.str() == kOnlyKey[0]) continue;
    reader.FailAt(key.source(), Unknown("key", key.str(), kOnlyKey));
    return reader.status();
  }
  FilterChain chain;
  const toml::node* filters = root.get(kOnlyKey[0]);
  if (filters == nullptr) return chain;
  const toml::array* array = filters->as_array();
  if (array == nullptr || !(array->empty() || array->is_array_of_tables())) {
    reader.Fail(*filters, "filters are written as [[filter]] tables");
    return reader.status();
  }
  for (const toml::node& node : *array) {
    FilterStep step;
    if (Status status = ReadStep(*node.as_table(), path, step); !status.ok()) return status;
    const auto name_of = [](const FilterStep& of) {
      return of.name.empty() ? FilterKind(of.rules) : std::string_view(of.name);
    };
    for (const FilterStep& other : chain.steps) {
      if (name_of(other) != name_of(step)) continue;
      reader.Fail(node, "a second filter called \"" + std::string(name_of(step)) +
                            "\"; give it a `name` of its own");
      return reader.status();
    }
    chain.steps.push_back(std::move(step));
  }
  return chain;
}

}  // namespace

Result<FilterChain> ParseFilterChain(std::string_view toml, const std::string& path) {
  const toml::parse_result parsed = toml::parse(toml, path);
  if (parsed) return ReadTables(parsed.table(), path);
  const toml::parse_error& error = parsed.error();
  const toml::source_position at = error.source().begin;
  return Status(StatusCode::kInvalidArgument, path + ":" + std::to_string(at.line) + ":" +
                                                  std::to_string(at.column) + ": " +
                                                  std::string(error.description()));
}

Result<FilterChain> ReadFilterChain(const std::string& path) {
  const Result<std::string> toml = io::ReadSmallFile(path, kMaxFileBytes);
  if (!toml.ok()) return toml.status();
  return ParseFilterChain(*toml, path);
}

}  // namespace tamis
