#include "read_pages.h"

#include <iostream>

namespace tamis::training {
namespace {

std::string ReadBytes(size_t size) {
  std::string bytes(size, '\0');
  std::cin.read(bytes.data(), static_cast<std::streamsize>(size));
  return bytes;
}

}  // namespace

bool ReadRequest(PageRequest& request) {
  size_t url_bytes, type_bytes, html_bytes, gold_bytes;
  if (!(std::cin >> url_bytes >> type_bytes >> html_bytes >> gold_bytes)) return false;
  std::cin.get();
  request.url = ReadBytes(url_bytes);
  request.content_type = ReadBytes(type_bytes);
  request.html = ReadBytes(html_bytes);
  request.gold = ReadBytes(gold_bytes);
  return true;
}

void PageReader::Read(const std::string& html, const PageContext& context) {
  const auto& input = decode_.Decode(html, context, options_);
  static_cast<void>(parse_.Parse(input.utf8, options_));  // a partial tree is a page too
  builder_.Build(parse_.dom(), page_);
  const auto& metadata = metadata_.Read(parse_.dom(), context);
  features_.Read(page_, extract::FindPageForm(page_.declared, metadata.og_type, context.url));
}

}  // namespace tamis::training
