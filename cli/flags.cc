#include "flags.h"

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace tamis::cli {
namespace {

// Factor of a unit: "", "b", "k", "kb", "kib", "m", ... in any case; 0 when there is no such unit.
uint64_t UnitFactor(std::string unit) {
  for (char& c : unit) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (unit.empty() || unit == "b") return 1;
  const size_t power = std::string_view("kmgt").find(unit[0]);
  const std::string_view rest = std::string_view(unit).substr(1);
  if (power == std::string_view::npos || !(rest.empty() || rest == "b" || rest == "ib")) return 0;
  return uint64_t{1} << (10 * (power + 1));
}

// Empty on success, with `text` replaced by its number of bytes.
std::string ParseSize(std::string& text, uint64_t max, uint64_t min) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  std::string_view unit(rest, static_cast<size_t>(end - rest));
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  const uint64_t factor = UnitFactor(std::string(unit));
  if (error != std::errc() || factor == 0) {
    return "'" + text + "' is no size; write a number of bytes, or 64k, 64M, 2G";
  }
  if (number < min || number > max / factor) {
    return "'" + text + "' is out of range; the least is " + std::to_string(min) +
           (min == 1 ? " byte, the most " : ", the most ") + std::to_string(max);
  }
  text = std::to_string(number * factor);
  return {};
}

}  // namespace

CLI::Validator SizeInBytes(uint64_t max, uint64_t min) {
  const auto parse = [max, min](std::string& text) { return ParseSize(text, max, min); };
  return CLI::Validator(parse, "", "size");
}

ExtractOptions ExtractFlags::ToOptions() const {
  ExtractOptions options;
  if (precision) options.view = View::kPrecision;
  if (recall) options.view = View::kRecall;
  options.include_tables = !no_tables;
  options.include_comments = !no_comments;
  options.max_page_bytes = static_cast<uint32_t>(max_page_bytes);
  options.max_nodes = max_nodes;
  options.max_depth = max_depth;
  options.max_page_ms = static_cast<uint32_t>(std::ceil(timeout_seconds * 1000));
  return options;
}

std::string ExtractFlags::Conflict() const {
  return precision && recall ? "--precision excludes --recall" : "";
}

void AddExtractFlags(CLI::App& command, ExtractFlags& flags) {
  command.add_flag("--precision", flags.precision, "Keep only what is surely main content");
  command.add_flag("--recall", flags.recall, "Keep all that may be main content");
  command.add_flag("--no-tables", flags.no_tables, "Leave tables out");
  command.add_flag("--no-comments", flags.no_comments, "Leave out readers' comments");

  const auto limit = [&command](const char* name, auto& value, const char* description) {
    return command.add_option(name, value, description)
        ->capture_default_str()
        ->group("Limits (a page that reaches one gives a partial document, and says so)");
  };
  limit("--max-page-bytes", flags.max_page_bytes, "Of a page in UTF-8")
      ->transform(SizeInBytes(1u << 30))
      ->type_name("SIZE");
  limit("--max-nodes", flags.max_nodes, "Nodes of a page's tree")
      ->check(CLI::Range(1u, 1u << 28).description(""))
      ->type_name("N");
  limit("--max-depth", flags.max_depth, "Elements nested in one another")
      ->check(CLI::Range(16u, 1u << 16).description(""))
      ->type_name("N");
  limit("--timeout", flags.timeout_seconds, "Wall clock for a page; 0: no limit")
      ->check(CLI::Range(0.0, 86400.0).description(""))
      ->type_name("SECONDS");
}

}  // namespace tamis::cli
