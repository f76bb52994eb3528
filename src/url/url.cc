// Idea:   the standard's state machine, but cut into the parts that its states walk through
//         (scheme, authority, path, query), each written straight into the serialised form.
// Catch:  a backslash is a slash only in special schemes, tabs and newlines are nowhere, and
//         "http:x" is relative when the base is http.

#include "url/url.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/find_any.h"
#include "base/simd/block16.h"
#include "base/unicode/utf8.h"
#include "url/percent.h"

namespace tamis::url {
namespace {

constexpr std::string_view kNoDefault = "none";

// Without a host, a path that begins with two slashes would read as one: "/." goes before it and
// is not part of it. https://url.spec.whatwg.org/#url-serializing
constexpr std::string_view kPathGuard = "/.//";
constexpr size_t kGuardBytes = 2;

// https://url.spec.whatwg.org/#special-scheme. kNoDefault: not special.
std::string_view DefaultPort(std::string_view scheme) {
  if (scheme == "http" || scheme == "ws") return "80";
  if (scheme == "https" || scheme == "wss") return "443";
  if (scheme == "ftp") return "21";
  if (scheme == "file") return "";
  return kNoDefault;
}

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsC0OrSpace(char c) { return static_cast<unsigned char>(c) <= 0x20; }
bool IsTabOrNewline(char c) { return c == '\t' || c == '\n' || c == '\r'; }

// The place of the colon after a scheme, or npos.
size_t SchemeEnd(std::string_view text) {
  if (text.empty() || !IsAlpha(text[0])) return std::string_view::npos;
  for (size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') return i;
    if (!IsAlpha(c) && !IsDigit(c) && c != '+' && c != '-' && c != '.') break;
  }
  return std::string_view::npos;
}

// https://url.spec.whatwg.org/#forbidden-host-code-point, and for domains also
// https://url.spec.whatwg.org/#forbidden-domain-code-point
constexpr std::array<bool, 256> MakeForbidden(bool domain) {
  std::array<bool, 256> table{};
  const auto forbid = [&](std::string_view bytes) {
    for (const char c : bytes) table[static_cast<unsigned char>(c)] = true;
  };
  forbid(" #/:<>?@[\\]^|\t\n\r");
  table[0] = true;
  if (!domain) return table;
  for (size_t c = 0; c < 0x20; ++c) table[c] = true;
  forbid("%\x7F");
  return table;
}
constexpr std::array<bool, 256> kForbiddenInHost = MakeForbidden(false);
constexpr std::array<bool, 256> kForbiddenInDomain = MakeForbidden(true);

// How many dots a segment amounts to: 1 for "." and "%2e", 2 for ".." and its escapes, else 0.
int Dots(std::string_view segment) {
  int dots = 0;
  for (size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] == '%' && EscapedByte(segment, i) == '.') {
      i += 2;
    } else if (segment[i] != '.') {
      return 0;
    }
    if (++dots > 2) return 0;
  }
  return dots;
}

uint32_t Size(const std::string& text) { return static_cast<uint32_t>(text.size()); }

}  // namespace

void Url::Clear() {
  href_.clear();
  scheme_end_ = host_begin_ = host_end_ = path_begin_ = query_begin_ = fragment_begin_ = 0;
  has_authority_ = special_ = opaque_path_ = false;
}

std::string_view Url::port() const {
  if (host_end_ >= path_begin_ || href_[host_end_] != ':') return {};
  return Part(host_end_ + 1, path_begin_);
}

std::string_view Url::path() const {
  const std::string_view path = Part(path_begin_, query_begin_);
  return path.substr(!has_authority_ && path.starts_with(kPathGuard) ? kGuardBytes : 0);
}

std::string_view Url::query() const {
  return query_begin_ == fragment_begin_ ? std::string_view()
                                         : Part(query_begin_ + 1, fragment_begin_);
}

std::string_view Url::fragment() const {
  return fragment_begin_ == href_.size() ? std::string_view()
                                         : Part(fragment_begin_ + 1, Size(href_));
}

