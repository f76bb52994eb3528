// html5lib-tests/encoding/*.dat: bytes, and the encoding that a browser without HTTP header arrives
// at: what the page declares, else windows-1252. Statistics, which the standard leaves open, are
// not part of it; nor is scripted/, which needs a script engine.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/labels.h"
#include "encoding/sniff.h"
#include "tests/conformance/suite.h"

namespace tamis::conformance {
namespace {

using encoding::Encoding;

struct Case {
  std::string name;  // "tests1.dat:12", the line of #data
  std::string data;
  std::string encoding;  // a label
};

std::vector<Case> ReadCases(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<Case> cases;
  std::string line;
  bool in_data = false;
  bool label_follows = false;
  for (size_t number = 1; std::getline(stream, line); ++number) {
    if (line == "#data") {
      cases.push_back({file.filename().string() + ":" + std::to_string(number), "", ""});
      in_data = true;
    } else if (line == "#encoding") {
      in_data = false;
      label_follows = true;
    } else if (in_data) {
      cases.back().data += line + "\n";
    } else if (label_follows) {
      cases.back().encoding = line;
      label_follows = false;
    }
  }
  return cases;
}

Encoding Sniff(std::string_view bytes) {
  return encoding::Decide(bytes, "").declared.value_or(Encoding::kWindows1252);
}

}  // namespace

SuiteResult RunEncodingSuite(const std::filesystem::path& dir) {
  SuiteResult result;
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator entry(dir / "encoding", error), end; entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".dat") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    for (const Case& c : ReadCases(file)) {
      ++result.total;
      const Encoding got = Sniff(c.data);
      if (encoding::EncodingFromLabel(c.encoding) == got) {
        ++result.passed;
        continue;
      }
      result.failed.push_back(c.name);
      result.details.push_back("input: " + c.data.substr(0, 200) + "\nwanted: " + c.encoding +
                               "\ngot: " + std::string(encoding::EncodingName(got)));
    }
  }
  return result;
}

}  // namespace tamis::conformance
