// Source: RFC 5322, 3.4.1 (addr-spec), cut down to what is met in pages: a dot-atom of letters,
//         digits and ._%+'-, and a host name whose last label is letters; RFC 5321, 4.5.3.1
//         (lengths).

#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/unicode/utf8.h"
#include "text/pii/matchers.h"
#include "text/signals/char_class.h"

namespace tamis::text::pii {
namespace {

constexpr size_t kMaxLocal = 64;
constexpr size_t kMaxHost = 100;  // of 255
constexpr size_t kMaxLabel = 63;

// Last labels that are endings of files, or names of no public host.
constexpr std::string_view kNoDomains[] = {
    "bmp",  "css",  "gif",  "htm",   "html",  "ico",         "internal",  "invalid",
    "jpeg", "jpg",  "js",   "json",  "local", "localdomain", "localhost", "mp3",
    "mp4",  "pdf",  "php",  "png",   "svg",   "test",        "tiff",      "txt",
    "webm", "webp", "woff", "woff2", "xml",
};
static_assert(std::is_sorted(std::begin(kNoDomains), std::end(kNoDomains)));

bool IsLocal(char c) {
  return IsAlnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-' || c == '\'';
}

size_t LocalBegin(std::string_view text, size_t at) {
  size_t begin = at;
  while (begin > 0 && at - begin < kMaxLocal && IsLocal(text[begin - 1])) --begin;
  // A quotation mark or bullet before the address is none of it.
  while (begin < at && !IsAlnum(text[begin]) && text[begin] != '_') ++begin;
  return begin;
}

size_t HostEnd(std::string_view text, size_t begin) {
  size_t end = begin;
  while (end < text.size() && end - begin < kMaxHost &&
         (IsAlnum(text[end]) || text[end] == '.' || text[end] == '-')) {
    ++end;
  }
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  return end;
}

// Whether what begins at `begin` is the tail of something else: a word, a URL ("//name@host",
// "//name:word@host"), a handle ("@name@host").
bool IsInside(std::string_view text, size_t begin) {
  if (begin == 0) return false;
  const char before = text[begin - 1];
  if (before == '/' || before == '@') return true;
  if (before == ':') {
    size_t i = begin - 1;
    while (i > 0 && begin - i < kMaxLocal && IsLocal(text[i - 1])) --i;
    return i > 0 && text[i - 1] == '/';
  }
  if (!IsBeyondAscii(before)) return false;
  size_t i = begin - 1;
  while (i > 0 && begin - i < 4 && (text[i] & 0xC0) == 0x80) --i;
  const uint16_t kind = CharClassOf(DecodeUtf8(text, i));
  return (kind & kCharAlpha) != 0 && (kind & kCharUnspaced) == 0;
}

bool IsNumber(std::string_view label) { return std::all_of(label.begin(), label.end(), IsDigit); }

bool IsTopLevel(std::string_view label) {
  if (label.size() < 2 || label.size() > 24) return false;
  if (!std::all_of(label.begin(), label.end(), IsLetter)) return label.starts_with("xn--");
  char lower[24];
  std::transform(label.begin(), label.end(), lower,
                 [](char c) { return static_cast<char>(c | 0x20); });
  return !std::binary_search(std::begin(kNoDomains), std::end(kNoDomains),
                             std::string_view(lower, label.size()));
}

bool IsHost(std::string_view host) {
  int labels = 0;
  int numbers = 0;
  std::string_view label;
  for (size_t begin = 0; begin <= host.size(); begin += label.size() + 1) {
    label = host.substr(begin, host.find('.', begin) - begin);
    if (label.empty() || label.size() > kMaxLabel) return false;
    if (label.front() == '-' || label.back() == '-') return false;
    ++labels;
    numbers += IsNumber(label);
  }
  return labels >= 2 && numbers < 2 && IsTopLevel(label);  // "name@1.2.3.beta" is a version
}

}  // namespace

Range MatchEmail(std::string_view text, size_t at) {
  const size_t begin = LocalBegin(text, at);
  const std::string_view local = text.substr(begin, at - begin);
  if (local.empty() || local.back() == '.' || local.find("..") != std::string_view::npos) return {};
  if (at - begin == kMaxLocal || IsInside(text, begin)) return {};
  const size_t end = HostEnd(text, at + 1);
  if (!IsHost(text.substr(at + 1, end - at - 1))) return {};
  if (end + 1 < text.size() && text[end] == ':' &&
      (IsAlnum(text[end + 1]) || text[end + 1] == '/')) {
    return {};  // "git@host:path"
  }
  return {begin, end};
}

}  // namespace tamis::text::pii
