// https://url.spec.whatwg.org/#url-parsing, a row a rule.

#include "url/url.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::url {
namespace {

struct Case {
  const char* rule;
  std::string_view input;
  std::string_view base;
  std::string_view href;  // empty: no URL
};

constexpr std::string_view kBase = "http://example.com/a/b/c?q=1#f";

constexpr Case kCases[] = {
    {"absolute", "https://example.org/x", "", "https://example.org/x"},
    {"scheme and host lower-cased, path not", "HTTP://EXAMPLE.com/A", "", "http://example.com/A"},
    {"empty path becomes /", "http://example.com", "", "http://example.com/"},
    {"empty path before a query", "http://example.com?x", "", "http://example.com/?x"},
    {"default port goes", "http://example.com:80/", "", "http://example.com/"},
    {"leading zeros of a port go", "https://example.com:0443/", "", "https://example.com/"},
    {"other port stays", "https://example.com:80/", "", "https://example.com:80/"},
    {"empty port goes", "http://example.com:/", "", "http://example.com/"},
    {"port too high", "http://example.com:65536/", "", ""},
    {"highest port", "http://example.com:65535/", "", "http://example.com:65535/"},
    {"port not a number", "http://example.com:8a/", "", ""},
    {"space around", "  \n http://example.com/ \t", "", "http://example.com/"},
    {"newlines inside vanish", "ht\ntp://exa\rmple.com/\ta", "", "http://example.com/a"},
    {"backslashes are slashes", "http:\\\\example.com\\a\\b", "", "http://example.com/a/b"},
    {"too many slashes", "http:////example.com/a", "", "http://example.com/a"},
    {"too few slashes, no base", "http:example.com/a", "", "http://example.com/a"},
    {"no host", "http://", "", ""},
    {"no host before a path", "http:///", "", ""},
    {"space in a host", "http://exa mple.com/", "", ""},
    {"percent in a host", "http://exa%6Dple.com/", "", "http://example.com/"},
    {"escaped slash in a host", "http://a%2Fb/", "", ""},
    {"host outside ASCII stays",
     "http://B\xC3\xBC"
     "cher.de/",
     "",
     "http://b\xC3\xBC"
     "cher.de/"},
    {"host that is not UTF-8", "http://a%FF/", "", ""},
    {"user and password", "http://u:p@example.com/", "", "http://u:p@example.com/"},
    {"at sign in the password", "http://u:p@q@example.com/", "", "http://u:p%40q@example.com/"},
    {"empty user", "http://@example.com/", "", "http://example.com/"},
    {"IPv6", "http://[2001:DB8::1]:8080/", "", "http://[2001:db8::1]:8080/"},
    {"IPv6 without end", "http://[::1/", "", ""},
    {"dots", "http://example.com/a/./b/../c", "", "http://example.com/a/c"},
    {"dots at the end", "http://example.com/a/b/..", "", "http://example.com/a/"},
    {"dot at the end", "http://example.com/a/.", "", "http://example.com/a/"},
    {"dots beyond the root", "http://example.com/../../a", "", "http://example.com/a"},
    {"escaped dots", "http://example.com/a/%2E%2e/b/%2e", "", "http://example.com/b/"},
    {"three dots are a name", "http://example.com/.../a", "", "http://example.com/.../a"},
    {"path escapes", "http://example.com/a b\"<>`{}^", "",
     "http://example.com/a%20b%22%3C%3E%60%7B%7D%5E"},
    {"path outside ASCII", "http://example.com/\xC3\xA9", "", "http://example.com/%C3%A9"},
    {"escapes stay as they are", "http://example.com/%c3%zz", "", "http://example.com/%c3%zz"},
    {"query escapes", "http://example.com/?a b'\"<>`", "",
     "http://example.com/?a%20b%27%22%3C%3E`"},
    {"quote in a query that is not special", "foo://h/?a'b", "", "foo://h/?a'b"},
    {"fragment escapes", "http://example.com/#a b`<", "", "http://example.com/#a%20b%60%3C"},
    {"question mark in a query", "http://example.com/?a?b", "", "http://example.com/?a?b"},
    {"hash in a fragment", "http://example.com/#a#b", "", "http://example.com/#a#b"},

    {"opaque path", "mailto:A@b.com", "", "mailto:A@b.com"},
    {"opaque path with query", "javascript:void(0)?x", "", "javascript:void(0)?x"},
    {"data", "data:text/html,<p>", "", "data:text/html,<p>"},
    {"other scheme with host", "foo://Host/a/../b", "", "foo://Host/b"},
    {"other scheme, no path", "foo://h", "", "foo://h"},
    {"other scheme, no host", "foo:/a/b", "", "foo:/a/b"},
    {"path that would read as a host", "foo:/.//b", "", "foo:/.//b"},
    {"a resolved one too", ".//d", "foo:/a", "foo:/.//d"},
    {"the guard is no segment", "../d", "foo:/.//a", "foo:/d"},
    {"backslash in another scheme", "foo://h/a\\b", "", "foo://h/a\\b"},
    {"file", "file:///a/b", "", "file:///a/b"},
    {"file on localhost", "file://localhost/a", "", "file:///a"},
    {"file on a host", "file://host/a", "", "file://host/a"},
    {"file, one slash", "file:/a", "", "file:///a"},

    {"no scheme, no base", "example.com/a", "", ""},
    {"empty, no base", "", "", ""},
    {"scheme may not begin with a digit", "1http://x/", "", ""},
    {"only a colon", ":", "", ""},

    {"empty reference", "", kBase, "http://example.com/a/b/c?q=1"},
    {"fragment", "#x", kBase, "http://example.com/a/b/c?q=1#x"},
    {"query", "?x", kBase, "http://example.com/a/b/c?x"},
    {"name", "d", kBase, "http://example.com/a/b/d"},
    {"name with query and fragment", "d?e#f", kBase, "http://example.com/a/b/d?e#f"},
    {"up", "../d", kBase, "http://example.com/a/d"},
    {"up too far", "../../../d", kBase, "http://example.com/d"},
    {"here", ".", kBase, "http://example.com/a/b/"},
    {"path", "/d", kBase, "http://example.com/d"},
    {"path with a backslash", "\\d", kBase, "http://example.com/d"},
    {"host", "//example.org/d", kBase, "http://example.org/d"},
    {"host with backslashes", "\\\\example.org\\d", kBase, "http://example.org/d"},
    {"other scheme", "https://x.org", kBase, "https://x.org/"},
    {"same scheme without slashes is relative", "http:d", kBase, "http://example.com/a/b/d"},
    {"other special scheme without slashes is not", "https:d", kBase, "https://d/"},
    {"colon in a later segment", "./a:b", kBase, "http://example.com/a/b/a:b"},
    {"port is kept", "d", "http://example.com:8080/x", "http://example.com:8080/d"},
    {"user is kept", "/d", "http://u@example.com/x", "http://u@example.com/d"},
    {"relative against an opaque path", "d", "mailto:a@b", ""},
    {"fragment against an opaque path", "#d", "mailto:a@b", "mailto:a@b#d"},
    {"relative in another scheme", "../d", "foo://h/a/b/c", "foo://h/a/d"},
    {"relative file", "d", "file:///a/b", "file:///a/d"},
    {"bad base", "d", "nothing", ""},
    {"bad reference", "//a b/", kBase, ""},
};

TEST(Url, Parse) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.rule);
    Url base, url;
    const bool has_base = base.Parse(c.base);
    EXPECT_EQ(has_base, !base.empty());
    EXPECT_EQ(url.Resolve(c.input, base), !c.href.empty());
    EXPECT_EQ(url.href(), c.href);
    // What was written parses to itself.
    if (c.href.empty()) continue;
    Url again;
    EXPECT_TRUE(again.Parse(url.href()));
    EXPECT_EQ(again.href(), c.href);
    EXPECT_EQ(again.host(), url.host());
    EXPECT_EQ(again.path(), url.path());
    // A URL may be its own base.
    EXPECT_TRUE(base.Resolve(c.input, base));
    EXPECT_EQ(base.href(), c.href);
  }
}

