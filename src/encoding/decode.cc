#include "encoding/decode.h"

#include "base/unicode/utf8.h"
#include "encoding/decoders/decoders.h"

namespace tamis::encoding {
namespace {

std::string_view WithoutMark(std::string_view bytes, Encoding encoding) {
  std::string_view mark;
  if (encoding == Encoding::kUtf8) mark = "\xEF\xBB\xBF";
  if (encoding == Encoding::kUtf16le) mark = "\xFF\xFE";
  if (encoding == Encoding::kUtf16be) mark = "\xFE\xFF";
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  return bytes;
}

std::string_view DecodeUtf8Text(std::string_view bytes, std::string& buffer, size_t& replacements) {
  size_t valid = ValidUtf8Prefix(bytes);
  if (valid == bytes.size()) return bytes;
  Writer out(buffer, bytes.size());
  while (true) {
    out.PutText(bytes.substr(0, valid));
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    size_t skipped = 0;
    DecodeUtf8(bytes, skipped);
    bytes.remove_prefix(skipped);
    out.PutError();
    valid = ValidUtf8Prefix(bytes);
  }
  out.Finish();
  replacements += out.errors();
  return buffer;
}

void Dispatch(std::string_view bytes, Encoding encoding, Writer& out) {
  switch (encoding) {
    case Encoding::kGbk:
    case Encoding::kGb18030:
      return DecodeGb18030(bytes, out);
    case Encoding::kBig5:
      return DecodeBig5(bytes, out);
    case Encoding::kEucJp:
      return DecodeEucJp(bytes, out);
    case Encoding::kIso2022Jp:
      return DecodeIso2022Jp(bytes, out);
    case Encoding::kShiftJis:
      return DecodeShiftJis(bytes, out);
    case Encoding::kEucKr:
      return DecodeEucKr(bytes, out);
    case Encoding::kUtf16be:
    case Encoding::kUtf16le:
      return DecodeUtf16(bytes, encoding == Encoding::kUtf16be, out);
    case Encoding::kXUserDefined:
      return DecodeXUserDefined(bytes, out);
    case Encoding::kReplacement:
      if (!bytes.empty()) out.PutError();
      return;
    default:
      return DecodeSingleByte(encoding, bytes, out);
  }
}

}  // namespace

std::string_view Decode(std::string_view bytes, Encoding encoding, std::string& buffer,
                        size_t& replacements) {
  bytes = WithoutMark(bytes, encoding);
  if (encoding == Encoding::kUtf8) return DecodeUtf8Text(bytes, buffer, replacements);
  const bool ascii_is_text = IsSingleByte(encoding) || encoding == Encoding::kXUserDefined ||
                             (encoding >= Encoding::kGbk && encoding <= Encoding::kEucKr &&
                              encoding != Encoding::kIso2022Jp);
  if (ascii_is_text && AsciiPrefix(bytes) == bytes.size()) return bytes;
  Writer out(buffer, bytes.size());
  Dispatch(bytes, encoding, out);
  out.Finish();
  replacements += out.errors();
  return buffer;
}

}  // namespace tamis::encoding
