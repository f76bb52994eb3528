#include "messages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace tamis::cli {
namespace {

// One call, so that lines of several threads do not mix.
void PrintLine(std::string_view kind, std::string_view sentence) {
  std::string line = "tamis: ";
  line.append(kind).append(": ").append(sentence).append("\n");
  std::fwrite(line.data(), 1, line.size(), stderr);
}

template <typename... Args>
std::string Format(const char* format, Args... args) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, args...);
  return buffer;
}

}  // namespace

void PrintError(std::string_view sentence) { PrintLine("error", sentence); }
void PrintWarning(std::string_view sentence) { PrintLine("warning", sentence); }
void PrintNote(std::string_view sentence) { PrintLine("note", sentence); }

std::string HumanBytes(uint64_t bytes) {
  static constexpr std::array kUnits = {"B", "kB", "MB", "GB", "TB", "PB"};
  double value = static_cast<double>(bytes);
  size_t unit = 0;
  while (value >= 999.5 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  return Format(unit > 0 && value < 9.95 ? "%.1f %s" : "%.0f %s", value, kUnits[unit]);
}

std::string HumanCount(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string HumanTime(double seconds) {
  const long long s = std::llround(std::max(seconds, 0.0));
  if (s >= 3600) return Format("%lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
  return Format("%lld:%02lld", s / 60, s % 60);
}

}  // namespace tamis::cli
