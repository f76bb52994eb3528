// Reads the HTTP message in the block of a response record: status, header fields, and the body
// with transfer and content codings undone.
//
// Source:  RFC 9112 (message, chunked), RFC 9110 section 8.4 (content codings), RFC 1950-1952,
//          RFC 7932 (br), RFC 8878 (zstd). Crawls hold what servers sent and what crawlers made of
//          it, so declared codings are checked against the bytes: docs/formats/warc.md.
// Tested:  src/warc/http_test.cc; fuzzed by fuzz/http_message.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tamis/attributes.h"
#include "warc/header_fields.h"

namespace tamis::warc {

struct HttpLimits {
  uint64_t max_body_bytes = 64u << 20;  // of the decoded body; the rest is cut off (kBodyTooLarge)
  uint32_t max_header_bytes = 256u << 10;  // the rest of a longer header counts as body
  uint32_t max_codings = 4;  // content codings on top of one another; a longer list is not undone
};

// HttpMessage::flags
inline constexpr uint32_t kNoStatusLine = 1u << 0;    // the block does not begin with one
inline constexpr uint32_t kNoBlankLine = 1u << 1;     // nothing separates header and body
inline constexpr uint32_t kBadHeaderLines = 1u << 2;  // lines that are no fields were left out
// Transfer coding.
inline constexpr uint32_t kNotChunked = 1u << 3;    // declared, but the body is not: kept as it is
inline constexpr uint32_t kChunksBroken = 1u << 4;  // chunks end early or lose their markers
inline constexpr uint32_t kChunkedUndeclared = 1u << 11;  // chunks, every one right: joined
// Content codings.
inline constexpr uint32_t kCodingNotApplied = 1u << 5;  // declared, but the body is not: kept
inline constexpr uint32_t kCodingUndeclared = 1u << 6;  // gzip or zstd under a text type: decoded
inline constexpr uint32_t kCodingUnknown = 1u << 7;     // one that is not read, or too many: kept
inline constexpr uint32_t kCodingTruncated = 1u << 8;   // the coded body ends early: partial
inline constexpr uint32_t kCodingBroken = 1u << 9;      // the coded body is damaged: partial
inline constexpr uint32_t kBodyTooLarge = 1u << 10;     // cut off at max_body_bytes

// The flags under which the body is not whole.
inline constexpr uint32_t kBodyPartial =
    kChunksBroken | kCodingTruncated | kCodingBroken | kBodyTooLarge;

struct HttpMessage {
  int status = 0;               // 100..599; 0 for a request or without a status line
  std::string_view start_line;  // "HTTP/1.1 200 OK"
  HeaderFields headers;
  std::string_view stored_body;  // as it stands in the record: what WARC-Payload-Digest is over
  std::string_view body;         // transfer and content codings undone
  uint32_t flags = 0;

  bool has(uint32_t flag) const { return (flags & flag) != 0; }
  std::string_view content_type() const { return headers.Get("Content-Type"); }
};

// Lifetime: the message points into `block` and into the reader; valid until the next Parse().
// Memory:   two buffers of max_body_bytes at most, kept between calls.
// Errors:   none: any bytes give a message, whose flags tell what was wrong.
// Threads:  one reader per thread.
class HttpReader {
 public:
  explicit HttpReader(HttpLimits limits = {});
  ~HttpReader();
  HttpReader(HttpReader&&) noexcept;
  HttpReader& operator=(HttpReader&&) noexcept;

  const HttpMessage& Parse(std::string_view block) TAMIS_LIFETIME_BOUND;
  const HttpMessage& Parse(std::string&& block) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::warc
