#include "warc/http.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "io/content_decoder.h"
#include "io/window_buffer.h"
#include "warc/http_framing.h"

namespace tamis::warc {
namespace {

// One entry of a list of codings. nullopt: a coding that is not read.
using Coding = std::optional<io::ContentCoding>;

struct CodingName {
  std::string_view name;
  io::ContentCoding coding;
};

constexpr CodingName kCodings[] = {
    {"gzip", io::ContentCoding::kGzip},       {"x-gzip", io::ContentCoding::kGzip},
    {"deflate", io::ContentCoding::kDeflate}, {"br", io::ContentCoding::kBrotli},
    {"zstd", io::ContentCoding::kZstd},
};

// Values that change nothing: the standard's and what servers write instead.
constexpr std::string_view kNoCodings[] = {"identity", "none", "utf-8", "utf8", "text", "chunked"};

// Appends the codings that `field` lists, in the order they were applied.
void AddCodings(const HeaderFields& headers, std::string_view field, std::vector<Coding>& codings) {
  constexpr std::string_view kSeparators = ", \t\"";
  for (const HeaderField& header : headers.fields()) {
    if (!EqualsIgnoringCase(header.name, field)) continue;
    const std::string_view list = header.value;
    for (size_t at = list.find_first_not_of(kSeparators); at < list.size();) {
      const size_t end = std::min(list.find_first_of(kSeparators, at), list.size());
      const std::string_view name = list.substr(at, end - at);
      at = list.find_first_not_of(kSeparators, end);
      const auto is_name = [&](const auto& entry) { return EqualsIgnoringCase(entry, name); };
      if (std::any_of(std::begin(kNoCodings), std::end(kNoCodings), is_name)) continue;
      const auto* const known =
          std::find_if(std::begin(kCodings), std::end(kCodings),
                       [&](const CodingName& entry) { return is_name(entry.name); });
      codings.push_back(known != std::end(kCodings) ? Coding(known->coding) : std::nullopt);
    }
  }
}

// The codings whose bytes tell what they are.
bool IsGzip(std::string_view body) { return body.substr(0, 3) == "\x1f\x8b\x08"; }
bool IsZstd(std::string_view body) { return body.substr(0, 4) == "\x28\xB5\x2F\xFD"; }

bool Contains(std::string_view text, std::string_view lower_case_word) {
  for (size_t at = 0; at + lower_case_word.size() <= text.size(); ++at) {
    if (EqualsIgnoringCase(text.substr(at, lower_case_word.size()), lower_case_word)) return true;
  }
  return false;
}

// Media types whose content cannot begin with the magic of a compressed file.
bool IsTextType(std::string_view content_type) {
  constexpr std::string_view kWords[] = {"text/", "html", "xml", "json", "javascript"};
  return content_type.empty() ||
         std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return Contains(content_type, word); });
}

}  // namespace

struct HttpReader::Impl {
  explicit Impl(HttpLimits http_limits) : limits(http_limits) {}

  void JoinDeclaredChunks();
  void UndoCodings();
  void UndoUndeclaredCoding();
  bool Undo(io::ContentCoding coding);

  HttpLimits limits;
  HttpMessage message;
  io::ContentDecoder decoder;
  std::vector<Coding> codings;
  // The body moves back and forth: each step reads one and writes the other.
  std::array<io::WindowBuffer, 2> buffers;
  size_t next_buffer = 0;
};

void HttpReader::Impl::JoinDeclaredChunks() {
  const bool declared = IsChunked(message.headers);
  // Undeclared ones are told by their first character at once, nearly always.
  constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";
  if (message.body.empty()) return;
  if (!declared && kHexDigits.find(message.body.front()) == std::string_view::npos) return;
  const ChunkedResult chunks = JoinChunks(message.body, buffers[next_buffer]);
  if (declared && !chunks.chunked) {
    message.flags |= kNotChunked;
  } else if (declared || (chunks.complete && !buffers[next_buffer].view().empty())) {
    message.body = buffers[next_buffer].view();
    next_buffer = 1 - next_buffer;
    if (!declared) message.flags |= kChunkedUndeclared;
    if (!chunks.complete) message.flags |= kChunksBroken;
  }
}

// Replaces the body by what it decodes to. False when it is not so coded: then nothing changes.
bool HttpReader::Impl::Undo(io::ContentCoding coding) {
  const bool has_magic = coding == io::ContentCoding::kGzip || coding == io::ContentCoding::kZstd;
  if (!has_magic && (IsGzip(message.body) || IsZstd(message.body))) return false;
  io::WindowBuffer& out = buffers[next_buffer];
  switch (decoder.Decode(coding, message.body, limits.max_body_bytes, out)) {
    case io::DecodeEnd::kNotCoded:
      return false;
    case io::DecodeEnd::kComplete:
      break;
    case io::DecodeEnd::kTruncated:
      message.flags |= kCodingTruncated;
      break;
    case io::DecodeEnd::kDamaged:
      message.flags |= kCodingBroken;
      break;
    case io::DecodeEnd::kTooLarge:
      message.flags |= kBodyTooLarge;
      break;
  }
  message.body = out.view();
  next_buffer = 1 - next_buffer;
  return true;
}

void HttpReader::Impl::UndoCodings() {
  codings.clear();
  AddCodings(message.headers, "Content-Encoding", codings);
  AddCodings(message.headers, "Transfer-Encoding", codings);
  if (codings.size() > limits.max_codings) {
    message.flags |= kCodingUnknown;
    return;
  }
  for (size_t i = codings.size(); i-- > 0 && !message.body.empty();) {
    const Coding coding = codings[i];
    if (!coding) {
      message.flags |= kCodingUnknown;
      return;
    }
    if (!Undo(*coding)) message.flags |= kCodingNotApplied;
  }
}

void HttpReader::Impl::UndoUndeclaredCoding() {
  const bool gzip = IsGzip(message.body);
  if (!gzip && !IsZstd(message.body)) return;
  if (!IsTextType(message.content_type())) return;
  const uint32_t before = message.flags;
  const std::string_view body = message.body;
  if (!Undo(gzip ? io::ContentCoding::kGzip : io::ContentCoding::kZstd)) return;
  if (message.body.empty()) {  // nothing came out: not what it seemed
    message.body = body;
    message.flags = before;
    return;
  }
  message.flags |= kCodingUndeclared;
}

HttpReader::HttpReader(HttpLimits limits) : impl_(std::make_unique<Impl>(limits)) {}
HttpReader::~HttpReader() = default;
HttpReader::HttpReader(HttpReader&&) noexcept = default;
HttpReader& HttpReader::operator=(HttpReader&&) noexcept = default;

const HttpMessage& HttpReader::Parse(std::string_view block) {
  HttpMessage& message = impl_->message;
  const HttpFraming framing = FrameHttp(block, impl_->limits.max_header_bytes, message.headers);
  message.flags = 0;
  message.status = framing.status;
  message.start_line = framing.start_line;
  message.stored_body = message.body = framing.body;
  if (!framing.status_line) message.flags |= kNoStatusLine;
  if (!framing.blank_line) message.flags |= kNoBlankLine;
  if (message.headers.bad_lines() != 0) message.flags |= kBadHeaderLines;
  impl_->JoinDeclaredChunks();
  impl_->UndoCodings();
  impl_->UndoUndeclaredCoding();
  if (message.body.size() > impl_->limits.max_body_bytes) {
    message.body = message.body.substr(0, impl_->limits.max_body_bytes);
    message.flags |= kBodyTooLarge;
  }
  return message;
}

}  // namespace tamis::warc
