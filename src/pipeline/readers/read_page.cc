// tamis::ReadPage(): the file of one page.

#include <memory>
#include <string>
#include <string_view>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "pipeline/readers/input_kind.h"
#include "pipeline/readers/problem.h"
#include "tamis/extract.h"

namespace tamis {
namespace {

constexpr size_t kHeadBytes = 4096;  // looked at to tell what the file is

Result<std::string> Read(const std::string& path, uint64_t max_bytes) {
  Result<std::unique_ptr<io::ByteSource>> source = io::OpenSource(path);
  if (!source.ok()) return source.status();
  io::DecodedStream stream(**source);
  Status status = stream.Fill(kHeadBytes);
  const std::string_view head = stream.window().substr(0, kHeadBytes);
  if (head.empty() && status.code() == StatusCode::kEndOfStream) {
    return Status(StatusCode::kInvalidArgument, "the input is empty");
  }
  const pipeline::FileKind kind = pipeline::KindOfFile(head, path);
  if (kind != pipeline::FileKind::kPage) {
    const std::string what =
        kind == pipeline::FileKind::kArchive ? "a crawl archive holds" : "JSON rows hold";
    return Status(StatusCode::kUnsupported, what + " many pages; use `tamis run` with -o DIR");
  }
  std::string page;
  for (;;) {
    const std::string_view window = stream.window();
    page.append(window.substr(0, max_bytes - page.size()));
    if (page.size() >= max_bytes) return page;
    if (!status.ok()) break;  // the window held all there was
    stream.Consume(window.size());
    status = stream.Fill(1);
  }
  if (status.code() != StatusCode::kEndOfStream) return status;
  return page;
}

}  // namespace

Result<std::string> ReadPage(const std::string& path, uint64_t max_bytes) {
  Result<std::string> page = Read(path, max_bytes);
  if (page.ok()) return page;
  return Status(page.status().code(), page.status().offset(),
                pipeline::ProblemOf(path, page.status()));
}

}  // namespace tamis
