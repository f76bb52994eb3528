// The page that a report is shown in: web/report, built into one HTML file and linked into the
// program.

#pragma once

#include <string>
#include <string_view>

namespace tamis::report {

// Empty when the build had no npm. From the generated report_page.cc.
std::string_view PageTemplate();

// The page with the data in it, inside <script type="application/json">. Every `<` of the data is
// written as the JSON escape \u003c, so nothing in it can end the script element.
// REQUIRES: `json` is JSON.
std::string FillPage(std::string_view page, std::string_view json);

}  // namespace tamis::report