bool Url::ParseWith(std::string_view input, const Url* base) {
  if (base == this) {
    const Url copy = *base;
    return ParseWith(input, &copy);
  }
  Clear();
  while (!input.empty() && IsC0OrSpace(input.front())) input.remove_prefix(1);
  while (!input.empty() && IsC0OrSpace(input.back())) input.remove_suffix(1);
  if (input.size() > kMaxUrlBytes) return false;
  std::string cleaned;
  if (simd::FindAny<'\t', '\n', '\r'>(input) != input.size()) {
    for (const char c : input) {
      if (!IsTabOrNewline(c)) cleaned.push_back(c);
    }
    input = cleaned;
  }

  bool ok = false;
  if (const size_t colon = SchemeEnd(input); colon != std::string_view::npos) {
    ok = Absolute(input.substr(0, colon), input.substr(colon + 1), base);
  } else if (base != nullptr && (!base->opaque_path_ || input.starts_with('#'))) {
    ok = Relative(input, *base);
  }
  if (!ok) Clear();
  return ok;
}

bool Url::Absolute(std::string_view scheme, std::string_view rest, const Url* base) {
  for (const char c : scheme) href_.push_back(ToAsciiLower(c));
  scheme_end_ = Size(href_);
  href_.push_back(':');
  special_ = DefaultPort(this->scheme()) != kNoDefault;
  if (this->scheme() == "file") return File(rest, base);
  if (special_) {
    if (base != nullptr && base->scheme() == this->scheme() && !rest.starts_with("//")) {
      return Relative(rest, *base);
    }
    const size_t begin = rest.find_first_not_of("/\\");
    return begin != std::string_view::npos && Authority(rest.substr(begin));
  }
  if (rest.starts_with("//")) return Authority(rest.substr(2));
  host_begin_ = host_end_ = path_begin_ = Size(href_);
  if (rest.starts_with('/')) {
    StartPath(rest);
    return true;
  }
  opaque_path_ = true;
  const size_t end = simd::FindAny<'?', '#'>(rest);
  AppendEncoded(rest.substr(0, end), EncodeSet::kControl, href_);
  QueryAndFragment(rest.substr(end));
  return true;
}

// https://url.spec.whatwg.org/#file-state
bool Url::File(std::string_view rest, const Url* base) {
  const auto is_slash = [&](size_t i) {
    return i < rest.size() && (rest[i] == '/' || rest[i] == '\\');
  };
  const bool file_base = base != nullptr && base->scheme() == "file";
  if (!is_slash(0) && file_base) return Relative(rest, *base);
  href_.append("//");
  has_authority_ = true;
  host_begin_ = Size(href_);
  if (is_slash(0) && is_slash(1)) {
    rest.remove_prefix(2);
    const size_t end = std::min(rest.find_first_of("/\\?#"), rest.size());
    if (end != 0 && !Host(rest.substr(0, end))) return false;
    if (Part(host_begin_, Size(href_)) == "localhost") href_.resize(host_begin_);
    rest.remove_prefix(end);
  } else if (is_slash(0) && file_base) {
    href_.append(base->host());
  }
  host_end_ = path_begin_ = Size(href_);
  StartPath(rest);
  return true;
}

// Takes over the parts of `base` before `end`, a place in its serialised form.
void Url::CopyUntil(const Url& base, uint32_t end) {
  href_.assign(base.href_, 0, end);
  scheme_end_ = base.scheme_end_;
  host_begin_ = base.host_begin_;
  host_end_ = base.host_end_;
  path_begin_ = base.path_begin_;
  has_authority_ = base.has_authority_;
  special_ = base.special_;
  opaque_path_ = base.opaque_path_;
}

