#include "io/line_reader.h"

#include <algorithm>
#include <string>

namespace tamis::io {
namespace {

Line MakeLine(std::string_view text, uint64_t offset) {
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return {text, offset};
}

}  // namespace

// Moves behind the end of the line, or to where the stream ends or breaks: that shows again at the
// next Fill().
void LineReader::SkipLine() {
  for (;;) {
    const std::string_view window = stream_.window();
    const size_t end = window.find('\n');
    stream_.Consume(end == std::string_view::npos ? window.size() : end + 1);
    if (end != std::string_view::npos) return;
    if (options_.max_ratio != 0 && stream_.unit_ratio() > options_.max_ratio) {
      stream_.Abandon(Status(StatusCode::kTooLarge, stream_.position(), "a decompression bomb"));
      in_break_ = true;
      return;
    }
    if (!stream_.Fill(1).ok()) return;
  }
}

Status LineReader::Stop(Status status) {
  in_break_ = true;
  return status;
}

Result<Line> LineReader::Next() {
  Release();
  if (in_break_) stream_.PassBreak();
  in_break_ = false;
  size_t searched = 0;
  for (;;) {
    const Status s = stream_.Fill(searched + 1);
    const std::string_view window = stream_.window();
    const size_t end = window.find('\n', searched);
    if (std::min(end, window.size()) > options_.max_line_bytes) {
      const Status too_large(
          StatusCode::kTooLarge, stream_.position(),
          "a line of more than " + std::to_string(options_.max_line_bytes) + " bytes was skipped");
      SkipLine();
      return too_large;
    }
    if (end != std::string_view::npos) {
      line_bytes_ = end + 1;
      return MakeLine(window.substr(0, end), stream_.position());
    }
    if (s.code() == StatusCode::kEndOfStream && !window.empty()) {
      line_bytes_ = window.size();
      return MakeLine(window, stream_.position());
    }
    if (!s.ok()) return Stop(s);
    searched = window.size();
  }
}

}  // namespace tamis::io
