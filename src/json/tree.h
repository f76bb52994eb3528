// JSON as a flat list of nodes in document order: what reading JSON-LD needs, and nothing of
// the library below (simdjson).
//
// Tested:  tree_test.cc; fuzzed by fuzz/json.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "tamis/attributes.h"
#include "tamis/status.h"

namespace tamis::json {

enum class Kind : uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

struct Node {
  Kind kind = Kind::kNull;
  bool integer = false;   // numbers: written as one, of 64 bits with sign
  uint32_t end = 0;       // one past the last node below this one; so children begin at index + 1,
                          // and the next sibling of nodes[i] is nodes[nodes[i].end]
  std::string_view key;   // members of an object: the name
  std::string_view text;  // strings: the value, UTF-8, escapes resolved
  double number = 0;      // numbers; 1 for true
};

struct TreeLimits {
  uint32_t max_bytes = 1u << 20;
  uint32_t max_depth = 64;  // of nested arrays and objects; an empty one inside does not count
  uint32_t max_nodes = 1u << 16;
};

// Parses text after text, reusing its memory.
//
// Errors:   kMalformed, kTooLarge (max_bytes), kDepthLimit, kNodeLimit. The offset is where the
//           text ceases to be JSON as far as known, else 0.
// Lifetime: nodes are valid until the next call or the reader's end.
// Threads:  one reader per thread.
class TreeReader {
 public:
  explicit TreeReader(TreeLimits limits = {});
  ~TreeReader();
  TreeReader(TreeReader&&) noexcept;
  TreeReader& operator=(TreeReader&&) noexcept;

  // Standard JSON only. nodes[0] is the root.
  Result<std::span<const Node>> Read(std::string_view text) TAMIS_LIFETIME_BOUND;

  // Mends the usual damage of JSON in web pages first when the text is not JSON as it stands;
  // see mend.h for what is mended.
  Result<std::span<const Node>> ReadTolerant(std::string_view text) TAMIS_LIFETIME_BOUND;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::json
