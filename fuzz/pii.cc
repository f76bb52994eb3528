// Fuzz: any bytes as a text
//   (a) give spans that lie in the text, in order, without overlap, on ASCII characters;
//   (b) keep length, spaces and line ends when masked, and nothing of a span's letters or digits.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/pii/pii.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/pii: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto copy = std::make_unique<char[]>(size);
  if (size != 0) std::memcpy(copy.get(), data, size);
  const std::string_view text(copy.get(), size);
  std::vector<tamis::PiiSpan> spans;
  tamis::text::FindPii(text, spans);
  size_t end = 0;
  for (const tamis::PiiSpan& span : spans) {
    Require(span.begin >= end && span.begin < span.end && span.end <= size, "a span out of place");
    end = span.end;
    for (size_t i = span.begin; i < span.end; ++i) {
      Require(static_cast<unsigned char>(text[i]) < 0x80 && text[i] != '\n', "no ASCII");
    }
  }
  std::string masked(text);
  tamis::text::MaskSpans(spans, masked);
  Require(masked.size() == size, "masking changed the length");
  size_t next = 0;
  for (size_t i = 0; i < size; ++i) {
    while (next < spans.size() && i >= spans[next].end) ++next;
    const bool inside = next < spans.size() && i >= spans[next].begin;
    const auto byte = static_cast<unsigned char>(masked[i]);
    if (!inside) {
      Require(masked[i] == text[i], "masked outside of a span");
    } else {
      Require(!(byte >= '1' && byte <= '9') && !(byte >= 'A' && byte <= 'Z'), "not masked");
    }
  }
  return 0;
}
