#include "progress_bar.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "messages.h"

namespace tamis::cli {
namespace {

constexpr double kSecondsBetweenLines = 5;  // grows with the run, see Show()
constexpr size_t kBarWidth = 24;            // columns, left out on a narrow terminal

size_t TerminalWidth() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

bool IsTerminal() {
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && (term == nullptr || std::string_view(term) != "dumb");
}

}  // namespace

namespace {

// What this process did, without what earlier ones had done.
struct Rates {
  double pages = 0;  // a second
  double bytes = 0;  // likewise, of the input as stored
  double eta = -1;   // seconds; -1: unknown
  double share = 0;  // of the input, 0..1

  explicit Rates(const RunProgress& p) {
    const double seconds = std::max(p.seconds, 1e-3);
    const double done = static_cast<double>(p.bytes_done);
    pages = static_cast<double>(p.pages - p.resumed_pages) / seconds;
    bytes = static_cast<double>(p.bytes_done - p.resumed_bytes) / seconds;
    if (p.bytes_total == 0) return;
    share = std::min(1.0, done / static_cast<double>(p.bytes_total));
    if (bytes > 0) eta = std::max(0.0, static_cast<double>(p.bytes_total) - done) / bytes;
  }
};

}  // namespace

std::string ProgressLine(const RunProgress& p, size_t width) {
  const Rates rates(p);
  std::string counts = HumanCount(p.documents) + " documents  " +
                       HumanCount(static_cast<uint64_t>(rates.pages)) + " pages/s  " +
                       HumanBytes(static_cast<uint64_t>(rates.bytes)) + "/s";
  if (p.counting_sites) {
    counts = "counting sites  " + HumanBytes(static_cast<uint64_t>(rates.bytes)) + "/s";
  }
  if (p.problems > 0) counts += "  " + HumanCount(p.problems) + " problems";
  std::string line;
  if (p.bytes_total == 0) {
    line = HumanBytes(p.bytes_done) + "  " + counts + "  " + HumanTime(p.seconds);
  } else {
    char percent[16];
    std::snprintf(percent, sizeof percent, "%3d%%", static_cast<int>(rates.share * 100));
    const std::string eta = rates.eta < 0 ? "ETA -" : "ETA " + HumanTime(rates.eta);
    const std::string tail = "  " + HumanBytes(p.bytes_done) + " of " + HumanBytes(p.bytes_total) +
                             "  " + counts + "  " + eta;
    line = percent;
    if (line.size() + 3 + kBarWidth + tail.size() <= width) {
      const size_t filled = static_cast<size_t>(rates.share * kBarWidth);
      line += " [" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "]";
    }
    line += tail;
  }
  if (line.size() > width) line.resize(width);
  return line;
}

std::string ProgressJson(const RunProgress& p) {
  const Rates rates(p);
  std::string line = "{\"event\":\"progress\"";
  line += p.counting_sites ? ",\"step\":\"sites\"" : ",\"step\":\"documents\"";
  const auto add = [&line](const char* name, double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, ",\"%s\":%.*f", name, digits, value);
    line += text;
  };
  const auto count = [&add](const char* name, uint64_t value) {
    add(name, static_cast<double>(value), 0);
  };
  add("seconds", p.seconds, 1);
  count("bytes_done", p.bytes_done);
  count("bytes_total", p.bytes_total);
  count("records", p.records);
  count("pages", p.pages);
  count("documents", p.documents);
  count("problems", p.problems);
  count("resumed_bytes", p.resumed_bytes);
  count("resumed_pages", p.resumed_pages);
  count("memory_bytes", p.memory_bytes);
  add("pages_per_second", rates.pages, 1);
  add("bytes_per_second", rates.bytes, 0);
  if (rates.eta >= 0) add("eta_seconds", rates.eta, 1);
  line += ",\"stages\":{";
  const double total = std::max(1.0, static_cast<double>(p.stages.total()));
  for (size_t i = 0; i < kRunStageCount; ++i) {
    char text[64];
    std::snprintf(text, sizeof text, "%s\"%s\":%.3f", i == 0 ? "" : ",",
                  std::string(kRunStageNames[i]).c_str(),
                  static_cast<double>(p.stages.nanoseconds[i]) / total);
    line += text;
  }
  line += "}";
  return line + "}\n";
}

ProgressBar::ProgressBar(ProgressKind kind)
    : kind_(kind),
      terminal_(IsTerminal()),
      next_line_(kind == ProgressKind::kJson ? 0 : kSecondsBetweenLines) {}

void ProgressBar::ShowJson(const RunProgress& progress) {
  if (progress.seconds < next_line_ && progress.bytes_done < progress.bytes_total) return;
  next_line_ = progress.seconds + 1;
  const std::string line = ProgressJson(progress);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void ProgressBar::Show(const RunProgress& progress) {
  if (kind_ == ProgressKind::kNone) return;
  if (kind_ == ProgressKind::kJson) return ShowJson(progress);
  if (!terminal_) {
    if (progress.seconds < next_line_) return;
    // A line every five seconds at first, and never more than about a hundred lines an hour.
    next_line_ = progress.seconds + std::clamp(progress.seconds / 10, kSecondsBetweenLines, 60.0);
    const std::string line = "tamis: " + ProgressLine(progress, 200) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    return;
  }
  // One write a redraw: back to column 0, the line, the rest of the old line wiped. The last
  // column stays free, since some terminals wrap when it is filled.
  const std::string line = "\r" + ProgressLine(progress, TerminalWidth() - 1) + "\033[K";
  std::fwrite(line.data(), 1, line.size(), stderr);
  drawn_ = true;
}

void ProgressBar::Clear() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

}  // namespace tamis::cli
