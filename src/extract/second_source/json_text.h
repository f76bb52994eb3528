// Finds the text of a page in JSON that came with it.
//
//   script -> json/tree -> [json_text] -> fragments of HTML -> blocks
//
// JSON-LD says what is text: articleBody of an article, text of a posting, question or answer,
// ingredients and steps of a recipe, description of a product, event or job.
//
// Application state says nothing, so its text is found by its form:
//   1. Strings that are sentences weigh as many words as they have. What lies under keys such as
//      "related", "comments", "cookieNotice" weighs nothing.
//   2. The core is found by descent: from the object that holds the page's title, if one does, else
//      from the root, into the member that holds most of the weight, until it divides.
//   3. Keys that carry a share of the core's weight (content, html, text, ... whatever their
//      names) are its text, with their short strings too. Bundles of messages have a key a
//      string, so none carries enough, and nothing is taken.
//   4. Strings that are parts of one sentence (spans of rich text) are joined.
//
// Tested:  second_source_test.cc; fuzzed by fuzz/second_source.cc.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks/hints.h"
#include "json/tree.h"
#include "tamis/document.h"

namespace tamis::extract {

// A piece of text: paragraphs, perhaps as HTML.
struct TextPiece {
  std::string text;
  BlockKind kind = BlockKind::kParagraph;  // of its blocks, where the text is no HTML
  bool is_post = false;                    // a posting, answer or comment: with author and date
  std::string author = {};                 // empty when unknown
  std::string date = {};                   // as written
};

struct JsonText {
  std::vector<TextPiece> pieces;
  uint32_t words = 0;
  bool is_summary = false;  // a description only
};

// Reads tree after tree, reusing its memory. Time and memory are linear in the tree.
class JsonTextFinder {
 public:
  // The text of the object that has most of it; empty when no object of a known type has any.
  void FindTyped(std::span<const json::Node> nodes, JsonText& out);

  // `titles`: what the page calls itself. Views need only live for the call. Empty when there are
  // fewer than `min_words`.
  void FindInState(std::span<const json::Node> nodes, std::span<const std::string_view> titles,
                   uint32_t min_words, JsonText& out);

 private:
  struct Key {
    std::string_view name;
    uint64_t words = 0;
  };

  // What was found of a key: the objects of a list have the same ones.
  struct KnownKey {
    std::string_view key;
    bool foreign = false;
  };
  static constexpr unsigned kKnownKeyBits = 6;

  void ReadObject(uint32_t node, JsonText& out) const;
  void AddRecipe(uint32_t node, JsonText& out) const;
  void AddPosts(uint32_t node, JsonText& out) const;
  void AddStrings(uint32_t node, BlockKind kind, JsonText& out) const;
  uint32_t Member(uint32_t node, std::string_view key) const;
  std::string_view StringOf(uint32_t node, std::string_view key) const;

  uint64_t CountSentenceWords();
  void Weigh();
  bool IsForeign(std::string_view key);
  uint32_t FindStart(std::span<const std::string_view> titles) const;
  uint32_t FindCore(uint32_t start) const;
  void FindCarriers(uint32_t core);
  void Collect(uint32_t core, JsonText& out);
  uint64_t WordsOf(uint32_t node) const { return sums_[nodes_[node].end] - sums_[node]; }

  std::span<const json::Node> nodes_;
  std::vector<uint32_t> words_;   // of each node, if it is a sentence
  std::vector<uint64_t> sums_;    // of them before each node, but for foreign ones
  std::vector<uint32_t> parent_;  // the object or array around each node
  std::vector<uint8_t> foreign_;  // by node: lies under a key that speaks against it
  std::vector<Key> keys_;
  std::array<KnownKey, 1 << kKnownKeyBits> known_keys_;  // by hash, the last one of each
};

// The words of `raw` outside of tags, if they read as sentences; else 0.
uint32_t SentenceWords(std::string_view raw);
// Whether `raw` holds tags of HTML.
bool HoldsTags(std::string_view raw);

}  // namespace tamis::extract