// https://url.spec.whatwg.org/#relative-state
bool Url::Relative(std::string_view rest, const Url& base) {
  const auto is_slash = [&](size_t i) {
    return i < rest.size() && (rest[i] == '/' || (base.special_ && rest[i] == '\\'));
  };
  if (is_slash(0) && is_slash(1)) {
    CopyUntil(base, base.scheme_end_ + 1);
    if (scheme() == "file") return File(rest, nullptr);
    if (special_) {
      const size_t begin = rest.find_first_not_of("/\\");
      return begin != std::string_view::npos && Authority(rest.substr(begin));
    }
    return Authority(rest.substr(2));
  }
  if (is_slash(0)) {
    CopyUntil(base, base.path_begin_);
    StartPath(rest);
  } else if (rest.empty() || rest[0] == '#') {
    CopyUntil(base, base.fragment_begin_);
    query_begin_ = base.query_begin_;
    fragment_begin_ = Size(href_);
    if (!rest.empty()) {
      href_.push_back('#');
      AppendEncoded(rest.substr(1), EncodeSet::kFragment, href_);
    }
  } else if (rest[0] == '?') {
    CopyUntil(base, base.query_begin_);
    QueryAndFragment(rest);
  } else {
    CopyUntil(base, base.query_begin_);
    if (!has_authority_ && href_.compare(path_begin_, kPathGuard.size(), kPathGuard) == 0) {
      href_.erase(path_begin_, kGuardBytes);
    }
    PopSegment();
    const size_t end = simd::FindAny<'?', '#'>(rest);
    Segments(rest.substr(0, end));
    GuardPath();
    QueryAndFragment(rest.substr(end));
  }
  return true;
}

// https://url.spec.whatwg.org/#authority-state
bool Url::Authority(std::string_view rest) {
  href_.append("//");
  has_authority_ = true;
  const size_t end =
      special_ ? simd::FindAny<'/', '\\', '?', '#'>(rest) : simd::FindAny<'/', '?', '#'>(rest);
  std::string_view authority = rest.substr(0, end);
  if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
    const std::string_view user = authority.substr(0, at);
    const size_t colon = std::min(user.find(':'), user.size());
    AppendEncoded(user.substr(0, colon), EncodeSet::kUserinfo, href_);
    if (colon + 1 < user.size()) {
      href_.push_back(':');
      AppendEncoded(user.substr(colon + 1), EncodeSet::kUserinfo, href_);
    }
    if (href_.back() != '/') href_.push_back('@');
    authority.remove_prefix(at + 1);
  }
  size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && authority.find(']', colon) != std::string_view::npos) {
    colon = std::string_view::npos;  // inside an IPv6 address
  }
  host_begin_ = Size(href_);
  const std::string_view host = authority.substr(0, colon);
  if (host.empty() && (special_ || colon != std::string_view::npos)) return false;
  if (!Host(host)) return false;
  host_end_ = Size(href_);
  if (colon != std::string_view::npos && !Port(authority.substr(colon + 1))) return false;
  path_begin_ = Size(href_);
  StartPath(rest.substr(end));
  return true;
}

// https://url.spec.whatwg.org/#host-parsing, without IDNA and the numbers.
bool Url::Host(std::string_view host) {
  if (host.starts_with('[')) {
    if (!host.ends_with(']') || host.size() < 4) return false;
    for (const char c : host.substr(1, host.size() - 2)) {
      const char lower = ToAsciiLower(c);
      if (!IsDigit(c) && !(lower >= 'a' && lower <= 'f') && c != ':' && c != '.') return false;
    }
    for (const char c : host) href_.push_back(ToAsciiLower(c));
    return true;
  }
  if (!special_) {
    for (const char c : host) {
      if (kForbiddenInHost[static_cast<unsigned char>(c)]) return false;
    }
    AppendEncoded(host, EncodeSet::kControl, href_);
    return true;
  }
  const size_t begin = href_.size();
  AppendDecoded(host, href_);
  for (size_t i = begin; i < href_.size(); ++i) {
    if (kForbiddenInDomain[static_cast<unsigned char>(href_[i])]) return false;
    href_[i] = ToAsciiLower(href_[i]);
  }
  const std::string_view written = std::string_view(href_).substr(begin);
  return !written.empty() && ValidUtf8Prefix(written) == written.size();
}

