// tamis extract: pages in, main text out.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "flags.h"
#include "tamis/extract.h"

namespace tamis::cli {

class ExtractCommand {
 public:
  // REQUIRES: this object outlives the parsing of `root`.
  explicit ExtractCommand(CLI::App& root);
  ExtractCommand(const ExtractCommand&) = delete;
  ExtractCommand& operator=(const ExtractCommand&) = delete;

  CLI::App& app() { return app_; }
  // Returns an exit code.
  int Run();

 private:
  bool ExtractFile(const std::string& path, Extractor& extractor, std::string& out) const;
  void AppendResult(const Document& document, const PageContext& context, std::string& out) const;

  CLI::App& app_;
  std::vector<std::string> inputs_;
  bool markdown_ = false;
  bool json_ = false;
  bool explain_ = false;
  bool mask_pii_ = false;
  std::string output_;
  std::string url_;
  std::string content_type_;
  std::string input_kind_ = "auto";
  ExtractFlags flags_;
};

}  // namespace tamis::cli
