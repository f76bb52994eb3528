// The outer shape of an HTTP/1 message: start line, header fields, body, chunks.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "io/window_buffer.h"
#include "warc/header_fields.h"

namespace tamis::warc {

struct HttpFraming {
  std::string_view start_line;
  std::string_view body;  // as stored
  int status = 0;         // of the status line, or :status of HTTP/2; else 0
  bool status_line = false;
  bool blank_line = false;  // one separates header and body
};

// Splits `message`; fills `headers` with views into it. At most `max_header_bytes` are read for a
// header. With neither a start line (of a request or a response) nor a clean header, all is body.
HttpFraming FrameHttp(std::string_view message, size_t max_header_bytes, HeaderFields& headers);

// Whether the last transfer coding is "chunked".
bool IsChunked(const HeaderFields& headers);

struct ChunkedResult {
  bool chunked = false;   // the body begins with a chunk; otherwise `out` is empty
  bool complete = false;  // every chunk is where the sizes say, down to the last one of size 0
};

// Joins the chunks of `body` into `out`.
// A body that breaks off keeps the data of the last chunk as far as it goes; one that loses its
// markers keeps the rest as it stands.
ChunkedResult JoinChunks(std::string_view body, io::WindowBuffer& out);

}  // namespace tamis::warc
