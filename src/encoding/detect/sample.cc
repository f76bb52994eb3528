#include "encoding/detect/sample.h"

#include <algorithm>
#include <cstdint>

#include "encoding/decoders/writer.h"

namespace tamis::encoding {
namespace {

// ASCII kept on either side of other bytes.
constexpr size_t kContext = 24;

bool IsHigh(char c) { return static_cast<uint8_t>(c) >= 0x80; }

bool StartsIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

// Bytes of the element `name` at the start of `text`, up to its end tag. One that nobody closes
// runs to the end, as in a browser.
size_t RawTextLength(std::string_view text, std::string_view name) {
  for (size_t i = text.find("</"); i < text.size(); i = text.find("</", i + 2)) {
    if (StartsIgnoringCase(text.substr(i + 2), name)) return i;
  }
  return text.size();
}

// Bytes of the tag, comment, script or style at text[0] == '<'; 0 when it is text.
size_t MarkupLength(std::string_view text) {
  if (text.size() < 2) return 0;
  const char letter = static_cast<char>(text[1] | 0x20);
  if (text.starts_with("<!--")) return std::min(text.find("-->", 4), text.size() - 3) + 3;
  if (text[1] != '/' && text[1] != '!' && text[1] != '?' && !(letter >= 'a' && letter <= 'z')) {
    return 0;
  }
  for (std::string_view name : {"script", "style"}) {
    if (StartsIgnoringCase(text.substr(1), name)) return RawTextLength(text, name);
  }
  return std::min(text.find('>'), text.size() - 1) + 1;
}

void AppendAroundHighBytes(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size() && out.size() < kSampleBytes;) {
    const size_t high = i + AsciiPrefix(text.substr(i));
    if (high == text.size()) return;
    const size_t begin = std::max(i, high - std::min(high, kContext));
    size_t last = high;
    const size_t limit = std::min(text.size(), begin + kSampleBytes);
    for (size_t n = high + 1; n < limit && n <= last + 2 * kContext; ++n) {
      if (IsHigh(text[n])) last = n;
    }
    i = std::min(last + 1 + kContext, text.size());
    out.append(text.substr(begin, i - begin));
    out.push_back(' ');
  }
}

}  // namespace

std::string MakeSample(std::string_view page) {
  std::string sample;
  sample.reserve(2 * kSampleBytes + 4 * kContext);
  for (size_t i = 0; i < page.size() && sample.size() < kSampleBytes;) {
    const size_t open = std::min(page.find('<', i), page.size());
    const size_t markup = MarkupLength(page.substr(open));
    const size_t end = std::min(open + (markup == 0 ? 1 : 0), page.size());
    AppendAroundHighBytes(page.substr(i, end - i), sample);
    i = end + markup;
  }
  if (sample.empty()) AppendAroundHighBytes(page, sample);
  if (sample.size() > kSampleBytes) sample.resize(kSampleBytes);
  return sample;
}

}  // namespace tamis::encoding
