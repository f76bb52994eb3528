#include "html/tree/pseudo_attributes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/unicode/utf8.h"

namespace tamis::html {
namespace {

// More than this is an error here: duplicates are looked for one by one.
constexpr size_t kMaxAttributes = 32;

constexpr std::string_view kSpace = " \t\n\r\f";

void SkipSpace(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
}

// Resolves one reference at the front of `text`, which begins with '&'.
bool TakeReference(std::string_view& text, std::string& value) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};
  const size_t end = text.find(';');
  if (end == std::string_view::npos) return false;
  std::string_view name = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  for (const auto& [entity, c] : kEntities) {
    if (name != entity) continue;
    value.push_back(c);
    return true;
  }
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const uint32_t base = name.starts_with('x') ? 16 : 10;
  if (base == 16) name.remove_prefix(1);
  if (name.empty()) return false;
  uint32_t code = 0;
  for (const char c : name) {
    uint32_t digit = 99;
    if (c >= '0' && c <= '9') digit = static_cast<uint32_t>(c - '0');
    if (c >= 'a' && c <= 'f') digit = static_cast<uint32_t>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F') digit = static_cast<uint32_t>(c - 'A') + 10;
    if (digit >= base || code > 0x10FFFF) return false;
    code = code * base + digit;
  }
  if (code == 0 || code > 0x10FFFF) return false;
  AppendUtf8(static_cast<char32_t>(code), value);
  return true;
}

bool TakeValue(std::string_view& text, std::string& value) {
  value.clear();
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return false;
  const char quote = text[0];
  text.remove_prefix(1);
  while (!text.empty() && text[0] != quote) {
    if (text[0] == '<') return false;
    if (text[0] == '&') {
      if (!TakeReference(text, value)) return false;
      continue;
    }
    value.push_back(text[0]);
    text.remove_prefix(1);
  }
  if (text.empty()) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

bool FindPseudoAttribute(std::string_view data, std::string_view name, std::string& value) {
  std::array<std::string_view, kMaxAttributes> seen;
  size_t count = 0;
  bool found = false;
  std::string scratch;
  bool space_before = true;
  for (;;) {
    const size_t before = data.size();
    SkipSpace(data);
    if (data.empty()) return found;
    space_before = space_before || data.size() != before;
    const size_t end = std::min(data.find_first_of(" \t\n\r\f=\"'<>&/"), data.size());
    const std::string_view attribute = data.substr(0, end);
    data.remove_prefix(end);
    SkipSpace(data);
    if (!space_before || attribute.empty() || !data.starts_with('=')) return false;
    data.remove_prefix(1);
    SkipSpace(data);
    if (!TakeValue(data, scratch) || count == kMaxAttributes ||
        std::find(seen.begin(), seen.begin() + count, attribute) != seen.begin() + count) {
      return false;
    }
    seen[count++] = attribute;
    if (attribute == name) {
      found = true;
      value = scratch;
    }
    space_before = false;
  }
}

}  // namespace tamis::html
