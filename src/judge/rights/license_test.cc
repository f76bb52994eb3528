#include "judge/rights/license.h"

#include <gtest/gtest.h>

namespace tamis::judge {
namespace {

struct Case {
  const char* url;
  const char* kind;
  const char* version;
  const char* jurisdiction;
};

constexpr Case kCases[] = {
    {"https://creativecommons.org/licenses/by/4.0/", "cc-by", "4.0", ""},
    {"http://www.creativecommons.org/licenses/by-nc-sa/2.5/se/deed.sv", "cc-by-nc-sa", "2.5", "se"},
    {"//creativecommons.org/licenses/by-sa/3.0/igo/", "cc-by-sa", "3.0", "igo"},
    {"https://creativecommons.org/licenses/by/3.0/deed.de", "cc-by", "3.0", ""},
    {"https://creativecommons.org/licenses/BY-ND/4.0", "cc-by-nd", "4.0", ""},
    {"https://creativecommons.org/publicdomain/zero/1.0/", "cc0", "1.0", ""},
    {"https://creativecommons.org/publicdomain/mark/1.0/", "pdm", "1.0", ""},
    {"https://creativecommons.org/licenses/by/", "cc-by", "", ""},
    {"https://creativecommons.org/licenses/by/4.0/?ref=chooser#x", "cc-by", "4.0", ""},
    {"https://creativecommons.org/", "", "", ""},
    {"https://creativecommons.org/about/", "", "", ""},
    {"https://creativecommons.org/licenses/", "", "", ""},
    {"https://notcreativecommons.org/licenses/by/4.0/", "", "", ""},
    {"https://a.example/?u=https://creativecommons.org/licenses/by/4.0/", "", "", ""},
    {"https://www.gnu.org/licenses/gpl-3.0.html", "", "", ""},
    {"", "", "", ""},
};

TEST(ReadCreativeCommons, Table) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.url);
    const CreativeCommons got = ReadCreativeCommons(c.url);
    EXPECT_EQ(got.kind, c.kind);
    EXPECT_EQ(got.version, c.version);
    EXPECT_EQ(got.jurisdiction, c.jurisdiction);
  }
}

}  // namespace
}  // namespace tamis::judge
