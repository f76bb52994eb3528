#include "pipeline/stages/decode.h"

#include <optional>
#include <string>

#include "encoding/mime_sniff.h"
#include "encoding/sniff.h"

namespace tamis::pipeline {
namespace {

// Cuts at most `max` bytes off at the start of a character.
std::string_view CutUtf8(std::string_view utf8, size_t max) {
  if (utf8.size() <= max) return utf8;
  while (max > 0 && (utf8[max] & 0xC0) == 0x80) --max;
  return utf8.substr(0, max);
}

// How to read bytes of this kind. Nothing: not at all.
std::optional<bool> AsMarkup(InputKind wanted, encoding::ContentKind found) {
  using encoding::ContentKind;
  if (found == ContentKind::kBinary) return std::nullopt;
  if (wanted != InputKind::kAuto) return wanted == InputKind::kHtml;
  switch (found) {
    case ContentKind::kEmpty:
    case ContentKind::kHtml:
      return true;
    case ContentKind::kText:
      return false;
    default:
      return std::nullopt;
  }
}

}  // namespace

const DecodedInput& DecodeStage::Decode(std::string_view bytes, const PageContext& context,
                                        const ExtractOptions& options) {
  const encoding::ContentType type = encoding::SniffContentType(bytes, context.content_type);
  const InputKind wanted = context.kind != InputKind::kAuto ? context.kind : options.input;
  const std::optional<bool> markup = AsMarkup(wanted, type.kind);
  result_ = {};
  result_.mime = type.mime;
  if (!markup) {
    result_.status =
        Status(StatusCode::kNotHtml, "no page: the bytes are " + std::string(type.mime));
    return result_;
  }
  result_.markup = *markup;
  const size_t max_bytes = options.max_page_bytes;
  // UTF-16 may shrink to half as UTF-8: more than twice the limit is cut off in any case.
  const size_t enough = 2 * max_bytes + 2;
  const encoding::DecodedPage page =
      encoding::DecodePage(bytes.substr(0, enough), context.content_type, buffer_);
  result_.charset = encoding::EncodingName(page.decision.encoding);
  result_.charset_source = encoding::SourceName(page.decision.source);
  result_.utf8 = CutUtf8(page.utf8, max_bytes);
  if (result_.utf8.size() < page.utf8.size() || bytes.size() > enough) {
    result_.status = Status(StatusCode::kTooLarge, result_.utf8.size(),
                            "the page is larger than max_page_bytes; the rest was cut off");
  }
  return result_;
}

}  // namespace tamis::pipeline
