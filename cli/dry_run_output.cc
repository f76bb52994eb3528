#include "dry_run_output.h"

#include <cstdio>
#include <string>

#include "messages.h"

namespace tamis::cli {
namespace {

constexpr size_t kMaxUrl = 100;  // bytes shown of an example

std::string Share(uint64_t part, uint64_t whole) {
  char buffer[16];
  const double share = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(buffer, sizeof buffer, "%.1f%%", 100 * share);
  return buffer;
}

void AppendLine(const std::string& name, const std::string& pages, const std::string& share,
                const std::string& alone, const std::string& text, std::string& out) {
  char buffer[256];
  std::snprintf(buffer, sizeof buffer, "%-34.100s %12s %7s %12s %10s\n", name.c_str(),
                pages.c_str(), share.c_str(), alone.c_str(), text.c_str());
  out += buffer;
}

// Control characters would move the terminal's cursor.
std::string Printable(std::string_view url) {
  std::string out(url.substr(0, kMaxUrl));
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  return url.size() > kMaxUrl ? out + "..." : out;
}

}  // namespace

void PrintDryRun(const DryRunReport& report) {
  const RunSummary& s = report.summary;
  const uint64_t pages = s.documents + s.removed;
  std::string out;
  AppendLine("step, reason", "pages", "share", "alone", "text", out);
  for (const DryRunStep& step : report.steps) {
    AppendLine(step.name, HumanCount(step.pages), Share(step.pages, pages), HumanCount(step.alone),
               HumanBytes(step.text_bytes), out);
    for (const DryRunReason& reason : step.reasons) {
      AppendLine("  " + reason.reason, HumanCount(reason.pages), Share(reason.pages, pages),
                 HumanCount(reason.alone), HumanBytes(reason.text_bytes), out);
      for (const std::string& url : reason.examples) out += "      " + Printable(url) + "\n";
    }
  }
  AppendLine("kept", HumanCount(s.documents), Share(s.documents, pages), "",
             HumanBytes(s.text_bytes), out);
  AppendLine("records", HumanCount(s.records), "", "", "", out);
  out += "alone: what a step would remove without the others; " + HumanCount(s.skipped) +
         " records hold no page and are skipped\n";
  std::fwrite(out.data(), 1, out.size(), stdout);
}

void PrintDryRunJson(const DryRunReport& report) {
  std::string out;
  AppendJson(report, out);
  out += '\n';
  std::fwrite(out.data(), 1, out.size(), stdout);
}

}  // namespace tamis::cli
