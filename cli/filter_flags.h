// Flags about which pages a run removes, as a chain of filters.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "tamis/filters.h"
#include "tamis/status.h"

namespace tamis::cli {

class FilterFlags {
 public:
  // Adds the flags to `app`. REQUIRES: this object outlives the parsing.
  void AddTo(CLI::App& app);

  // The chain of --filters FILE, or that of the other flags in their fixed order: URL, rights,
  // page state, language, length, gopher, c4, fineweb.
  // Errors: those of ReadFilterChain(); kInvalidArgument when both are given.
  Result<FilterChain> ToChain() const;

 private:
  FilterChain FromFlags() const;

  std::string file_;
  std::vector<std::string> url_lists_;
  std::vector<std::string> presets_, rights_, states_;
  LanguageFilter language_;
  LengthFilter length_;
};

}  // namespace tamis::cli
