// Fuzz: any bytes, as a page and as flattened text, give an Extraction that keeps its promises:
//   decisions and blocks are as many, ranges lie in the page and in the text, the text stands once,
//   containers form a tree over the blocks, scores are 0..1,
//   and used memory gives what fresh memory gives.
// First byte: what to do; the rest: the page.  Seeds: examples/pages, tests/golden/pages.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "extract/extract.h"
#include "html/tree/parser.h"

namespace {

using tamis::extract::Extraction;
using tamis::extract::PageExtractor;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/extract: %s\n", what);
  std::abort();
}

bool IsKeptReason(tamis::Reason reason) { return static_cast<int>(reason) < 32; }

void CheckBlocks(const Extraction& x, size_t page_size) {
  const auto& blocks = x.blocks.blocks;
  Require(x.decisions.size() == blocks.size(), "decisions and blocks differ in number");
  uint32_t text_end = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const auto& b = blocks[i];
    const auto& d = x.decisions[i];
    Require(b.text_begin == text_end && b.text_begin < b.text_end, "texts overlap or are empty");
    text_end = b.text_end;
    Require(b.html_begin <= b.html_end && b.html_end <= page_size, "a range outside of the page");
    Require(b.link_words <= b.words, "more words in links than words");
    Require(d.score >= 0 && d.score <= 1, "a score outside 0..1");
    const bool title = d.reason == tamis::Reason::kTitle;  // of flattened text: not kept
    Require(title || d.keep == IsKeptReason(d.reason), "a reason that contradicts the decision");
  }
  Require(text_end == x.blocks.text.size(), "text beyond the blocks");
  Require(x.title_block == tamis::extract::kNoBlock || x.title_block < blocks.size(),
          "no such title");
  Require(x.confidence >= 0 && x.confidence <= 1, "a confidence outside 0..1");
}

void CheckContainers(const Extraction& x) {
  const auto& containers = x.blocks.containers;
  for (size_t c = 1; c < containers.size(); ++c) {
    const auto& outer = containers[containers[c].parent];
    Require(containers[c].parent < c, "a container before its parent");
    Require(outer.first_block <= containers[c].first_block &&
                containers[c].end_block <= outer.end_block &&
                containers[c].first_block < containers[c].end_block,
            "a container outside of its parent, or empty");
  }
  for (size_t i = 0; i < x.blocks.blocks.size(); ++i) {
    const auto& c = containers[x.blocks.blocks[i].parent];
    Require(c.first_block <= i && i < c.end_block, "a block outside of its container");
  }
}

std::string Summary(const Extraction& x) {
  std::string out = x.blocks.text;
  for (const auto& d : x.decisions) {
    out += d.keep ? '+' : '-';
    out += static_cast<char>(d.reason);
    out.append(reinterpret_cast<const char*>(&d.score), sizeof d.score);
  }
  return out + std::to_string(x.title_block) + std::to_string(x.confidence);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  tamis::ExtractOptions options;
  options.view = static_cast<tamis::View>(data[0] % 3);
  tamis::html::ParseOptions parse;
  parse.scripting = (data[0] & 4) != 0;
  parse.max_nodes = 1 << 16;
  // An exact-size heap copy, so AddressSanitizer sees a one-byte overread.
  const size_t n = size - 1;
  const auto copy = std::make_unique<char[]>(n);
  if (n != 0) std::memcpy(copy.get(), data + 1, n);
  const std::string_view page(copy.get(), n);

  static tamis::html::Parser parser;  // used memory, as in a run
  static PageExtractor used;
  static_cast<void>(parser.Parse(page, parse));
  const tamis::extract::PageHints hints{
      .titles = {}, .og_type = "article", .url = page.substr(0, 64)};
  const Extraction& html = used.ExtractHtml(parser.dom(), options, hints);
  CheckBlocks(html, n);
  CheckContainers(html);
  const std::string of_html = Summary(html);
  const Extraction& text = used.ExtractText(page, options);
  CheckBlocks(text, n);
  const std::string of_text = Summary(text);

  PageExtractor fresh;
  Require(Summary(fresh.ExtractHtml(parser.dom(), options, hints)) == of_html,
          "used memory changed the result");
  Require(Summary(fresh.ExtractText(page, options)) == of_text,
          "used memory changed the result of text");
  return 0;
}
