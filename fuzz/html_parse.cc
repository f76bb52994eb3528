// Fuzz: any bytes parse, as page and as fragment, to a whole tree
//   (a) that is well-formed (CheckTree: links, source ranges, bounds) and within the limits,
//   (b) the same when parsed again by the same parser, after pages cut short by limits,
//   (c) the same from a new parser that collects errors: there the tokenizer takes every state
//       of the standard, while without errors it reads common tags at once.
// Seeds: fuzz/seeds/html_parse.  Dictionary: fuzz/html_parse.dict.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "html/dom/dump.h"
#include "html/tree/parser.h"

namespace {

using tamis::html::CheckTree;
using tamis::html::DumpTree;
using tamis::html::ParseOptions;
using tamis::html::Parser;
using tamis::html::ParseResult;

constexpr const char* kContexts[] = {"",
                                     "div",
                                     "table",
                                     "tr",
                                     "td",
                                     "tbody",
                                     "colgroup",
                                     "select",
                                     "title",
                                     "script",
                                     "template",
                                     "html",
                                     "head",
                                     "body",
                                     "frameset",
                                     "form",
                                     "noscript",
                                     "plaintext",
                                     "svg svg",
                                     "svg desc",
                                     "svg foreignObject",
                                     "math mi",
                                     "button",
                                     "math math",
                                     "math annotation-xml"};

void Require(bool condition, const char* what, const std::string& detail = {}) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/html_parse: %s %s\n", what, detail.c_str());
  std::abort();  // not assert(): fuzzers also run in release builds
}

ParseResult Parse(Parser& parser, std::string_view html, const char* context,
                  const ParseOptions& options) {
  const ParseResult result =
      *context == '\0' ? parser.Parse(html, options) : parser.ParseFragment(html, context, options);
  const std::string fault = CheckTree(parser.dom());
  Require(fault.empty(), "not well-formed:", fault);
  Require(parser.dom().node_count() <= options.max_nodes, "more nodes than max_nodes");
  Require(result.status.offset() <= html.size(), "a status outside the page");
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  // An exact-size heap copy, so AddressSanitizer sees a one-byte overread.
  const size_t n = size - 2;
  const auto copy = std::make_unique<char[]>(n);
  if (n != 0) std::memcpy(copy.get(), data + 2, n);
  const std::string_view html(copy.get(), n);
  const char* context = kContexts[data[0] % std::size(kContexts)];
  ParseOptions options{.scripting = (data[1] & 1) != 0, .collect_errors = (data[1] & 2) != 0};
  options.max_nodes = 1u << 20;

  Parser parser;
  const ParseResult first = Parse(parser, html, context, options);
  Require(first.status.ok() || first.status.code() == tamis::StatusCode::kDepthLimit,
          "a small page hits a limit");
  const std::string want = DumpTree(parser.dom());

  // Limits that cut the page: the tree is whole still, and nothing of it stays behind.
  ParseOptions tight = options;
  tight.max_nodes = 64 + data[1];
  tight.max_depth = 16 + data[0] % 16;
  tight.max_bytes = static_cast<uint32_t>(n - n / 4);
  (void)Parse(parser, html, context, tight);
  tight.max_nodes = options.max_nodes;
  (void)Parse(parser, html, context, tight);

  (void)Parse(parser, html, context, options);
  Require(DumpTree(parser.dom()) == want, "a used parser gives another tree");
  options.collect_errors = !options.collect_errors;
  Parser fresh;
  (void)Parse(fresh, html, context, options);
  Require(DumpTree(fresh.dom()) == want, "collecting errors changes the tree");
  return 0;
}
