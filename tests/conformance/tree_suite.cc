// Runs tree-construction/*.dat of html5lib-tests.
// https://github.com/html5lib/html5lib-tests/blob/master/tree-construction/README.md
//
// A case runs with scripting on, off or both, as it says; each run parses three times: a fresh
// parser, one that parsed the cases before, and that one on a heap copy of the exact size (for
// AddressSanitizer). All must give the wanted tree, and a well-formed one.
//
// Left out: the folder scripted/, whose cases need a script engine.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string_view>

#include "html/dom/dump.h"
#include "html/tree/parser.h"
#include "tests/conformance/suite.h"

namespace tamis::conformance {
namespace {

namespace fs = std::filesystem;
using html::DumpTree;

struct Case {
  size_t line = 0;  // of "#data", from 1
  std::string data;
  std::string context;  // empty: a whole page
  std::string document;
  bool script_on = true;
  bool script_off = true;
};

// Splits a file into cases. A case begins at a line "#data" after an empty line.
class CaseReader {
 public:
  explicit CaseReader(std::string_view file) : rest_(file) {}

  bool Next(Case& c) {
    c = {};
    while (!in_case_) {
      if (!TakeLine()) return false;
      in_case_ = line_text_ == "#data";
    }
    c.line = line_;
    in_case_ = false;
    std::string section = "#data";
    bool after_empty_line = false;
    while (TakeLine()) {
      if (line_text_ == "#data" && after_empty_line) {
        in_case_ = true;
        break;
      }
      after_empty_line = line_text_.empty();
      if (IsSectionStart(section)) {
        section = line_text_;
        if (section == "#script-on") c.script_off = false;
        if (section == "#script-off") c.script_on = false;
        continue;
      }
      std::string* const target = section == "#data"                ? &c.data
                                  : section == "#document"          ? &c.document
                                  : section == "#document-fragment" ? &c.context
                                                                    : nullptr;
      if (target != nullptr) target->append(line_text_).push_back('\n');
    }
    for (std::string* s : {&c.data, &c.context}) {
      if (!s->empty()) s->pop_back();
    }
    while (c.document.ends_with('\n')) c.document.pop_back();
    return true;
  }

 private:
  bool TakeLine() {
    if (rest_.empty()) return false;
    const size_t end = std::min(rest_.find('\n'), rest_.size());
    line_text_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    return true;
  }
  // Inside the data only "#errors" ends the data; inside the document nothing does.
  bool IsSectionStart(std::string_view section) const {
    if (section == "#document") return false;
    if (section == "#data") return line_text_ == "#errors";
    return line_text_ == "#new-errors" || line_text_ == "#document-fragment" ||
           line_text_ == "#script-on" || line_text_ == "#script-off" || line_text_ == "#document";
  }

  std::string_view rest_;
  std::string_view line_text_;
  size_t line_ = 0;
  bool in_case_ = false;
};

std::string Parse(html::Parser& parser, std::string_view data, const Case& c, bool scripting) {
  const html::ParseOptions options{.scripting = scripting};
  html::NodeId root = html::kDocumentNode;
  if (c.context.empty()) {
    (void)parser.Parse(data, options);
  } else {
    (void)parser.ParseFragment(data, c.context, options);
    root = parser.dom().FindFirst(html::names::kHtml);
  }
  if (std::string fault = CheckTree(parser.dom()); !fault.empty()) return fault;
  return DumpTree(parser.dom(), root);
}

void RunCase(const Case& c, bool scripting, const std::string& name, html::Parser& reused,
             SuiteResult& result) {
  const auto copy = std::make_unique<char[]>(c.data.size());
  std::copy(c.data.begin(), c.data.end(), copy.get());
  html::Parser fresh;
  const std::string got[] = {Parse(fresh, c.data, c, scripting),
                             Parse(reused, c.data, c, scripting),
                             Parse(reused, {copy.get(), c.data.size()}, c, scripting)};
  ++result.total;
  for (const std::string& tree : got) {
    if (tree == c.document) continue;
    result.failed.push_back(name);
    result.details.push_back("input: " + c.data + "\ncontext: " + c.context + "\nwanted:\n" +
                             c.document + "\ngot:\n" + tree);
    return;
  }
  ++result.passed;
}

}  // namespace

SuiteResult RunTreeSuite(const fs::path& dir) {
  SuiteResult result;
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(dir / "tree-construction", error)) {
    if (entry.path().extension() == ".dat") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  html::Parser reused;
  for (const fs::path& path : files) {
    std::ifstream stream(path, std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(stream), {}};
    CaseReader reader(file);
    Case c;
    while (reader.Next(c)) {
      const std::string name = path.filename().string() + ":" + std::to_string(c.line);
      if (c.script_on) RunCase(c, true, name + " script-on", reused, result);
      if (c.script_off) RunCase(c, false, name + " script-off", reused, result);
    }
  }
  return result;
}

}  // namespace tamis::conformance
