// Whether a page is what its address promises, or something that stands in its place: an error
// message, a wall, an empty shell. Plain structs; how it is judged: docs/page-state.md.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamis {

// Numbers are stable, names (PageStateName) are what rows hold.
enum class PageState : uint8_t {
  kOk = 0,
  kSoftError = 1,        // "not found", "server error": also when the server said 200
  kConsentWall = 2,      // consent to cookies or terms is asked for instead of the text
  kBotWall = 3,          // a captcha, a check of the browser, a refusal of machines
  kLogin = 4,            // a form to log in, to register or to reset a password
  kPaywall = 5,          // the text is cut off for those who do not pay or register
  kParked = 6,           // a domain for sale, or a server that nobody has set up
  kJavascriptShell = 7,  // nothing to read before scripts have run
  kIndexPage = 8,        // links to other pages and no text of its own
  kEmpty = 9,            // nothing to read at all
};
inline constexpr size_t kPageStateCount = 10;
std::string_view PageStateName(PageState state);

// What spoke for a state.
struct StateEvidence {
  std::string_view signal = {};  // "title_phrase", "password_field", ...; static storage
  float weight = 0;              // of the signal, as log-odds
  std::string value = {};        // what was found, at most 80 bytes; empty when it has no words
  uint32_t html_begin = 0;       // [begin, end) in the page's bytes as decoded to UTF-8;
  uint32_t html_end = 0;         // both 0: it does not stand in the page (status code, URL)
};

struct PageStateVerdict {
  PageState state = PageState::kOk;
  float score = 0;  // 0..1: the probability of `state`; 0: nothing is known
  // What spoke for `state`, heaviest first; empty for kOk.
  std::vector<StateEvidence> evidence;
};

}  // namespace tamis
