#include "pipeline/readers/input_list.h"

#include <memory>
#include <string_view>
#include <utility>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "io/line_reader.h"
#include "warc/record_reader.h"

namespace tamis::pipeline {
namespace {

constexpr uint64_t kMaxLineBytes = 64u << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Result<std::vector<ListedInput>> ReadInputList(const std::string& path) {
  const std::string name = path == "-" ? "the list on stdin" : path;
  Result<std::unique_ptr<io::ByteSource>> source = io::OpenSource(path);
  if (!source.ok()) return source.status();
  io::DecodedStream stream(**source);
  (void)stream.Fill(kMaxLineBytes).ok();
  if (warc::LooksLikeArchive(stream.window())) {
    return Status(StatusCode::kInvalidArgument,
                  name + " is an archive, not a list of files; name it without -i");
  }
  io::LineReader lines(stream, {.max_line_bytes = kMaxLineBytes});
  std::vector<ListedInput> inputs;
  for (uint64_t number = 1;; ++number) {
    const Result<io::Line> line = lines.Next();
    const std::string place = name + ": line " + std::to_string(number);
    if (!line.ok()) {
      const Status& status = line.status();
      if (status.code() == StatusCode::kEndOfStream) return inputs;
      return Status(
          status.code() == StatusCode::kTooLarge ? StatusCode::kInvalidArgument : status.code(),
          place + ": " + status.message());
    }
    std::string_view text = line->text;
    if (number == 1 && text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
      text.remove_prefix(kByteOrderMark.size());
    }
    if (text.find('\0') != std::string_view::npos) {
      return Status(StatusCode::kInvalidArgument,
                    place + " holds a zero byte; a list has one path a line (find -print)");
    }
    if (text.find_first_not_of(" \t") == std::string_view::npos || text.front() == '#') continue;
    inputs.push_back({std::string(text), number});
  }
}

}  // namespace tamis::pipeline
