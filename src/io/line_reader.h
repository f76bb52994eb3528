// Lines of a decompressed stream: JSONL, plain text.

#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "io/decoded_stream.h"
#include "tamis/attributes.h"
#include "tamis/status.h"

namespace tamis::io {

struct LineOptions {
  uint64_t max_line_bytes = 64u << 20;  // a longer line is passed over (kTooLarge)
  // Where such a line stands in a gzip member or zstd frame that has decompressed to more than
  // this many times its size, the rest of that unit is passed over unread. 0: read on.
  uint32_t max_ratio = 200;
};

struct Line {
  std::string_view text;  // without its LF or CRLF
  uint64_t offset = 0;    // decompressed bytes before the line
};

// Lifetime: a line is valid until the next call.
// Memory:   at most max_line_bytes and what DecodedStream holds.
// Errors:   kEndOfStream, kIo: final. kTooLarge: the line was passed over. kTruncated,
//           kMalformed, kUnsupported: the input is damaged here; a line cut short by that is not
//           delivered. After these the next call goes on behind the damage.
// Threads:  one reader per thread.
class LineReader {
 public:
  // `stream` must outlive the reader.
  explicit LineReader(DecodedStream& stream, LineOptions options = {})
      : stream_(stream), options_(options) {}

  // The last line counts without a LF, too.
  Result<Line> Next() TAMIS_LIFETIME_BOUND;
  // Consumes the line delivered last, as Next() does at first.
  void Release() { stream_.Consume(std::exchange(line_bytes_, 0)); }

 private:
  void SkipLine();
  Status Stop(Status status);

  DecodedStream& stream_;
  LineOptions options_;
  size_t line_bytes_ = 0;  // of the line delivered last, with its LF
  bool in_break_ = false;  // the break that the stream stands before was reported
};

}  // namespace tamis::io
