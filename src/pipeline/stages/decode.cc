#include "pipeline/stages/decode.h"

#include <array>
#include <cstring>

#include "encoding/sniff.h"

namespace tamis::pipeline {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

// Tags whose start tag alone says that this is a page.
constexpr std::array<std::string_view, 20> kTellingTags = {
    "a",    "article", "b",  "body", "br", "div", "h1", "h2",      "h3",   "head",
    "html", "img",     "li", "main", "p",  "pre", "td", "section", "span", "title"};

// `rest` begins behind a "<".
bool BeginsTag(std::string_view rest) {
  if (rest.size() >= 2 && rest[0] == '/' && IsLetter(rest[1])) return true;
  constexpr size_t kLongest = 7;
  char name[kLongest + 1];
  size_t size = 0;
  while (size < rest.size() && size <= kLongest &&
         (IsLetter(rest[size]) || (rest[size] >= '0' && rest[size] <= '9'))) {
    name[size] = Lower(rest[size]);
    ++size;
  }
  if (size == 0 || size > kLongest || size == rest.size()) return false;
  if (std::strchr(" \t\r\n\f/>", rest[size]) == nullptr) return false;
  for (const std::string_view tag : kTellingTags) {
    if (tag == std::string_view(name, size)) return true;
  }
  return false;
}

// Cuts at most `max` bytes off at the start of a character.
std::string_view CutUtf8(std::string_view utf8, size_t max) {
  if (utf8.size() <= max) return utf8;
  while (max > 0 && (utf8[max] & 0xC0) == 0x80) --max;
  return utf8.substr(0, max);
}

}  // namespace

bool HasMarkup(std::string_view utf8) {
  for (size_t at = utf8.find('<'); at != std::string_view::npos; at = utf8.find('<', at + 1)) {
    if (BeginsTag(utf8.substr(at + 1, 16))) return true;
  }
  return false;
}

const DecodedInput& DecodeStage::Decode(std::string_view bytes, const PageContext& context,
                                        const ExtractOptions& options) {
  result_ = {};
  const size_t max_bytes = options.max_page_bytes;
  // UTF-16 may shrink to half as UTF-8: more than twice the limit is cut off in any case.
  const encoding::DecodedPage page =
      encoding::DecodePage(bytes.substr(0, 2 * max_bytes + 2), context.content_type, buffer_);
  result_.charset = encoding::EncodingName(page.decision.encoding);
  result_.charset_source = encoding::SourceName(page.decision.source);
  result_.utf8 = CutUtf8(page.utf8, max_bytes);
  if (result_.utf8.size() < page.utf8.size() || bytes.size() > 2 * max_bytes + 2) {
    result_.status = Status(StatusCode::kTooLarge, result_.utf8.size(),
                            "the page is larger than max_page_bytes; the rest was cut off");
  }
  const InputKind kind = context.kind != InputKind::kAuto ? context.kind : options.input;
  result_.markup =
      kind == InputKind::kHtml || (kind == InputKind::kAuto && HasMarkup(result_.utf8));
  result_.mime = result_.markup ? "text/html" : "text/plain";
  return result_;
}

}  // namespace tamis::pipeline
