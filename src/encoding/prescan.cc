#include "encoding/prescan.h"

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"

namespace tamis::encoding {
namespace {

using std::string_view;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool IsAsciiLetter(char c) { return ToAsciiLower(c) >= 'a' && ToAsciiLower(c) <= 'z'; }

bool StartsIgnoringCase(string_view text, string_view lower) {
  return text.size() >= lower.size() && EqualsIgnoringCase(text.substr(0, lower.size()), lower);
}

// https://html.spec.whatwg.org/#algorithm-for-extracting-a-character-encoding-from-a-meta-element
std::optional<Encoding> EncodingFromMetaContent(string_view s) {
  for (size_t i = 0; i < s.size();) {
    if (!StartsIgnoringCase(s.substr(i), "charset")) {
      ++i;
      continue;
    }
    i += 7;
    while (i < s.size() && IsSpace(s[i])) ++i;
    if (i == s.size() || s[i] != '=') continue;
    ++i;
    while (i < s.size() && IsSpace(s[i])) ++i;
    if (i == s.size()) return std::nullopt;
    if (s[i] == '"' || s[i] == '\'') {
      const size_t end = s.find(s[i], i + 1);
      if (end == string_view::npos) return std::nullopt;
      return EncodingFromLabel(s.substr(i + 1, end - i - 1));
    }
    size_t end = i;
    while (end < s.size() && !IsSpace(s[end]) && s[end] != ';') ++end;
    return EncodingFromLabel(s.substr(i, end - i));
  }
  return std::nullopt;
}

struct Attribute {
  string_view name;   // case as written
  string_view value;  // case as written
};

// Walks the tags as the prescan does. Every step that would pass the end of the bytes makes
// AtEnd() true, which ends the prescan.
class Scanner {
 public:
  explicit Scanner(string_view bytes) : bytes_(bytes) {}

  bool AtEnd() const { return position_ >= bytes_.size(); }
  string_view Rest() const { return bytes_.substr(std::min(position_, bytes_.size())); }
  void Skip(size_t n) { position_ += n; }
  // Moves to `offset` bytes after the next `what`, or to the end.
  void MoveTo(string_view what, size_t from, size_t offset) {
    const size_t found = bytes_.find(what, position_ + from);
    position_ = found == string_view::npos ? bytes_.size() : found + offset;
  }
  void MoveToTagNameEnd() {
    while (!AtEnd() && !IsSpace(Here()) && Here() != '>') ++position_;
  }

  // "Get an attribute". Nothing when there is none, or at the end of the bytes.
  std::optional<Attribute> NextAttribute() {
    while (!AtEnd() && (IsSpace(Here()) || Here() == '/')) ++position_;
    if (AtEnd() || Here() == '>') return std::nullopt;
    Attribute attribute;
    const size_t begin = position_;
    while (!AtEnd() && !(Here() == '=' && position_ > begin) && !IsSpace(Here()) && Here() != '/' &&
           Here() != '>') {
      ++position_;
    }
    attribute.name = bytes_.substr(begin, position_ - begin);
    SkipSpace();
    if (!AtEnd() && Here() == '=') {
      ++position_;
      SkipSpace();
      attribute.value = Value();
    }
    if (AtEnd()) return std::nullopt;
    return attribute;
  }

 private:
  char Here() const { return bytes_[position_]; }
  void SkipSpace() {
    while (!AtEnd() && IsSpace(Here())) ++position_;
  }
  string_view Value() {
    if (AtEnd() || Here() == '>') return {};
    if (Here() == '"' || Here() == '\'') {
      const size_t begin = position_ + 1;
      MoveTo(bytes_.substr(position_, 1), 1, 0);
      const string_view value = bytes_.substr(begin, position_ - begin);
      Skip(1);
      return value;
    }
    const size_t begin = position_;
    MoveToTagNameEnd();
    return bytes_.substr(begin, position_ - begin);
  }