// https://url.spec.whatwg.org/#port-state
bool Url::Port(std::string_view port) {
  uint32_t number = 0;
  for (const char c : port) {
    if (!IsDigit(c)) return false;
    number = number * 10 + static_cast<uint32_t>(c - '0');
    if (number > 0xFFFF) return false;
  }
  if (port.empty()) return true;
  const std::string digits = std::to_string(number);
  if (digits != DefaultPort(scheme())) href_.append(1, ':').append(digits);
  return true;
}

// https://url.spec.whatwg.org/#path-start-state. `rest` begins at the path.
void Url::StartPath(std::string_view rest) {
  const size_t end = simd::FindAny<'?', '#'>(rest);
  std::string_view path = rest.substr(0, end);
  const bool slash = path.starts_with('/') || (special_ && path.starts_with('\\'));
  if (slash) path.remove_prefix(1);
  if (slash || special_ || !path.empty()) Segments(path);
  GuardPath();
  QueryAndFragment(rest.substr(end));
}

void Url::GuardPath() {
  if (!has_authority_ && Part(path_begin_, Size(href_)).starts_with("//")) {
    href_.insert(path_begin_, kPathGuard.substr(0, kGuardBytes));
  }
}

// https://url.spec.whatwg.org/#path-state. Each segment is written with the slash before it.
void Url::Segments(std::string_view path) {
  while (true) {
    const size_t end = special_ ? FindAnyOf<'/', '\\'>(path) : path.find('/');
    const bool last = end == std::string_view::npos;
    const std::string_view segment = path.substr(0, end);
    const int dots = Dots(segment);
    if (dots == 2) PopSegment();
    if (dots == 0) {
      href_.push_back('/');
      AppendEncoded(segment, EncodeSet::kPath, href_);
    } else if (last) {
      href_.push_back('/');
    }
    if (last) return;
    path.remove_prefix(end + 1);
  }
}

void Url::PopSegment() {
  const size_t slash = href_.rfind('/');
  if (slash != std::string::npos && slash >= path_begin_) href_.resize(slash);
}

void Url::QueryAndFragment(std::string_view rest) {
  query_begin_ = Size(href_);
  if (rest.starts_with('?')) {
    const size_t end = std::min(rest.find('#'), rest.size());
    href_.push_back('?');
    AppendEncoded(rest.substr(1, end - 1), special_ ? EncodeSet::kSpecialQuery : EncodeSet::kQuery,
                  href_);
    rest.remove_prefix(end);
  }
  fragment_begin_ = Size(href_);
  if (rest.starts_with('#')) {
    href_.push_back('#');
    AppendEncoded(rest.substr(1), EncodeSet::kFragment, href_);
  }
}

void AppendNormalized(const Url& url, std::string& out) {
  out.append(url.scheme()).append(1, ':');
  if (!url.host().empty()) out.append("//").append(url.host());
  if (!url.port().empty()) out.append(1, ':').append(url.port());
  const auto append = [&](std::string_view text) {
    constexpr char kHex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.size(); ++i) {
      const int byte = text[i] == '%' ? EscapedByte(text, i) : -1;
      if (byte < 0) {
        text[i] == '%' ? out.append("%25") : out.append(1, text[i]);
        continue;
      }
      const char c = static_cast<char>(byte);
      if (IsAlpha(c) || IsDigit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
        out.push_back(c);
      } else {
        out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
      }
      i += 2;
    }
  };
  append(url.path());
  if (url.query().empty()) return;
  out.push_back('?');
  append(url.query());
}

std::string Hostname(std::string_view url) {
  Url parsed;
  if (!parsed.Parse(url) || !parsed.is_web()) return {};
  return std::string(parsed.host());
}

}  // namespace tamis::url
