// Parses and resolves URLs as browsers do.
//
// Source:  https://url.spec.whatwg.org/#url-parsing. Left out, since hosts serve as names here and
//          nothing is fetched: IDNA (a host outside ASCII stays as written, but for ASCII case),
//          numbers of IPv4 and IPv6 in their shortest form, drive letters of file URLs.
// Tested:  url_test.cc; fuzzed by fuzz/url.cc.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::url {

inline constexpr size_t kMaxUrlBytes = 64u << 10;  // a longer one is no URL (data: images, mostly)

// An absolute URL, serialised, with the places of its parts; empty until a parse succeeds.
//
//   https://user@example.com:8080/a/b?c=d#e
//   |     |      |          |    |   |   |
//   |     scheme host       port path    fragment_
//   0     _end_  begin/end       _begin_ query_
//
// Lifetime: views are valid until the next parse or the URL's end.
class Url {
 public:
  // Whether `input` is an absolute URL; if not, this becomes empty.
  [[nodiscard]] bool Parse(std::string_view input) { return ParseWith(input, nullptr); }

  // As Parse(), but a relative reference is resolved against `base`, which may be this URL. An
  // empty base resolves nothing.
  [[nodiscard]] bool Resolve(std::string_view reference, const Url& base) {
    return ParseWith(reference, base.empty() ? nullptr : &base);
  }

  void Clear();
  bool empty() const { return href_.empty(); }

  const std::string& href() const { return href_; }
  std::string_view scheme() const { return Part(0, scheme_end_); }        // lower case, without ':'
  std::string_view host() const { return Part(host_begin_, host_end_); }  // lower case
  std::string_view port() const;  // digits; empty when it is the scheme's default
  std::string_view path() const;
  std::string_view query() const;     // without '?'
  std::string_view fragment() const;  // without '#'
  std::string_view without_fragment() const { return Part(0, fragment_begin_); }

  // Whether the scheme is http or https.
  bool is_web() const { return scheme() == "http" || scheme() == "https"; }

 private:
  bool ParseWith(std::string_view input, const Url* base);
  bool Absolute(std::string_view scheme, std::string_view rest, const Url* base);
  bool File(std::string_view rest, const Url* base);
  bool Relative(std::string_view rest, const Url& base);
  bool Authority(std::string_view rest);
  bool Host(std::string_view host);
  bool Port(std::string_view port);
  void StartPath(std::string_view rest);
  void GuardPath();
  void Segments(std::string_view path);
  void PopSegment();
  void QueryAndFragment(std::string_view rest);
  void CopyUntil(const Url& base, uint32_t end);

  std::string_view Part(uint32_t begin, uint32_t end) const {
    return std::string_view(href_).substr(begin, end - begin);
  }

  std::string href_;
  uint32_t scheme_end_ = 0;  // at ':'
  uint32_t host_begin_ = 0;
  uint32_t host_end_ = 0;  // at ':' of the port, or where the path begins
  uint32_t path_begin_ = 0;
  uint32_t query_begin_ = 0;     // at '?', or fragment_begin_
  uint32_t fragment_begin_ = 0;  // at '#', or the end
  bool has_authority_ = false;
  bool special_ = false;      // http, https, ws, wss, ftp, file
  bool opaque_path_ = false;  // as in mailto:a@b
};

// Appends a form for comparing: two URLs with the same form name the same resource (RFC 3986,
// 6.2.2). Without fragment, user and empty query; escapes upper-case, and none for letters,
// digits, '-', '.', '_' and '~'; a lone '%' is escaped. Never shown in place of the URL itself.
void AppendNormalized(const Url& url, std::string& out);

// The lower-case host of an absolute http or https URL, else empty.
std::string Hostname(std::string_view url);

}  // namespace tamis::url
