#include "warc/http_framing.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace tamis::warc {
namespace {

// A chunk-size line longer than this is none: sizes have 16 digits at most, extensions are short.
constexpr size_t kMaxChunkLine = 4096;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// A status code at the start of `text`: three digits, 100..599.
void ReadStatusCode(std::string_view text, int& status) {
  const std::string_view code = text.substr(0, 3);
  if (code.size() < 3 || (text.size() > 3 && IsDigit(text[3]))) return;
  if (!std::all_of(code.begin(), code.end(), IsDigit)) return;
  const int value = (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
  if (value >= 100 && value < 600) status = value;
}

// The code of a status line, 0 when it has none; nullopt for another line.
// "HTTP/1.1 200 OK", "HTTP/2 200", and what servers make of it: "HTTP/1.1  200", "ICY 200 OK".
std::optional<int> StatusOf(std::string_view line) {
  if (line.substr(0, 5) != "HTTP/" && line.substr(0, 4) != "ICY ") return std::nullopt;
  int status = 0;
  const size_t space = line.find(' ');
  const size_t code = line.find_first_not_of(' ', std::min(space, line.size()));
  if (code != std::string_view::npos) ReadStatusCode(line.substr(code), status);
  return status;
}

// "GET /path HTTP/1.1"
bool IsRequestLine(std::string_view line) {
  const size_t method = line.find(' ');
  if (method == std::string_view::npos || method == 0 || method > 20) return false;
  const bool letters = std::all_of(line.begin(), line.begin() + static_cast<ptrdiff_t>(method),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
  return letters && line.find(" HTTP/", method) != std::string_view::npos;
}

// A line that looks like the beginning of content rather than a header field: in a message whose
// blank line was lost.
bool IsContent(std::string_view line) { return line.front() == '<'; }

struct ChunkHeader {
  uint64_t size = 0;
  size_t bytes = 0;  // of the line
  bool has_cr = false;
};

bool IsLineEnd(std::string_view bytes) {
  return bytes.substr(0, 2) == "\r\n" || bytes.substr(0, 1) == "\n";
}

// https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding: hex digits, then extensions.
std::optional<ChunkHeader> ReadChunkHeader(std::string_view bytes) {
  const size_t newline = bytes.substr(0, kMaxChunkLine).find('\n');
  if (newline == std::string_view::npos) return std::nullopt;
  std::string_view line = bytes.substr(0, newline);
  ChunkHeader header;
  header.has_cr = !line.empty() && line.back() == '\r';
  if (header.has_cr) line.remove_suffix(1);
  header.bytes = newline + 1;
  const auto [end, error] =
      std::from_chars(line.data(), line.data() + line.size(), header.size, 16);
  if (error != std::errc()) return std::nullopt;
  const std::string_view rest(end, static_cast<size_t>(line.data() + line.size() - end));
  const size_t next = rest.find_first_not_of(" \t");
  if (next != std::string_view::npos && rest[next] != ';') return std::nullopt;
  return header;
}

// REQUIRES: there is room.
void Append(std::string_view bytes, io::WindowBuffer& out) {
  if (!bytes.empty()) std::memcpy(out.tail(), bytes.data(), bytes.size());
  out.Produced(bytes.size());
}

}  // namespace

HttpFraming FrameHttp(std::string_view message, size_t max_header_bytes, HeaderFields& headers) {
  HttpFraming framing;
  const std::string_view head = message.substr(0, max_header_bytes);
  const size_t newline = head.find('\n');
  std::string_view line = head.substr(0, newline);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  const std::optional<int> status = StatusOf(line);
  size_t fields_begin = std::min(newline, head.size() - 1) + 1;
  if (status || IsRequestLine(line)) {
    framing.start_line = line;
    framing.status_line = status.has_value();
    framing.status = status.value_or(0);
  } else {
    fields_begin = 0;
  }
  size_t fields_size = headers.Parse(head.substr(fields_begin), &IsContent);
  framing.blank_line = headers.complete();
  if (fields_begin == 0 && (!headers.complete() || headers.bad_lines() != 0)) {
    // Neither a start line nor a clean header: all of it is body.
    headers.Parse({});
    framing.blank_line = false;
    fields_size = 0;
  } else if (!framing.blank_line && headers.bad_lines() != 0) {
    // No blank line at all: content begins where the fields end.
    fields_size = headers.first_bad_line();
  }
  framing.body = message.substr(fields_begin + fields_size);
  if (framing.status == 0) ReadStatusCode(headers.Get(":status"), framing.status);
  return framing;
}

bool IsChunked(const HeaderFields& headers) {
  std::string_view last;
  for (const HeaderField& field : headers.fields()) {
    if (EqualsIgnoringCase(field.name, "Transfer-Encoding") && !field.value.empty()) {
      last = field.value;
    }
  }
  const size_t begin = last.find_last_of(", \t");
  if (begin != std::string_view::npos) last.remove_prefix(begin + 1);
  return EqualsIgnoringCase(last, "chunked");
}

ChunkedResult JoinChunks(std::string_view body, io::WindowBuffer& out) {
  ChunkedResult result;
  out.Clear();
  out.Reserve(body.size());  // chunk by chunk it would be moved at every growth
  for (;;) {
    const std::optional<ChunkHeader> header = ReadChunkHeader(body);
    if (!header) break;
    const std::string_view rest = body.substr(header->bytes);
    if (header->size == 0) {
      // Trailer fields may follow; they are not content. A text whose first line is "0" is none.
      result.chunked = result.chunked || rest.empty() || IsLineEnd(rest);
      result.complete = result.chunked;
      return result;
    }
    const bool cut = header->size > rest.size();
    const size_t size = cut ? rest.size() : static_cast<size_t>(header->size);
    const std::string_view behind = rest.substr(size);
    // The first chunk decides whether the body is chunked at all: a line end behind its data, or,
    // when the body ends before that, CR LF behind its size.
    if (!result.chunked) {
      result.chunked = cut ? header->has_cr : behind.empty() || IsLineEnd(behind);
      if (!result.chunked) return result;
    }
    Append(rest.substr(0, size), out);
    body = behind;
    if (cut || body.empty()) return result;
    if (!IsLineEnd(body)) break;
    body.remove_prefix(body.front() == '\r' ? 2 : 1);
  }
  // A chunk header was expected and something else stands there: nothing is lost by taking it for
  // content.
  if (result.chunked) Append(body, out);
  return result;
}

}  // namespace tamis::warc
