#include "report/page.h"

namespace tamis::report {
namespace {

constexpr std::string_view kPlace = "@TAMIS_REPORT_DATA@";

}  // namespace

std::string FillPage(std::string_view page, std::string_view json) {
  const size_t place = page.find(kPlace);
  if (place == std::string_view::npos) return std::string(page);
  std::string out(page.substr(0, place));
  out.reserve(page.size() + json.size() + json.size() / 16);
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out.push_back(c);
    }
  }
  out += page.substr(place + kPlace.size());
  return out;
}

}  // namespace tamis::report