  string_view bytes_;
  size_t position_ = 0;
};

// The attributes of one <meta>, at whose name's end the scanner stands.
std::optional<Encoding> EncodingOfMeta(Scanner& scanner) {
  bool got_pragma = false;
  std::optional<bool> need_pragma;
  bool seen_pragma = false;
  bool seen_content = false;
  bool seen_charset = false;
  std::optional<Encoding> charset;
  while (const std::optional<Attribute> attribute = scanner.NextAttribute()) {
    if (EqualsIgnoringCase(attribute->name, "http-equiv") && !seen_pragma) {
      seen_pragma = true;
      got_pragma = EqualsIgnoringCase(attribute->value, "content-type");
    } else if (EqualsIgnoringCase(attribute->name, "content") && !seen_content) {
      seen_content = true;
      const std::optional<Encoding> found = EncodingFromMetaContent(attribute->value);
      if (found && !seen_charset) {
        charset = found;
        need_pragma = true;
      }
    } else if (EqualsIgnoringCase(attribute->name, "charset") && !seen_charset) {
      seen_charset = true;
      charset = EncodingFromLabel(attribute->value);
      need_pragma = false;
    }
  }
  if (scanner.AtEnd() || !need_pragma || (*need_pragma && !got_pragma) || !charset) {
    return std::nullopt;
  }
  if (IsUtf16(*charset)) return Encoding::kUtf8;
  if (*charset == Encoding::kXUserDefined) return Encoding::kWindows1252;
  return charset;
}

// Elements whose text is not markup.
constexpr string_view kRawText[] = {"script", "style", "title", "textarea", "noframes", "xmp"};

// Past the end tag of a raw text element whose start tag the scanner has just read.
void SkipRawText(Scanner& scanner, string_view element) {
  while (!scanner.AtEnd()) {
    scanner.MoveTo("</", 0, 2);
    if (StartsIgnoringCase(scanner.Rest(), element)) return;
  }
}

bool IsTag(string_view rest, string_view name) {
  return StartsIgnoringCase(rest.substr(1), name) && rest.size() > name.size() + 1 &&
         (IsSpace(rest[name.size() + 1]) || rest[name.size() + 1] == '/' ||
          rest[name.size() + 1] == '>');
}

// A tag other than <meta>: past its attributes, and with `head_only` past its raw text. Returns
// false where the head ends.
bool SkipTag(Scanner& scanner, bool head_only) {
  const string_view rest = scanner.Rest();
  if (head_only && IsTag(rest, "body")) return false;
  scanner.MoveToTagNameEnd();
  while (scanner.NextAttribute()) {
  }
  if (!head_only) return true;
  for (string_view element : kRawText) {
    if (IsTag(rest, element)) SkipRawText(scanner, element);
  }
  return true;
}

std::optional<Encoding> ScanTags(string_view bytes, bool head_only) {
  for (Scanner scanner(bytes); !scanner.AtEnd(); scanner.Skip(1)) {
    scanner.MoveTo("<", 0, 0);
    const string_view rest = scanner.Rest();
    if (rest.starts_with("<!--")) {
      scanner.MoveTo("-->", 2, 2);
    } else if (StartsIgnoringCase(rest, "<meta") && rest.size() > 5 &&
               (IsSpace(rest[5]) || rest[5] == '/')) {
      scanner.Skip(5);
      if (const std::optional<Encoding> found = EncodingOfMeta(scanner)) return found;
    } else if (rest.size() > 2 && IsAsciiLetter(rest[1] == '/' ? rest[2] : rest[1])) {
      if (!SkipTag(scanner, head_only)) return std::nullopt;
    } else if (rest.starts_with("<!") || rest.starts_with("</") || rest.starts_with("<?")) {
      scanner.MoveTo(">", 1, 0);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Encoding> PrescanMeta(std::string_view bytes) {
  if (bytes.starts_with(string_view("<\0?\0x\0", 6))) return Encoding::kUtf16le;
  if (bytes.starts_with(string_view("\0<\0?\0x", 6))) return Encoding::kUtf16be;
  return ScanTags(bytes, /*head_only=*/false);
}

std::optional<Encoding> PrescanHead(std::string_view page) {
  return ScanTags(page.substr(0, kLatePrescanBytes), /*head_only=*/true);
}

std::optional<Encoding> PrescanXml(std::string_view bytes) {
  const auto skip_controls = [&bytes] {
    while (!bytes.empty() && static_cast<uint8_t>(bytes[0]) <= 0x20) bytes.remove_prefix(1);
  };
  constexpr string_view kKey = "encoding";
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  const size_t end = bytes.find('>');
  const size_t key = bytes.find(kKey);
  if (end == string_view::npos || key > end) return std::nullopt;
  bytes.remove_prefix(key + kKey.size());
  skip_controls();
  if (!bytes.starts_with('=')) return std::nullopt;
  bytes.remove_prefix(1);
  skip_controls();
  if (!bytes.starts_with('"') && !bytes.starts_with('\'')) return std::nullopt;
  const size_t close = bytes.find(bytes[0], 1);
  if (close == string_view::npos) return std::nullopt;
  const string_view label = bytes.substr(1, close - 1);
  if (std::any_of(label.begin(), label.end(),
                  [](char c) { return static_cast<uint8_t>(c) <= 0x20; })) {
    return std::nullopt;
  }
  const std::optional<Encoding> encoding = EncodingFromLabel(label);
  return encoding && IsUtf16(*encoding) ? Encoding::kUtf8 : encoding;
}

std::optional<Encoding> EncodingFromContentType(std::string_view content_type) {
  // Several header lines may have been joined by commas.
  for (size_t i = 0; i < content_type.size();) {
    const size_t end = std::min(content_type.find_first_of(";,", i), content_type.size());
    string_view parameter = content_type.substr(i, end - i);
    i = end + 1;
    while (!parameter.empty() && IsSpace(parameter.front())) parameter.remove_prefix(1);
    const size_t equals = parameter.find('=');
    if (equals == string_view::npos) continue;
    string_view name = parameter.substr(0, equals);
    while (!name.empty() && IsSpace(name.back())) name.remove_suffix(1);
    if (!EqualsIgnoringCase(name, "charset")) continue;
    string_view value = parameter.substr(equals + 1);
    while (!value.empty() &&
           (IsSpace(value.front()) || value.front() == '"' || value.front() == '\'')) {
      value.remove_prefix(1);
    }
    while (!value.empty() &&
           (IsSpace(value.back()) || value.back() == '"' || value.back() == '\'')) {
      value.remove_suffix(1);
    }
    if (const std::optional<Encoding> encoding = EncodingFromLabel(value)) return encoding;
  }
  return std::nullopt;
}

}  // namespace tamis::encoding
