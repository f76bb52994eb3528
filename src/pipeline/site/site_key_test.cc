// Which addresses are one site, and which are one page.

#include "pipeline/site/site_key.h"

#include <gtest/gtest.h>

namespace tamis::pipeline {
namespace {

TEST(SiteKeysTest, HostIsTheSite) {
  SiteKeys keys;
  const uint64_t host = keys.Host("https://example.org/a");
  EXPECT_NE(host, 0u);
  for (const char* same : {"http://example.org/", "https://www.example.org/b?c=d#e",
                           "HTTPS://EXAMPLE.ORG:8443/", "https://user@example.org/"}) {
    EXPECT_EQ(keys.Host(same), host) << same;
  }
  for (const char* other : {"https://example.com/", "https://blog.example.org/",
                            "https://wwwexample.org/", "https://www.www.example.org/"}) {
    EXPECT_NE(keys.Host(other), host) << other;
    EXPECT_NE(keys.Host(other), 0u) << other;
  }
  for (const char* none :
       {"", "example.org", "file:///a", "ftp://example.org/", "https://", "http:///"}) {
    EXPECT_EQ(keys.Host(none), 0u) << none;
  }
}

TEST(SiteKeysTest, PageIsItsCanonicalAddress) {
  struct Case {
    const char* url;
    const char* canonical;
    bool same;
  };
  constexpr Case kCases[] = {
      {"https://example.org/a", "", true},
      {"http://www.example.org/a", "", true},
      {"https://example.org/a#part", "", true},
      {"https://example.org/a?utm=1", "", false},
      {"https://example.org/a?utm=1", "https://example.org/a", true},
      {"https://example.org/a?utm=1", "/a", true},
      {"https://example.org/x/y", "../a", true},
      {"https://m.example.org/a", "https://www.example.org/a", true},
      {"https://example.org/a", "/b", false},
      {"https://example.org/b", "", false},
      {"https://example.org/a", "https://", true},      // broken: the page's own
      {"https://example.org/a", "mailto:a@b.c", true},  // likewise
  };
  SiteKeys keys;
  const uint32_t page = keys.Page("https://example.org/a", "");
  for (const Case& c : kCases) {
    EXPECT_EQ(keys.Page(c.url, c.canonical) == page, c.same) << c.url << " " << c.canonical;
  }
}

}  // namespace
}  // namespace tamis::pipeline
