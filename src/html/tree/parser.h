// Parses a page into a Dom, by the tree construction rules of the standard.
//
//   bytes -> encoding -> html/tokenizer -> [html/tree] -> html/dom -> extract
//
// Source:  https://html.spec.whatwg.org/#tree-construction, one file an insertion mode.
// Tested:  *_test.cc here (a table of cases a mode), tests/conformance (html5lib-tests); fuzzed
//          by fuzz/html_parse.cc.

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>

#include "html/dom/dom.h"
#include "html/tokenizer/parse_error.h"
#include "tamis/status.h"

namespace tamis::html {

enum class QuirksMode : uint8_t { kNoQuirks, kLimitedQuirks, kQuirks };

struct ParseOptions {
  bool scripting = true;  // the standard's scripting flag: decides how <noscript> parses
  bool declarative_shadow_roots = true;  // mark <template shadowrootmode> content kNodeShadowRoot
  bool template_patches = true;          // <template for=x> puts its content at <?marker name="x">
  bool collect_errors = false;           // fill errors()
  bool iframe_srcdoc = false;

  // Limits: reaching one ends or flattens the tree and is told in ParseResult::status.
  uint32_t max_bytes = 1u << 30;  // of the page; the rest is not read. At most 1 GiB
  // A page may make many nodes of few bytes (each paragraph re-creates the formatting elements
  // left open, up to 512): this is what bounds that. The tree stays below. At least 64
  uint32_t max_nodes = 16u << 20;
  // Of open elements; at the limit the current node is closed before a deeper one is inserted,
  // which thus becomes a sibling. Bounds the time a token takes. At least 16
  uint32_t max_depth = 512;
  uint32_t max_ms = 0;  // wall clock, 0 for none; looked at every 1,024 tokens
};

struct ParseResult {
  Status status;  // kOk, kTooLarge, kNodeLimit, kDepthLimit, kTimeout; offset() is the page's byte
  QuirksMode quirks = QuirksMode::kNoQuirks;
};

// Holds the memory of one page: reuse one parser for many pages.
//
// Lifetime: dom() and all it gives are valid until the next Parse*() or the parser's end, and
//           only while the page's bytes live.
// Threads:  one parser per thread.
class Parser {
 public:
  Parser();
  ~Parser();
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;

  // Parses a whole page. `page` must be valid UTF-8 for the text to be; any bytes are safe.
  ParseResult Parse(std::string_view page, const ParseOptions& options = {});

  // https://html.spec.whatwg.org/#html-fragment-parsing-algorithm. `context` is a tag as in
  // "div", "svg path", "math mi". The children stand below the root <html> of dom().
  ParseResult ParseFragment(std::string_view page, std::string_view context,
                            const ParseOptions& options = {});

  const Dom& dom() const;
  // Errors that the standard names, in order of position; empty unless
  // ParseOptions::collect_errors. (Errors of tree construction have no names there.)
  const std::vector<PositionedError>& errors() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::html
