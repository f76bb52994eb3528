// Fuzz: any bytes as a script's text
//   (a) give JSON values that lie in it, one behind the other;
//   (b) as JSON give text that stands in the JSON and is no longer, the same from used memory;
//   (c) inside the shell of a page give blocks whose range is the script's, and a decision each.
// First byte: how the script is typed.  Seeds: fuzz/seeds/second_source.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "extract/extract.h"
#include "extract/second_source/json_text.h"
#include "extract/second_source/script_json.h"
#include "html/tree/parser.h"
#include "json/tree.h"

namespace {

using tamis::extract::JsonText;
using tamis::extract::JsonTextFinder;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/second_source: %s\n", what);
  std::abort();
}

constexpr std::string_view kTypes[] = {"", " type=\"application/ld+json\"",
                                       " type=\"application/json\""};
constexpr size_t kMaxPieces = 4096;

void CheckScript(std::string_view script) {
  tamis::extract::ScriptJson values(script);
  const char* last = script.data();
  while (true) {
    const std::string_view value = values.Next(2);
    if (value.empty()) break;
    Require(value.size() >= 2, "a value too short");
    Require(value.data() >= last && value.data() + value.size() <= script.data() + script.size(),
            "a value outside of the script, or before the last one");
    last = value.data() + value.size();
  }
}

std::string Summary(const JsonText& text) {
  std::string out = std::to_string(text.words) + (text.is_summary ? "s" : "b");
  for (const auto& piece : text.pieces) {
    out += piece.text + "\x1F" + piece.author + "\x1F" + piece.date + "\x1E";
  }
  return out;
}

void CheckText(std::span<const tamis::json::Node> nodes, const JsonText& text) {
  size_t in_json = 0, found = 0;
  for (const auto& node : nodes) in_json += node.text.size();
  for (const auto& piece : text.pieces) found += piece.text.size();
  Require(found <= in_json, "more text than the JSON has");
  Require(text.pieces.size() <= kMaxPieces, "too many pieces");
  Require(text.words == 0 || !text.pieces.empty(), "words without text");
}

void CheckJson(std::string_view json) {
  tamis::json::TreeReader trees;
  const auto nodes = trees.ReadTolerant(json);
  if (!nodes.ok()) return;
  static JsonTextFinder used;
  JsonTextFinder fresh;
  JsonText text, again;
  const std::string_view titles[] = {"Bridge closed", json.substr(0, 16)};
  used.FindTyped(*nodes, text);
  fresh.FindTyped(*nodes, again);
  CheckText(*nodes, text);
  Require(Summary(text) == Summary(again), "used memory changed the typed text");
  used.FindInState(*nodes, titles, 0, text);
  fresh.FindInState(*nodes, titles, 0, again);
  CheckText(*nodes, text);
  Require(Summary(text) == Summary(again), "used memory changed the text of the state");
}

void CheckPage(std::string_view type, std::string_view script) {
  std::string page = "<title>Bridge closed</title><script";
  page.append(type).append(">").append(script).append("</script><div id=root></div>");
  static tamis::html::Parser parser;
  static tamis::extract::PageExtractor extractor;
  static_cast<void>(parser.Parse(page));
  const auto& found = extractor.ExtractHtml(parser.dom(), {});
  const auto& blocks = found.blocks.blocks;
  Require(found.decisions.size() == blocks.size(), "decisions and blocks differ in number");
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].source == tamis::BlockSource::kMarkup) continue;
    Require(blocks[i].html_begin < blocks[i].html_end && blocks[i].html_end <= page.size(),
            "a range outside of the page");
    const std::string_view range = std::string_view(page).substr(blocks[i].html_begin);
    Require(range.starts_with("<script") || range.starts_with("<SCRIPT") || range[0] == '<',
            "a range that is no script's");
    Require(blocks[i].text_begin < blocks[i].text_end, "a block without text");
  }
  uint32_t end = 0;
  for (const auto& post : found.posts) {
    Require(post.first_block >= end && post.first_block < post.end_block &&
                post.end_block <= blocks.size(),
            "posts that overlap or lie outside");
    end = post.end_block;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  // An exact-size heap copy, so AddressSanitizer sees a one-byte overread.
  const size_t n = size - 1;
  const auto copy = std::make_unique<char[]>(n);
  if (n != 0) std::memcpy(copy.get(), data + 1, n);
  const std::string_view script(copy.get(), n);
  CheckScript(script);
  CheckJson(script);
  CheckPage(kTypes[data[0] % std::size(kTypes)], script);
  return 0;
}