TEST(Url, Parts) {
  Url url;
  ASSERT_TRUE(url.Parse("HTTPS://u:p@Example.com:8080/a/b?c=d#e"));
  EXPECT_EQ(url.scheme(), "https");
  EXPECT_EQ(url.host(), "example.com");
  EXPECT_EQ(url.port(), "8080");
  EXPECT_EQ(url.path(), "/a/b");
  EXPECT_EQ(url.query(), "c=d");
  EXPECT_EQ(url.fragment(), "e");
  EXPECT_EQ(url.without_fragment(), "https://u:p@example.com:8080/a/b?c=d");
  EXPECT_TRUE(url.is_web());
  ASSERT_TRUE(url.Parse("mailto:x"));
  EXPECT_EQ(url.host(), "");
  EXPECT_EQ(url.port(), "");
  EXPECT_EQ(url.path(), "x");
  EXPECT_FALSE(url.is_web());
  EXPECT_FALSE(url.Parse("no"));
  EXPECT_TRUE(url.empty());
}

TEST(Url, Limit) {
  Url url;
  const std::string prefix = "http://h/";
  EXPECT_TRUE(url.Parse(prefix + std::string(kMaxUrlBytes - prefix.size(), 'a')));
  EXPECT_FALSE(url.Parse(prefix + std::string(kMaxUrlBytes - prefix.size() + 1, 'a')));
  // A long path of dots takes linear time.
  std::string dots;
  for (int i = 0; i < 10'000; ++i) dots += "a/../";
  ASSERT_TRUE(url.Parse(prefix + dots));
  EXPECT_EQ(url.href(), prefix);
}

struct NormalCase {
  std::string_view input, normalized;
};

constexpr NormalCase kNormal[] = {
    {"http://example.com", "http://example.com/"},
    {"http://u:p@Example.com:80/%7ea%2fb/%c3%a9?#x", "http://example.com/~a%2Fb/%C3%A9"},
    {"http://example.com:81/?a=%41%20", "http://example.com:81/?a=A%20"},
    {"http://example.com/a?b#c", "http://example.com/a?b"},
    {"http://example.com/%%33", "http://example.com/%253"},
    {"mailto:x", "mailto:x"},
};

TEST(AppendNormalized, Cases) {
  for (const NormalCase& c : kNormal) {
    Url url;
    ASSERT_TRUE(url.Parse(c.input));
    std::string out;
    AppendNormalized(url, out);
    EXPECT_EQ(out, c.normalized);
  }
}

TEST(Hostname, Cases) {
  EXPECT_EQ(Hostname("https://WWW.Example.com:8/x"), "www.example.com");
  EXPECT_EQ(Hostname("ftp://example.com/"), "");
  EXPECT_EQ(Hostname("example.com"), "");
  EXPECT_EQ(Hostname(""), "");
}

}  // namespace
}  // namespace tamis::url
