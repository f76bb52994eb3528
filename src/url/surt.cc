// How a key is made: each part of the URL is unescaped until nothing changes, mended, escaped once
// and lower-cased; then the parts are put together.
//
//   authority   no user, no default port, no www, www2, ...; labels from last to first
//   path        . and .. resolved, empty names and the last slash gone, ASP.NET sessions gone
//   query       session ids gone, arguments sorted

#include "url/surt.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "url/percent.h"

namespace tamis::url {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

void Lower(std::string& text) {
  std::transform(text.begin(), text.end(), text.begin(), ToAsciiLower);
}

bool StartsWith(std::string_view text, std::string_view lower) {
  return EqualsIgnoringCase(text.substr(0, lower.size()), lower);
}

// "%2541" is "%41" is "A". Each round shortens the text, but a text of n nested escapes needs n of
// them, so there is an end to it.
std::string Unescaped(std::string_view text) {
  constexpr int kMaxRounds = 32;
  std::string now(text);
  for (int round = 0; round < kMaxRounds && now.find('%') != std::string::npos; ++round) {
    std::string next;
    AppendDecoded(now, next);
    if (next.size() == now.size()) break;
    now = std::move(next);
  }
  return now;
}

// Everything but printable ASCII is escaped, and '#' and '%', which would be read as something
// else.
void AppendEscapedOnce(std::string_view text, std::string& out) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  for (const char c : text) {
    if (c > ' ' && c < '\x7f' && c != '#' && c != '%') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      (out += '%').append({kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
}

struct Parts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
};

// Bytes of a scheme and its colon at the start of `url`; 0 when there is none.
size_t SchemeBytes(std::string_view url) {
  if (url.empty() || !IsAsciiAlpha(url.front())) return 0;
  for (size_t i = 1; i < url.size(); ++i) {
    if (url[i] == ':') return i + 1;
    const bool inside =
        IsAsciiAlphanumeric(url[i]) || url[i] == '+' || url[i] == '-' || url[i] == '.';
    if (!inside) return 0;
  }
  return 0;
}

// https://www.rfc-editor.org/rfc/rfc3986#appendix-B
Parts Split(std::string_view url) {
  Parts parts;
  const size_t scheme = SchemeBytes(url);
  parts.scheme = url.substr(0, scheme == 0 ? 0 : scheme - 1);
  url.remove_prefix(scheme);
  url = url.substr(0, url.find('#'));
  const size_t question = std::min(url.find('?'), url.size());
  parts.query = url.substr(std::min(question + 1, url.size()));
  url = url.substr(0, question);
  if (url.substr(0, 2) == "//") {
    const size_t end = std::min(url.find('/', 2), url.size());
    parts.authority = url.substr(2, end - 2);
    url.remove_prefix(end);
  }
  parts.path = url;
  return parts;
}

// "2130706433" is 127.0.0.1.
std::string FromNumber(std::string_view digits) {
  uint32_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<uint32_t>(c - '0');
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((number >> shift) & 255) + (shift == 0 ? "" : ".");
  }
  return out;
}

std::string CleanHost(std::string_view raw) {
  std::string unescaped = ToAsciiHost(Unescaped(raw));
  std::string host;
  for (const char c : unescaped) {
    if (c != '.' || (!host.empty() && host.back() != '.')) host += ToAsciiLower(c);
  }
  while (!host.empty() && host.back() == '.') host.pop_back();
  if (!host.empty() && std::all_of(host.begin(), host.end(), IsDigit)) return FromNumber(host);
  if (host.substr(0, 3) == "www") {
    const size_t end = host.find_first_not_of("0123456789", 3);
    if (end < host.size() && host[end] == '.') host.erase(0, end + 1);
  }
  std::string escaped;
  AppendEscapedOnce(host, escaped);
  return escaped;
}

void AppendReversed(std::string_view host, std::string& out) {
  for (;;) {
    const size_t dot = host.rfind('.');
    if (dot == std::string_view::npos) break;
    out.append(host.substr(dot + 1)) += ',';
    host = host.substr(0, dot);
  }
  out.append(host);
}

// The port when it is not the scheme's own; else empty.
std::string_view Port(std::string_view scheme, std::string_view authority) {
  const size_t colon = authority.rfind(':');
  if (colon == std::string_view::npos || authority.find(']', colon) != std::string_view::npos) {
    return {};
  }
  std::string_view port = authority.substr(colon + 1);
  if (!std::all_of(port.begin(), port.end(), IsDigit)) return {};
  port.remove_prefix(std::min(port.find_first_not_of('0'), port.size()));
  const std::string_view own = EqualsIgnoringCase(scheme, "http")    ? "80"
                               : EqualsIgnoringCase(scheme, "https") ? "443"
                                                                     : "0";
  return port == own ? std::string_view() : port;
}

// Path -----------------------------------------------------------------------------------------

std::string NormalPath(std::string_view path) {
  std::vector<std::string_view> names;
  size_t at = std::min(path.find('/'), path.size());
  while (at < path.size()) {
    const size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view name = path.substr(at + 1, end - at - 1);
    at = end;
    if (name == "..") {
      names.empty() ? names.push_back(name) : names.pop_back();
    } else if (name != ".") {
      names.push_back(name);
    }
  }
  std::string out = "/";
  for (size_t i = 0; i < names.size(); ++i) {
    out.append(names[i]);
    if (i + 1 < names.size() && !names[i].empty()) out += '/';
  }
  return out;
}

// Whether all of [from, from + count) of `text` are letters and digits, as `accept` says.
template <typename Accept>
bool AllAre(std::string_view text, size_t from, size_t count, Accept accept) {
  if (from > text.size() || text.size() - from < count) return false;
  const std::string_view part = text.substr(from, count);
  return std::all_of(part.begin(), part.end(), accept);
}

bool IsAlnum(char c) { return IsAsciiAlphanumeric(c); }
bool IsAlpha(char c) { return IsAsciiAlpha(c); }

constexpr size_t kAspSession = 24;

// Whether `name` is a session of ASP.NET in a path: "(24 characters)" or "(S(24 characters))".
bool IsAspSession(std::string_view name) {
  if (name.size() == kAspSession + 2 && name.front() == '(' && name.back() == ')') {
    return AllAre(name, 1, kAspSession, IsAlnum);
  }
  constexpr size_t kGroup = kAspSession + 3;  // S(...)
  if (name.size() < kGroup + 2 || (name.size() - 2) % kGroup != 0 || name.front() != '(' ||
      name.back() != ')') {
    return false;
  }
  for (size_t at = 1; at + 1 < name.size(); at += kGroup) {
    const bool group = IsAsciiAlpha(name[at]) && name[at + 1] == '(' &&
                       AllAre(name, at + 2, kAspSession, IsAlnum) && name[at + kGroup - 1] == ')';
    if (!group) return false;
  }
  return true;
}

// The last such name, when a page of ASP.NET follows.
void DropAspSession(std::string& path) {
  if (path.find(".aspx") == std::string::npos) return;
  for (size_t end = path.rfind('/'); end != std::string::npos && end != 0;) {
    const size_t begin = path.rfind('/', end - 1);
    if (begin == std::string::npos) return;
    const std::string_view name = std::string_view(path).substr(begin + 1, end - begin - 1);
    if (IsAspSession(name) && path.find(".aspx", end + 2) != std::string::npos) {
      path.erase(begin + 1, name.size() + 1);
      return;
    }
    end = begin;
  }
}

// Query ----------------------------------------------------------------------------------------

// The bytes of a session id with its name at `at` of a query; 0 when there is none.
size_t SessionBytes(std::string_view query, size_t at) {
  constexpr size_t kId = 32;
  constexpr size_t kAspName = 8;
  for (const std::string_view name : {"jsessionid=", "phpsessid=", "sid="}) {
    if (!StartsWith(query.substr(at), name)) continue;
    const size_t begin = at + name.size();
    return AllAre(query, begin, kId, IsAlnum) ? name.size() + kId : 0;
  }
  constexpr std::string_view kAsp = "aspsessionid";
  if (StartsWith(query.substr(at), kAsp)) {
    const size_t equals = at + kAsp.size() + kAspName;
    const bool is_session = AllAre(query, at + kAsp.size(), kAspName, IsAlpha) &&
                            equals < query.size() && query[equals] == '=' &&
                            AllAre(query, equals + 1, kAspSession, IsAlpha);
    return is_session ? kAsp.size() + kAspName + 1 + kAspSession : 0;
  }
  if (!StartsWith(query.substr(at), "cfid=")) return 0;
  const size_t end = query.find('&', at);
  if (end == std::string_view::npos || end == at + 5) return 0;
  constexpr std::string_view kToken = "cftoken=";
  if (!StartsWith(query.substr(end + 1), kToken)) return 0;
  const size_t value = end + 1 + kToken.size();
  const size_t token_end = std::min(query.find('&', value), query.size());
  return token_end == value ? 0 : token_end - at;
}

// Each kind once, the last of it. What it leaves of "a=1&sid=..." keeps its '&'.
void DropSessions(std::string& query) {
  for (const char* kind : {"jsessionid=", "phpsessid=", "sid=", "aspsessionid", "cfid="}) {
    for (size_t at = query.size(); at-- > 0;) {
      if (!StartsWith(std::string_view(query).substr(at), kind)) continue;
      const size_t size = SessionBytes(query, at);
      const size_t end = at + size;
      if (size == 0 || (end != query.size() && query[end] != '&')) continue;
      query.erase(at, size + (end != query.size() ? 1 : 0));
      break;
    }
  }
}

// By name, then by value; an argument without '=' stands before the same with one.
void SortArguments(std::string& query) {
  struct Argument {
    std::string_view name;
    std::optional<std::string_view> value;
    bool operator<(const Argument& other) const {
      return name != other.name ? name < other.name : value < other.value;
    }
  };
  std::vector<Argument> arguments;
  const std::string_view all = query;
  for (size_t at = 0; at <= all.size();) {
    const size_t end = std::min(all.find('&', at), all.size());
    const std::string_view argument = all.substr(at, end - at);
    const size_t equals = argument.find('=');
    Argument& added = arguments.emplace_back();
    added.name = argument.substr(0, equals);
    if (equals != std::string_view::npos) added.value = argument.substr(equals + 1);
    at = end + 1;
  }
  std::sort(arguments.begin(), arguments.end());
  std::string sorted;
  for (const Argument& argument : arguments) {
    if (&argument != &arguments.front()) sorted += '&';
    sorted.append(argument.name);
    if (argument.value) (sorted += '=').append(*argument.value);
  }
  query = std::move(sorted);
}

// Without white space around it and line ends in it, with a scheme, and with one only.
std::string Mended(std::string_view url) {
  std::string out;
  std::copy_if(url.begin(), url.end(), std::back_inserter(out),
               [](char c) { return c != '\n' && c != '\r' && c != '\t'; });
  if (SchemeBytes(out) == 0) out.insert(0, "http://");
  // http://https/page and http://https://host/page
  constexpr std::string_view kSchemes[] = {"http://", "https://"};
  const auto scheme_at = [&](size_t at) {
    for (const std::string_view scheme : kSchemes) {
      if (std::string_view(out).substr(at, scheme.size()) == scheme) return scheme.size();
    }
    return size_t{0};
  };
  for (size_t first = scheme_at(0); first != 0 && scheme_at(first) != 0; first = scheme_at(0)) {
    out.erase(0, first);
  }
  return out;
}

// The host in `authority`, and the port, if it is not the scheme's own.
void AppendAuthority(std::string_view scheme, std::string_view authority, std::string& out,
                     bool& has_host) {
  const std::string_view port = Port(scheme, authority);
  std::string_view host = authority.substr(authority.rfind('@') + 1);
  if (!host.empty() && host.front() == '[' && host.find(']') != std::string_view::npos) {
    host = host.substr(1, host.find(']') - 1);
  } else {
    host = host.substr(0, host.find(':'));
  }
  const std::string clean = CleanHost(host);
  has_host = !clean.empty();
  if (has_host) {
    AppendReversed(clean, out);
    if (!port.empty()) (out += ':').append(port);
    out += ')';
  } else {
    for (const char c : scheme) out += ToAsciiLower(c);
    out += ':';
  }
}

}  // namespace

