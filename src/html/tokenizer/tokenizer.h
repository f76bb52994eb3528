// The WHATWG tokenizer: UTF-8 in, tokens out, pulled one at a time.
//
//   bytes -> encoding -> [tokenizer] -> tree -> dom
//
// Source:  https://html.spec.whatwg.org/#tokenization, one function a state. The input stream
//          rules (newlines, U+0000) are applied where bytes are used, so that byte positions
//          stay those of the page.
// Tested:  tokenizer_test.cc (a table a state), tests/conformance (html5lib-tests); fuzzed by
//          fuzz/html_parse.cc.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/memory/text_store.h"
#include "html/names/names.h"
#include "html/tokenizer/parse_error.h"
#include "html/tokenizer/token.h"

namespace tamis::html {

// The states that a caller may start in or switch to.
enum class ContentModel : uint8_t { kData, kRcdata, kRawtext, kScriptData, kPlaintext, kCdataSection };

class Tokenizer {
 public:
  // `text` holds the page and takes decoded text; `names` takes unknown names. Both must
  // outlive the tokenizer. `errors` may be null: then none is recorded, which is faster.
  void Reset(TextStore* text, NameTable* names, std::vector<PositionedError>* errors = nullptr);

  // Fills `token` with the next one. After kEndOfFile every call gives kEndOfFile again.
  void Next(Token& token);

  // The feedbacks of tree construction. All take effect from the next Next().
  void SwitchTo(ContentModel model);
  // Whether the adjusted current node is outside the HTML namespace.
  // https://html.spec.whatwg.org/#markup-declaration-open-state
  void SetCdataAllowed(bool allowed);
  // For fragments: the tag whose end tag closes RCDATA, RAWTEXT and script data.
  void SetLastStartTag(NameId name);

  // Bytes of the page consumed so far.
  uint32_t position() const;

 private:
  // (Private part: the implementer's.)
};

}  // namespace tamis::html
