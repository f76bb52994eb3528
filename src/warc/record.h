// One record of a crawl archive, as warc::RecordReader gives it.

#pragma once

#include <cstdint>
#include <string_view>

#include "warc/header_fields.h"

namespace tamis::warc {

enum class RecordType : uint8_t {
  kOther = 0,  // a type that the standard does not name
  kWarcinfo,
  kResponse,
  kResource,
  kRequest,
  kMetadata,
  kRevisit,
  kConversion,  // WET: text of a page
  kContinuation,
};
std::string_view RecordTypeName(RecordType type);  // "response"; "other"

enum class RecordFormat : uint8_t { kWarc, kArc };

// What Record::offset and length count.
enum class OffsetKind : uint8_t {
  // Bytes of the file: [offset, offset + length) is exactly this record, as a gzip member (or
  // several), a zstd frame (or several), or plain bytes. What CDX and Common Crawl indexes hold,
  // and what a range request can fetch.
  kFile,
  // Bytes of the decompressed stream: the record shares its gzip member or zstd frame with others.
  kDecompressed,
};

// Record::flags. A flagged record was read by a tolerant rule of docs/formats/warc.md.
//
// Content-Length is absent, no number, or not where the block ends: the block was ended by what
// follows it.
inline constexpr uint32_t kLengthWrong = 1u << 0;
// Header lines that are no fields were left out, or no blank line ends the header.
inline constexpr uint32_t kHeaderDamaged = 1u << 1;

// Lifetime: every view, and `headers`, until the next RecordReader::Next().
struct Record {
  uint64_t offset = 0;
  uint64_t length = 0;  // bytes, the blank lines that end the record included
  OffsetKind offset_kind = OffsetKind::kFile;
  uint64_t stream_offset = 0;  // decompressed bytes before the record, always
  uint64_t stream_length = 0;  // decompressed bytes of it, likewise
  bool own_gzip_member = false;  // kFile, and nothing else stands in its gzip member (or members)

  RecordFormat format = RecordFormat::kWarc;
  RecordType type = RecordType::kOther;
  uint32_t flags = 0;

  // Empty when the header is absent. For ARC: from the URL-record line.
  std::string_view type_name;       // as written
  std::string_view id;              // with its brackets, "<urn:uuid:...>"; ARC has none
  std::string_view date;            // ISO 8601, "2026-11-23T05:51:00Z"
  std::string_view target_uri;      // without brackets
  std::string_view content_type;    // of the block; ARC: of the payload, as the server sent it
  std::string_view payload_digest;  // "sha1:BASE32"
  std::string_view block_digest;
  std::string_view truncated;             // why the crawler cut the record: "length", "time", ...
  const HeaderFields* headers = nullptr;  // all fields; of an ARC record: none

  std::string_view block;  // what Content-Length counts: HTTP header and body as stored, or text
  bool http = false;       // the block is an HTTP message; see warc/http.h

  bool has(uint32_t flag) const { return (flags & flag) != 0; }
};

}  // namespace tamis::warc
