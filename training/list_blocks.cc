// Prints the blocks of a page for somebody who labels them; nothing of what the engine thinks.
//
// Usage: tamis_list_blocks URL < HTML
// A line a block: BEGIN END KIND WORDS LINK_WORDS FLAGS PATH TEXT, with tabs between. BEGIN and END
// are bytes of the page, FLAGS is h (hidden), o (off-screen), n (in <noscript>) or -, PATH the tags
// of the innermost three containers with their first class.

#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>

#include "read_pages.h"

namespace {

std::string NameOf(const tamis::html::Dom& dom, tamis::html::NodeId node) {
  std::string name(dom.name(node));
  for (const auto& attribute : dom.attributes(node)) {
    if (attribute.name != tamis::html::names::kClass) continue;
    const std::string_view value = dom.value(attribute);
    const size_t begin = value.find_first_not_of(" \t\r\n\f");
    if (begin == std::string_view::npos) continue;
    const size_t end = std::min(value.find_first_of(" \t\r\n\f", begin), value.size());
    name += "." + std::string(value.substr(begin, end - begin));
  }
  return name;
}

std::string PathOf(const tamis::html::Dom& dom, const tamis::extract::PageBlocks& page,
                   uint32_t container) {
  std::string path;
  for (int level = 0; level < 3 && container != 0; ++level) {
    const auto& c = page.containers[container];
    const std::string name =
        c.node == tamis::html::kNoNode ? std::string("noscript") : NameOf(dom, c.node);
    path = path.empty() ? name : name + ">" + path;
    container = c.parent;
  }
  return path;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: tamis_list_blocks URL < HTML\n";
    return 2;
  }
  const std::string html{std::istreambuf_iterator<char>(std::cin), {}};
  tamis::training::PageReader reader;
  reader.Read(html, {.url = argv[1]});
  const tamis::extract::PageBlocks& page = reader.page();
  for (const auto& block : page.blocks) {
    std::string text(page.Text(block));
    for (char& c : text) {
      if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    }
    const char flag = block.flags & tamis::extract::kBlockHidden      ? 'h'
                      : block.flags & tamis::extract::kBlockOffScreen ? 'o'
                      : block.in_noscript                             ? 'n'
                                                                      : '-';
    std::cout << block.html_begin << '\t' << block.html_end << '\t'
              << tamis::BlockKindName(block.kind) << '\t' << block.words << '\t' << block.link_words
              << '\t' << flag << '\t' << PathOf(reader.dom(), page, block.parent) << '\t' << text
              << '\n';
  }
}