void AppendSurt(std::string_view url, std::string& out) {
  while (!url.empty() && IsSpace(url.front())) url.remove_prefix(1);
  while (!url.empty() && IsSpace(url.back())) url.remove_suffix(1);
  if (url.empty()) {
    out += '-';
    return;
  }
  const std::string mended = Mended(url);
  Parts parts = Split(mended);
  // http:////example.org and http:example.org
  if (StartsWith(parts.scheme, "http") && parts.authority.empty()) {
    const size_t begin = std::min(parts.path.find_first_not_of('/'), parts.path.size());
    const size_t end = std::min(parts.path.find('/', begin), parts.path.size());
    parts.authority = parts.path.substr(begin, end - begin);
    parts.path.remove_prefix(end);
  }
  bool has_host = false;
  AppendAuthority(parts.scheme, parts.authority, out, has_host);

  const std::string path = Unescaped(parts.path);
  std::string escaped;
  AppendEscapedOnce(has_host ? NormalPath(path) : path, escaped);
  Lower(escaped);
  DropAspSession(escaped);
  if (escaped.size() > 1 && escaped.back() == '/') escaped.pop_back();
  if (escaped.empty() && !parts.query.empty()) escaped = "/";
  out += escaped;

  std::string query;
  AppendEscapedOnce(Unescaped(parts.query), query);
  DropSessions(query);
  if (query.empty()) return;
  Lower(query);
  SortArguments(query);
  (out += '?') += query;
}

}  // namespace tamis::url
