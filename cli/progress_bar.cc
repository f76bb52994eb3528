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

std::string ProgressLine(const RunProgress& p, size_t width) {
  const double seconds = std::max(p.seconds, 1e-3);
  const double done = static_cast<double>(p.bytes_done);
  const std::string counts =
      HumanCount(p.documents) + " documents  " +
      HumanCount(static_cast<uint64_t>(static_cast<double>(p.pages) / seconds)) + " pages/s  " +
      HumanBytes(static_cast<uint64_t>(done / seconds)) + "/s";
  std::string line;
  if (p.bytes_total == 0) {
    line = HumanBytes(p.bytes_done) + "  " + counts + "  " + HumanTime(p.seconds);
  } else {
    const double share = std::min(1.0, done / static_cast<double>(p.bytes_total));
    char percent[16];
    std::snprintf(percent, sizeof percent, "%3d%%", static_cast<int>(share * 100));
    const std::string eta = p.bytes_done == 0
                                ? "ETA -"
                                : "ETA " + HumanTime(seconds * (1 - share) / std::max(share, 1e-9));
    const std::string tail = "  " + HumanBytes(p.bytes_done) + " of " + HumanBytes(p.bytes_total) +
                             "  " + counts + "  " + eta;
    line = percent;
    if (line.size() + 3 + kBarWidth + tail.size() <= width) {
      const size_t filled = static_cast<size_t>(share * kBarWidth);
      line += " [" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "]";
    }
    line += tail;
  }
  if (line.size() > width) line.resize(width);
  return line;
}

ProgressBar::ProgressBar(bool quiet) : quiet_(quiet), terminal_(IsTerminal()) {}

void ProgressBar::Show(const RunProgress& progress) {
  if (quiet_) return;
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
