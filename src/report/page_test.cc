#include "report/page.h"

#include <gtest/gtest.h>

namespace tamis::report {
namespace {

TEST(FillPage, NothingInTheDataEndsTheScript) {
  const std::string page = R"(<script id="d">@TAMIS_REPORT_DATA@</script>)";
  EXPECT_EQ(
      FillPage(page, R"({"t":"</script><script>x()</script><!--"})"),
      R"(<script id="d">{"t":"\u003c/script>\u003cscript>x()\u003c/script>\u003c!--"}</script>)");
  EXPECT_EQ(FillPage(page, R"({"t":"@TAMIS_REPORT_DATA@"})"),
            R"(<script id="d">{"t":"@TAMIS_REPORT_DATA@"}</script>)");
  EXPECT_EQ(FillPage("no place", "{}"), "no place");
}

TEST(PageTemplate, HasAPlaceForTheDataAndNeedsNoNetwork) {
  const std::string_view page = PageTemplate();
  if (page.empty()) GTEST_SKIP() << "built without npm";
  EXPECT_NE(page.find(R"(id="report-data">@TAMIS_REPORT_DATA@</script>)"), std::string_view::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string_view::npos);
  for (const std::string_view bad : {"@POLICY@", "<link", "src=\"", "import(", "fetch("}) {
    EXPECT_EQ(page.find(bad), std::string_view::npos) << bad;
  }
}

}  // namespace
}  // namespace tamis::report
