// Sentences for people about an input that could not be read.

#pragma once

#include <string>

#include "tamis/status.h"

namespace tamis::pipeline {

// "crawl.warc.gz: truncated at byte 123: the gzip member ends early". Names the path once.
inline std::string ProblemOf(const std::string& path, const Status& status) {
  if (status.message().find(path) != std::string::npos) return status.message();
  const std::string name = path == "-" ? "stdin" : path;
  switch (status.code()) {
    case StatusCode::kTruncated:
    case StatusCode::kMalformed:
    case StatusCode::kTooLarge:
      return name + ": " + status.ToString();
    default:
      return name + ": " + status.message();
  }
}

}  // namespace tamis::pipeline
