// Fuzz: any bytes, read as an HTTP message,
//   (a) give a body within the limit that is the same every time, also after other messages,
//   (b) and as the body of a message of ours, in chunks and gzip as the seed says, come back as
//       they were.
// Seeds: fuzz/seeds/http_message.  Dictionary: fuzz/http_message.dict.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "io/gzip_writer.h"
#include "warc/http.h"

namespace {

namespace warc = tamis::warc;

constexpr warc::HttpLimits kLimits{
    .max_body_bytes = 256u << 10, .max_header_bytes = 4096, .max_codings = 3};

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/http_message: %s\n", what);
  std::abort();
}

bool Inside(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

std::string Chunked(std::string_view body, uint32_t seed) {
  std::string out;
  while (!body.empty()) {
    seed = seed * 1664525u + 1013904223u;
    const size_t size = std::min<size_t>(body.size(), 1 + (seed >> 20));
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, size, 16).ptr;
    out.append(digits, end).append((seed & 0x100u) != 0 ? ";a=b\r\n" : "\r\n");
    out.append(body.substr(0, size)).append("\r\n");
    body.remove_prefix(size);
  }
  return out + "0\r\n\r\n";
}

void RoundTrip(std::string_view body, uint32_t seed, warc::HttpReader& reader) {
  std::string message = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n";
  std::string coded(body);
  if ((seed & 1u) != 0) {
    message += "Content-Encoding: gzip\r\n";
    tamis::io::GzipCompressor gzip(1 + static_cast<int>((seed >> 4) % 9));
    coded.clear();
    gzip.AppendMember(body, coded);
  }
  if ((seed & 2u) != 0) {
    message += "Transfer-Encoding: chunked\r\n";
    coded = Chunked(coded, seed);
  }
  // Without a declared coding a body that looks coded is decoded.
  if ((seed & 3u) == 0) return;
  message += "\r\n" + coded;
  const warc::HttpMessage& read = reader.Parse(message);
  Require(read.status == 200, "the status is lost");
  if (body.size() <= kLimits.max_body_bytes && (read.flags & warc::kChunkedUndeclared) == 0) {
    Require(read.body == body, "the body does not come back");
    Require((read.flags & warc::kBodyPartial) == 0, "a whole body is called partial");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 4) return 0;
  uint32_t seed;
  std::memcpy(&seed, data, 4);
  const size_t length = size - 4;
  const auto copy = std::make_unique<char[]>(length);
  if (length != 0) std::memcpy(copy.get(), data + 4, length);
  const std::string_view bytes(copy.get(), length);

  warc::HttpReader reader(kLimits);
  const warc::HttpMessage& first = reader.Parse(bytes);
  Require(first.body.size() <= kLimits.max_body_bytes, "a body above the limit");
  Require(first.status == 0 || (first.status >= 100 && first.status < 600), "no status code");
  Require(Inside(first.stored_body, bytes) && Inside(first.start_line, bytes), "a view outside");
  const std::string body(first.body);
  const uint32_t flags = first.flags;
  RoundTrip(bytes, seed, reader);
  const warc::HttpMessage& again = reader.Parse(bytes);
  Require(again.body == body && again.flags == flags, "another result the second time");
  return 0;
}
