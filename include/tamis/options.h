// Every option of the engine: unit, default, cost. Split by consequence, since options of the
// first kind enter `engine.options_hash` of each row and options of the second never may.

#pragma once

#include <cstdint>
#include <string>

namespace tamis {

// Which view of the page to give. All views come from the same scores.
enum class View : uint8_t {
  kBalanced = 0,   // highest expected F1
  kPrecision = 1,  // only what is surely main content
  kRecall = 2,     // all that may be main content
};

// How to read the bytes of a page.
enum class InputKind : uint8_t {
  kAuto = 0,  // HTML unless the bytes hold no markup
  kHtml = 1,
  kText = 2,  // text that another tool flattened: cleaned line by line
};

// Options that change the result.
struct ExtractOptions {
  View view = View::kBalanced;
  InputKind input = InputKind::kAuto;
  bool scripting = true;         // parse as a browser with scripting does; <noscript> is read as a source of its own
  bool include_tables = true;    // false drops table cells
  bool include_comments = true;  // false leaves Document::comments empty

  // Limits. Reaching one gives a partial document whose status says which.
  uint32_t max_page_bytes = 64u << 20;  // of decoded UTF-8; the rest is cut off (kTooLarge)
  uint32_t max_nodes = 1u << 20;        // DOM nodes (kNodeLimit): 0.4 KB each at most, JSON included
  uint32_t max_depth = 512;             // open elements, as browsers; deeper ones become siblings (kDepthLimit)
  uint32_t max_page_ms = 10'000;        // wall clock per page, 0 for none (kTimeout). The only limit that is not deterministic.
};

}  // namespace tamis
