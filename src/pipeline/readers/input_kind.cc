#include "pipeline/readers/input_kind.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "warc/record_reader.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kMaxSuffixBytes = 16;

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char prefix, char c) { return prefix == ToAsciiLower(c); });
}

bool ContainsIgnoringCase(std::string_view text, std::string_view lower_part) {
  return std::search(text.begin(), text.end(), lower_part.begin(), lower_part.end(),
                     [](char c, char part) { return ToAsciiLower(c) == part; }) != text.end();
}

// Without a byte order mark and white space at the start.
std::string_view SkipBlank(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n\f"), head.size()));
  return head;
}

// The name in lower case, without its folder and the suffix of a compression.
std::string PlainName(std::string_view name) {
  name.remove_prefix(name.rfind('/') + 1);  // npos + 1 is 0
  std::string plain(name);
  std::transform(plain.begin(), plain.end(), plain.begin(), ToAsciiLower);
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (plain.ends_with(packed)) plain.resize(plain.size() - packed.size());
  }
  return plain;
}

template <size_t kSize>
bool EndsWithAny(std::string_view name, const std::array<std::string_view, kSize>& suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [name](std::string_view suffix) { return name.ends_with(suffix); });
}

// `{"`: an object whose first member begins on the same line. Pretty-printed JSON breaks it.
bool LooksLikeJsonLines(std::string_view head) {
  if (!head.starts_with('{')) return false;
  const size_t next = head.find_first_not_of(" \t", 1);
  return next != std::string_view::npos && head[next] == '"';
}

bool LooksLikeHtml(std::string_view head) {
  if (StartsWithIgnoringCase(head, "<!doctype html") || StartsWithIgnoringCase(head, "<html")) {
    return true;
  }
  const bool prolog = head.starts_with("<!--") || head.starts_with("<?xml");
  return prolog && ContainsIgnoringCase(head, "<html");
}

}  // namespace

FileKind KindOfFile(std::string_view head, std::string_view name) {
  if (warc::LooksLikeArchive(head)) return FileKind::kArchive;
  const std::string_view text = SkipBlank(head);
  if (LooksLikeJsonLines(text)) return FileKind::kJsonLines;
  const std::string plain = PlainName(name);
  static constexpr std::array<std::string_view, 4> kArchives = {".warc", ".wet", ".wat", ".arc"};
  static constexpr std::array<std::string_view, 2> kRows = {".jsonl", ".ndjson"};
  if (!LooksLikeHtml(text) && EndsWithAny(plain, kArchives)) return FileKind::kArchive;
  if (EndsWithAny(plain, kRows)) return FileKind::kJsonLines;
  return FileKind::kPage;
}

bool IsPageOfFolder(std::string_view head, std::string_view name) {
  static constexpr std::array<std::string_view, 7> kPages = {".html",  ".htm", ".xhtml", ".xht",
                                                             ".shtml", ".txt", ".text"};
  return EndsWithAny(PlainName(name), kPages) || LooksLikeHtml(SkipBlank(head));
}

std::string SuffixOf(std::string_view name) {
  name.remove_prefix(name.rfind('/') + 1);
  size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return "*";
  if (name.ends_with(".gz") || name.ends_with(".zst")) {
    const size_t inner = name.rfind('.', dot - 1);
    if (inner != std::string_view::npos && inner != 0) dot = inner;
  }
  std::string suffix(name.substr(dot));
  if (suffix.size() > kMaxSuffixBytes) return "*";
  std::transform(suffix.begin(), suffix.end(), suffix.begin(), ToAsciiLower);
  return "*" + suffix;
}

}  // namespace tamis::pipeline
