// A line a block:
//
//   keep  main_text         0.93      1204-1760       paragraph   The council met on …
//   drop  navigation        0.02       310-522        list_item   Home

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "tamis/extract.h"

namespace tamis {
namespace {

constexpr size_t kMaxTextBytes = 160;  // of a block; the rest is cut off with an ellipsis

void AppendPadded(std::string_view text, size_t width, std::string& out) {
  out.append(text).append(width > text.size() ? width - text.size() : 0, ' ');
}

void AppendNumber(uint32_t number, size_t width, std::string& out) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const auto size = static_cast<size_t>(end - digits);
  out.append(width > size ? width - size : 0, ' ').append(digits, size);
}

void AppendTwoDecimals(float score, std::string& out) {
  const auto cents = static_cast<uint32_t>(std::lround(std::clamp(score, 0.0f, 9.99f) * 100));
  AppendNumber(cents / 100, 1, out);
  out.push_back('.');
  out.push_back(static_cast<char>('0' + cents / 10 % 10));
  out.push_back(static_cast<char>('0' + cents % 10));
}

void AppendOneLine(std::string_view text, std::string& out) {
  size_t size = std::min(text.size(), kMaxTextBytes);
  while (size > 0 && size < text.size() && (text[size] & 0xC0) == 0x80) --size;
  for (const char c : text.substr(0, size)) {
    out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c);
  }
  if (size < text.size()) out.append("…");
}

}  // namespace

void AppendExplanation(const Document& document, std::string& out) {
  for (const Block& block : document.blocks) {
    out.append(block.keep ? "keep  " : "drop  ");
    AppendPadded(ReasonName(block.reason), 18, out);
    AppendTwoDecimals(block.score, out);
    AppendNumber(block.html_begin, 10, out);
    out.push_back('-');
    const size_t after_dash = out.size();
    AppendNumber(block.html_end, 0, out);
    out.append(out.size() - after_dash < 9 ? 9 - (out.size() - after_dash) : 0, ' ');
    out.append("  ");
    AppendPadded(BlockKindName(block.kind), 12, out);
    AppendOneLine(block.text, out);
    while (out.back() == ' ') out.pop_back();
    out.push_back('\n');
  }
}

}  // namespace tamis
