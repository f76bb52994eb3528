// Keys as the Python package `surt` 0.3.1 gives them, a row a rule.

#include "url/surt.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tamis::url {
namespace {

struct Case {
  const char* rule;
  std::string_view url;
  std::string_view key;
};

constexpr Case kCases[] = {
    {"www and its numbers, port, . and .., empty names, order of arguments, fragment",
     "http://WWW2.example.com:80/A/../B//c/./?z=1&a=2#x", "com,example)/b/c?a=2&z=1"},
    {"user and port", "https://user:pw@h.de:8443/", "de,h:8443)/"},
    {"own port of https", "https://h.de:443/", "de,h)/"},
    {"no path", "http://www.x.com", "com,x)/"},
    {"empty query", "http://www.x.com/?", "com,x)/"},
    {"query without a path", "http://x.com?a", "com,x)/?a"},
    {"no scheme", "x.com/a", "com,x)/a"},
    {"white space", "  http://a.b/ ", "b,a)/"},
    {"other schemes have hosts too", "ftp://ftp.x.org/Pub/", "org,x,ftp)/pub"},
    {"no host", "dns:www.example.com", "dns:www.example.com"},
    {"no host, case", "mailto:A@b.c", "mailto:a@b.c"},
    {"no path, query", "mailto:?b=1&a=2", "mailto:/?a=2&b=1"},
    {"escapes of escapes", "http://a.b/%2541%25", "b,a)/a%25"},
    {"bytes outside ASCII", "http://b\303\274cher.example/\303\274?\303\244=\303\266",
     "example,xn--bcher-kva)/%c3%bc?%c3%a4=%c3%b6"},
    {"names of other scripts", "https://\344\270\255\346\226\207.com/\344\270\255",
     "com,xn--fiq228c)/%e4%b8%ad"},
    {"punycode stays", "http://xn--bcher-kva.example/", "example,xn--bcher-kva)/"},
    {"a byte that is no UTF-8", "http://a.b/%E4", "b,a)/%e4"},
    {"space", "http://a.b/a%20b c", "b,a)/a%20b%20c"},
    {"a number is an address", "http://2130706433/", "1,0,0,127)/"},
    {"too many slashes", "http:////x.com/a", "com,x)/a"},
    {"two schemes", "http://https://x.com/", "com,x)/"},
    {"dots around a host", "http://..x..com./", "com,x)/"},
    {"port left out", "http://x.com:/a", "com,x)/a"},
    {"an address of IPv6", "http://[::1]:80/", "::1)/"},
    {"an address of IPv4", "http://1.2.3.4/", "4,3,2,1)/"},
    {"www is no prefix of a name", "http://www1www.x.com/", "com,x,www1www)/"},
    {"only slashes", "http://a.b//", "b,a)/"},
    {"above the root", "http://a.b/../..", "b,a)/"},
    {"to the root", "http://a.b/a/..", "b,a)/"},
    {"argument without =", "http://a.b/x?b&a=&a&a=1", "b,a)/x?a&a=&a=1&b"},
    {"empty arguments", "http://a.b/?&&a", "b,a)/?&&a"},
    {"sid", "http://a.b/x?sid=0123456789abcdef0123456789abcdef&b=1", "b,a)/x?b=1"},
    {"PHPSESSID", "http://a.b/x?b=1&PHPSESSID=0123456789abcdef0123456789abcdef", "b,a)/x?&b=1"},
    {"a short sid stays", "http://a.b/x?sid=123&b=1", "b,a)/x?b=1&sid=123"},
    {"ColdFusion", "http://a.b/x?b=1&cfid=1&cftoken=2&c", "b,a)/x?b=1&c"},
    {"ASP", "http://x/?aspsessionidabcdefgh=abcdefghijklmnopqrstuvwx&q", "x)/?q"},
    {"ASP.NET", "http://a.b/(S(abcdefghijklmnopqrstuvwx))/p.aspx?x", "b,a)/p.aspx?x"},
    {"ASP.NET, older", "http://a.b/y/(abcdefghijklmnopqrstuvwx)/p.aspx", "b,a)/y/p.aspx"},
    {"escaped & and =", "http://a.b/?q=%26%3D", "b,a)/?=&q="},
    {"empty", "", "-"},
};

TEST(SurtTest, Table) {
  for (const Case& c : kCases) {
    std::string key;
    AppendSurt(c.url, key);
    EXPECT_EQ(key, c.key) << c.rule << ": " << c.url;
  }
}

TEST(SurtTest, HostsOutsideAscii) {
  EXPECT_EQ(ToAsciiHost("a.example"), "a.example");
  EXPECT_EQ(ToAsciiHost("b\303\274cher.example"), "xn--bcher-kva.example");
  // https://www.rfc-editor.org/rfc/rfc3492#section-7.1, (B) and (L)
  EXPECT_EQ(ToAsciiHost("\344\273\226\344\273\254\344\270\272\344\273\200\344\271\210\344\270"
                        "\215\350\257\264\344\270\255\346\226\207"),
            "xn--ihqwcrb4cv8a8dqg056pqjye");
  EXPECT_EQ(
      ToAsciiHost("3\345\271\264B\347\265\204\351\207\221\345\205\253\345\205\210\347\224\237"),
      "xn--3b-ww4c5e180e575a65lsy2b");
  EXPECT_EQ(ToAsciiHost("\377.example"), "\377.example");
}

TEST(SurtTest, KeysArePrintable) {
  std::string every;
  for (int c = 1; c < 256; ++c) every += static_cast<char>(c);
  for (const char* before : {"", "http://", "http://h/", "http://h/?", "x:"}) {
    std::string key;
    AppendSurt(before + every, key);
    for (const char c : key) EXPECT_TRUE(c > ' ' && c < '\x7f') << before;
  }
  // Nested escapes cost no more than their length allows.
  std::string nested = "http://h/%";
  for (int i = 0; i < 20'000; ++i) nested += "25";
  std::string key;
  AppendSurt(nested, key);
  EXPECT_LT(key.size(), 3 * nested.size());
}

}  // namespace
}  // namespace tamis::url
