// Fuzz: any bytes, in every encoding and with any header, and
//   (a) every decoder gives valid UTF-8 of at most three bytes a byte,
//   (b) valid UTF-8 decodes to itself, in place, and U+FFFD are counted as they stand there,
//   (c) the whole decision gives valid UTF-8, is the same twice, and its parts agree,
//   (d) the two UTF-8 decoders agree.
// The first byte says how many of the next ones are the HTTP header.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "base/unicode/utf8.h"
#include "encoding/decode.h"
#include "encoding/labels.h"
#include "encoding/mime_sniff.h"
#include "encoding/prescan.h"
#include "encoding/sniff.h"

namespace {

using tamis::encoding::Encoding;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/encoding: %s\n", what);
  std::abort();
}

bool IsValid(std::string_view text) { return tamis::ValidUtf8Prefix(text) == text.size(); }

void DecodeEvery(std::string_view bytes) {
  std::string buffer;
  for (size_t n = 0; n < tamis::encoding::kEncodingCount; ++n) {
    size_t replacements = 0;
    const std::string_view text =
        tamis::encoding::Decode(bytes, static_cast<Encoding>(n), buffer, replacements);
    Require(IsValid(text), "a decoder wrote ill-formed UTF-8");
    Require(text.size() <= 3 * bytes.size(), "a decoder wrote more than three bytes a byte");
    Require(replacements <= bytes.size(), "more errors than bytes");
    Require(replacements * 3 <= text.size(), "an error without U+FFFD");
  }
}

void CheckUtf8(std::string_view bytes) {
  std::string buffer;
  size_t replacements = 0;
  const std::string_view text =
      tamis::encoding::Decode(bytes, Encoding::kUtf8, buffer, replacements);
  if (IsValid(bytes)) {
    Require(replacements == 0, "valid UTF-8 had errors");
    Require(bytes.ends_with(text) && bytes.size() - text.size() <= 3, "valid UTF-8 was changed");
  }
  std::string lossy;
  const bool mark = bytes.starts_with("\xEF\xBB\xBF");
  tamis::AppendUtf8Lossy(bytes.substr(mark ? 3 : 0), lossy);
  Require(lossy == text, "two UTF-8 decoders differ");
  size_t i = 0;
  std::string again;
  while (i < text.size()) tamis::AppendUtf8(tamis::DecodeUtf8(text, i), again);
  Require(again == text, "code points do not give the text back");
}

void CheckDecision(std::string_view bytes, std::string_view header) {
  std::string buffer;
  const auto page = tamis::encoding::DecodePage(bytes, header, buffer);
  Require(IsValid(page.utf8), "a page is ill-formed UTF-8");
  Require(page.decision.valid_utf8 == IsValid(bytes), "valid_utf8 is wrong");
  const auto again = tamis::encoding::Decide(bytes, header);
  Require(again.encoding == page.decision.encoding && again.source == page.decision.source,
          "two decisions differ");
  Require(page.decision.declared_was_wrong ==
              (again.declared && *again.declared != page.decision.encoding),
          "declared_was_wrong is wrong");
  const auto type = tamis::encoding::SniffContentType(bytes, header);
  Require(!type.mime.empty(), "no type");
  tamis::encoding::PrescanHead(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  // Exact-size heap copies, so that AddressSanitizer sees a one-byte overread.
  const size_t header_size = data[0] < size - 1 ? data[0] : 0;
  const auto header = std::make_unique<char[]>(header_size);
  if (header_size != 0) std::memcpy(header.get(), data + 1, header_size);
  const size_t n = size - 1 - header_size;
  const auto copy = std::make_unique<char[]>(n);
  if (n != 0) std::memcpy(copy.get(), data + 1 + header_size, n);
  const std::string_view bytes(copy.get(), n);

  DecodeEvery(bytes);
  CheckUtf8(bytes);
  CheckDecision(bytes, std::string_view(header.get(), header_size));
  return 0;
}
