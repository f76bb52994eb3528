// What a page says about its use: to robots, about text and data mining, about AI, and under what
// licence it stands. Facts with their evidence; nothing is enforced. Spec: docs/rights.md.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamis {

// Yes, no, or nothing said.
enum class Said : uint8_t { kNothing = 0, kNo = 1, kYes = 2 };

// One statement, as it was found.
struct RightsClaim {
  std::string source = {};  // "http:x-robots-tag", "meta:robots", "link:license", ...
  std::string agent = {};   // lower case, of the robots that it is meant for; empty: all
  std::string value = {};   // as written, at most 256 bytes
  uint32_t html_begin = 0;  // [begin, end) in the page's bytes as decoded to UTF-8; both 0 for
  uint32_t html_end = 0;    // HTTP
};

// Directives that hold for the robots of one name.
struct AgentDirectives {
  std::string agent = {};  // lower case
  std::vector<std::string> directives = {};
};

struct Rights {
  // Restrictions for all robots, lower case, each once: "noindex", "noai", "max-snippet:20".
  // The union of what header and meta say, header first. "none" stands as noindex, nofollow.
  std::vector<std::string> robots;
  std::vector<AgentDirectives> robots_by_agent;  // further ones for robots of a name

  Said tdm_reserved = Said::kNothing;  // TDM Reservation Protocol; header over meta
  std::string tdm_policy;              // URL as written

  // Content-Signal and Content-Usage. kYes: the publisher allows it.
  Said search = Said::kNothing;
  Said ai_input = Said::kNothing;
  Said ai_train = Said::kNothing;

  std::string license_url;           // absolute where it can be, or the page's words
  std::string license_source;        // as RightsClaim::source
  std::string license_kind;          // "cc-by-sa", "cc0", "pdm", ...; empty when none of these
  std::string license_version;       // "4.0"
  std::string license_jurisdiction;  // "de"; empty: international or unknown

  Said free_to_read = Said::kNothing;  // JSON-LD isAccessibleForFree

  std::vector<RightsClaim> claims;  // everything found, headers first; at most 64

  // Whether `directive` holds for the robot `agent` (lower case; empty: for all robots).
  bool Forbids(std::string_view directive, std::string_view agent = {}) const;
};

// What a run may be told to respect (RunOptions::respect).
enum class RightsRule : uint8_t {
  kNoindex = 0,
  kNoarchive = 1,
  kNosnippet = 2,
  kNoai = 3,
  kNoimageai = 4,
  kTdm = 5,      // a TDM reservation anywhere, also where another statement takes precedence
  kAiTrain = 6,  // ai-train=no, train-ai=n
  kAiInput = 7,
};
inline constexpr size_t kRightsRuleCount = 8;
// "noindex", "tdm", "ai-train", ...: the spelling of the command line. The filter_reason of a row
// is "rights_" and this name.
std::string_view RightsRuleName(RightsRule rule);
// The rule of that name into `rule`; false when there is none.
bool FindRightsRule(std::string_view name, RightsRule& rule);

}  // namespace tamis
