// Fuzz: any header fields and any page
//   (a) give rights in valid UTF-8, within limits, each directive once and in lower case;
//   (b) with claims whose ranges lie in the page;
//   (c) the same from two readings, and of robots directives at least those of the header alone;
//   (d) a header that settles a value keeps it whatever the page says.
//   input = header lines, an empty line, bytes of the page

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode/utf8.h"
#include "html/tree/parser.h"
#include "judge/rights/license.h"
#include "judge/rights/rights.h"
#include "metadata/metadata.h"

namespace {

using tamis::HttpField;
using tamis::Rights;
using tamis::Said;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/rights: %s\n", what);
  std::abort();
}

bool IsUtf8(std::string_view text) { return tamis::ValidUtf8Prefix(text) == text.size(); }

void CheckDirectives(const std::vector<std::string>& list) {
  Require(list.size() <= 32, "too many directives");
  for (const std::string& directive : list) {
    Require(!directive.empty() && IsUtf8(directive), "a directive is empty or no UTF-8");
    Require(std::count(list.begin(), list.end(), directive) == 1, "a directive stands twice");
  }
}

void CheckRights(const Rights& rights, size_t page_bytes) {
  CheckDirectives(rights.robots);
  Require(rights.robots_by_agent.size() <= 16, "too many agents");
  for (const tamis::AgentDirectives& agent : rights.robots_by_agent) {
    Require(!agent.agent.empty() && !agent.directives.empty(), "an agent without directives");
    CheckDirectives(agent.directives);
  }
  Require(rights.claims.size() <= 64, "too many claims");
  for (const tamis::RightsClaim& claim : rights.claims) {
    Require(claim.value.size() <= 256 && IsUtf8(claim.value), "value of a claim");
    Require(IsUtf8(claim.agent) && IsUtf8(claim.source), "a claim is no UTF-8");
    Require(claim.html_begin <= claim.html_end && claim.html_end <= page_bytes, "range of a claim");
  }
  Require(rights.license_url.empty() == rights.license_source.empty(), "a licence without source");
  Require(IsUtf8(rights.license_url) && IsUtf8(rights.tdm_policy), "an address is no UTF-8");
}

// A view into `input` for each line "Name: value".
std::vector<HttpField> Fields(std::string_view head) {
  std::vector<HttpField> fields;
  while (!head.empty()) {
    const size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    const size_t colon = line.find(':');
    if (colon != line.npos) fields.push_back({line.substr(0, colon), line.substr(colon + 1)});
  }
  return fields;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const size_t blank = std::min(input.find("\n\n"), input.size());
  const std::vector<HttpField> fields = Fields(std::string_view(input).substr(0, blank));
  std::string page;
  tamis::AppendUtf8Lossy(std::string_view(input).substr(std::min(blank + 2, size)), page);

  Rights header;
  tamis::judge::ReadHeaderRights(fields, header);
  CheckRights(header, 0);

  static tamis::html::Parser parser;
  static tamis::metadata::MetadataReader reader;
  (void)parser.Parse(page);
  const tamis::PageContext context{.url = "https://a.example/b"};
  Rights both = header;
  tamis::judge::ReadPageRights(parser.dom(), reader.Read(parser.dom(), context), both);
  CheckRights(both, page.size());
  for (const std::string& directive : header.robots) {
    Require(both.Forbids(directive), "the page took a directive of the header back");
  }
  Require(header.tdm_reserved == Said::kNothing || header.tdm_reserved == both.tdm_reserved,
          "the page changed the header's reservation");
  Require(header.license_url.empty() || header.license_url == both.license_url,
          "the page changed the header's licence");
  Rights again = header;
  tamis::judge::ReadPageRights(parser.dom(), reader.Read(parser.dom(), context), again);
  Require(again.robots == both.robots && again.license_url == both.license_url &&
              again.claims.size() == both.claims.size(),
          "two readings differ");
  (void)tamis::judge::ReadCreativeCommons(input);
  return 0;
}
