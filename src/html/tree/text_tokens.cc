// Text tokens come as runs; some rules treat white space and other characters differently.

#include <cstring>

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

}  // namespace

// The rest keeps the token's own place in the page where a byte of text is a byte of page; in
// decoded text both parts name the whole token.
TreeBuilder::Piece TreeBuilder::TakeLeadingSpace() {
  if (token_.is_null) return {};
  const std::string_view text = TokenText();
  uint32_t n = 0;
  while (n < text.size() && IsSpace(text[n])) ++n;
  Piece piece{{token_.text.begin, n}, token_.source_begin, token_.source_end, true};
  if (n < text.size() && token_.text.begin == token_.source_begin && store().in_page(token_.text)) {
    piece.source_end = token_.source_begin + n;
    token_.source_begin = piece.source_end;
  }
  token_.text.begin += n;
  token_.text.size -= n;
  return piece;
}

// After <pre>, <listing> and <textarea>: the newline is for the author's convenience.
void TreeBuilder::DropLeadingNewline() {
  if (token_.type != TokenType::kText || token_.is_null) return;
  const std::string_view text = TokenText();
  if (text.empty() || text[0] != '\n') return;
  if (token_.text.begin == token_.source_begin && store().in_page(token_.text)) {
    ++token_.source_begin;
  }
  ++token_.text.begin;
  --token_.text.size;
}

// Framesets keep the white space of a text and drop the rest.
void TreeBuilder::InsertOnlySpace() {
  while (TextLeft() && !token_.is_null) {
    InsertText(TakeLeadingSpace());
    const std::string_view text = TokenText();
    uint32_t n = 0;
    while (n < text.size() && !IsSpace(text[n])) ++n;
    token_.text.begin += n;
    token_.text.size -= n;
  }
}

const Attribute* TreeBuilder::TokenAttribute(NameId name) const {
  for (const Attribute& a : token_.attributes) {
    if (a.name == name) return &a;
  }
  return nullptr;
}

// ASCII case-insensitive. `lower` is in lower case.
bool TreeBuilder::TokenValueIs(NameId attribute, std::string_view lower) const {
  const Attribute* a = TokenAttribute(attribute);
  if (a == nullptr || a->value.size != lower.size()) return false;
  const std::string_view value = store().View(a->value);
  for (size_t i = 0; i < lower.size(); ++i) {
    const char c =
        value[i] >= 'A' && value[i] <= 'Z' ? static_cast<char>(value[i] | 0x20) : value[i];
    if (c != lower[i]) return false;
  }
  return true;
}

}  // namespace tamis::html
