// Flags that `extract` and `run` share, and the values that they take.

#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "tamis/options.h"

namespace tamis::cli {

// Flags of extraction as the user gives them. Lives as long as the parsing of the command line.
struct ExtractFlags {
  bool precision = false;
  bool recall = false;
  bool no_tables = false;
  bool no_comments = false;
  uint64_t max_page_bytes = ExtractOptions{}.max_page_bytes;
  uint32_t max_nodes = ExtractOptions{}.max_nodes;
  uint32_t max_depth = ExtractOptions{}.max_depth;
  double timeout_seconds = ExtractOptions{}.max_page_ms / 1000.0;

  // What is wrong with the flags together; empty when nothing is.
  std::string Conflict() const;
  ExtractOptions ToOptions() const;
};

// REQUIRES: `flags` outlives the parsing.
void AddExtractFlags(CLI::App& command, ExtractFlags& flags);

// Lets an option take sizes as "512", "64k", "64MB" or "64MiB" (all powers of 1024), from `min`, 0
// or 1, up to `max`.
CLI::Validator SizeInBytes(uint64_t max, uint64_t min = 1);

// Lets an option take one of some names, each of which stands for a value of an enumeration.
template <typename Enum>
CLI::Validator OneOf(std::map<std::string, Enum> values) {
  const auto parse = [values = std::move(values)](std::string& text) {
    std::string names;
    for (const auto& [name, value] : values) {
      const std::string number = std::to_string(static_cast<int>(value));
      if (text == name || text == number) {  // --print-config gives the number
        text = number;
        return std::string();
      }
      names += (names.empty() ? "" : ", ") + name;
    }
    return "'" + text + "' is none of " + names;
  };
  return CLI::Validator(parse, "", "choice");
}

}  // namespace tamis::cli
