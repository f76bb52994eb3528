// Crawl archives record by record: what `tamis warc` is made of.
//
//   FILE (WARC, ARC, WET; plain, gzip, zstd) -> [ArchiveReader] -> lists, indexes, checks, pages
//
// What is read, how damage is passed, and what offsets mean: docs/formats/warc.md. Commands over
// it: docs/warc-tools.md.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "tamis/attributes.h"
#include "tamis/status.h"

namespace tamis {

struct ArchiveOptions {
  uint64_t max_record_bytes = uint64_t{1} << 30;  // of a block; a larger one gives kTooLarge
};

// Where a record or a damage stands.
struct ArchivePlace {
  uint64_t offset = 0;
  // True: a byte of the file as stored, as indexes have it. False: a byte of what it decompresses
  // to, because the record shares its gzip member or zstd frame with others.
  bool in_file = true;
};

// Lifetime: every view until the reader's next call.
struct ArchiveRecord {
  ArchivePlace place;
  uint64_t length = 0;  // bytes, counted as the offset is

  // Empty when the header has none. Of an ARC record: from its line.
  std::string_view type;  // "response", ...
  std::string_view id;    // with its brackets
  std::string_view url;
  std::string_view date;          // ISO 8601
  std::string_view content_type;  // of the payload: what the server said, or the record
  std::string_view payload_digest;
  std::string_view block_digest;
  std::string_view truncated;  // why the crawler cut the record
  int http_status = 0;         // 100..599; 0 when the block is no HTTP response

  bool length_wrong = false;    // Content-Length is not where the block ends
  bool header_damaged = false;  // lines of the header were left out
  bool http = false;            // the block is an HTTP message

  std::string_view header;   // of the record, as stored, with its blank line
  std::string_view block;    // HTTP header and payload, or payload
  std::string_view payload;  // as stored: codings of HTTP are not undone
  std::string_view ending;   // the blank lines behind the block
};

// Walks the records of one archive, in one pass.
//
// Memory:  the largest record, a compressed unit of at most 32 MB, 8 MB of compressed bytes.
// Errors:  as statuses in their place among the records; reading goes on after all that are not
//          Final(): kTruncated, kMalformed, kTooLarge, kUnsupported. Status::offset() is a byte of
//          the file, or, when the message says "decompressed byte", of what it decompresses to.
// Threads: one reader per thread.
class ArchiveReader {
 public:
  // "-" is stdin. Errors: kNotFound, kIo, kInvalidArgument (a folder).
  static Result<ArchiveReader> Open(const std::string& path, ArchiveOptions options = {});
  // Begins at byte `offset` of a file, where a record, or the gzip member or zstd frame that holds
  // it, begins. With `length`, no byte behind that many is read: what a range request would give.
  // Errors: also kInvalidArgument (a pipe, or an offset behind the end).
  static Result<ArchiveReader> OpenAt(const std::string& path, uint64_t offset, uint64_t length = 0,
                                      ArchiveOptions options = {});
  ~ArchiveReader();
  ArchiveReader(ArchiveReader&&) noexcept;
  ArchiveReader& operator=(ArchiveReader&&) noexcept;

  Result<ArchiveRecord> Next() TAMIS_LIFETIME_BOUND;
  static bool Final(const Status& status) {
    return status.code() == StatusCode::kEndOfStream || status.code() == StatusCode::kIo;
  }

  // The payload of the record that Next() gave last, with the transfer and content codings of HTTP
  // undone. `note` says what was not as declared; empty when all was.
  std::string_view Body(std::string& note) TAMIS_LIFETIME_BOUND;
  // The bytes of the file at [place.offset, place.offset + length) of that record.
  // Errors: kUnsupported (a pipe; a record that shares its compressed unit), kIo.
  Status AppendStored(std::string& out);

 private:
  struct Impl;
  explicit ArchiveReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Whether `text` matches `pattern`, in which * stands for any bytes and ? for one.
bool MatchesWildcards(std::string_view pattern, std::string_view text);

// Appends one line of JSON that describes the record, without its content.
void AppendArchiveJson(const ArchiveRecord& record, std::string_view filename, std::string& out);

// Whether indexes hold records of this kind: responses, revisits, resources and metadata, but no
// lists of fields (application/warc-fields) of a crawler.
bool IsIndexed(const ArchiveRecord& record);

// Appends a line of CDXJ, as cdxj-indexer and pywb have it: key, date in 14 digits, JSON.
// A payload without a digest gets one (sha1), but for revisits, whose payload is elsewhere.
// REQUIRES: IsIndexed(record) and record.place.in_file
void AppendCdxj(const ArchiveRecord& record, std::string_view filename, std::string& out);

// Checks ---------------------------------------------------------------------------------------

struct ArchiveProblem {
  ArchivePlace place;
  std::string_view kind;  // a stable name: "truncated", "length", "block_digest", ...; see
                          // docs/warc-tools.md for all of them
  bool is_note = false;   // worth knowing, but nothing is wrong with the archive
  std::string id;         // of the record; empty when there is none
  std::string url;
  std::string message;  // a sentence
};

struct ArchiveReport {
  uint64_t records = 0;
  uint64_t bytes = 0;                                    // of the file
  uint64_t digests_verified = 0;                         // that match
  uint64_t problems = 0;                                 // notes left out
  std::map<std::string, uint64_t, std::less<>> by_kind;  // problems and notes
  Status end;  // kEndOfStream; else why the file was not read to its end
};

// Reads the whole archive and tells everything that is wrong with it: damaged compression, records
// that break off, lengths, headers, digests, ids that come twice.
//
// Memory:  as ArchiveReader, and 16 bytes a record for the ids.
// Errors:  of ArchiveReader::Open().
Result<ArchiveReport> CheckArchive(const std::string& path, const ArchiveOptions& options,
                                   const std::function<void(const ArchiveProblem&)>& tell);

// Appends one line of JSON for a problem, or for the report.
void AppendProblemJson(const ArchiveProblem& problem, std::string_view filename, std::string& out);
void AppendReportJson(const ArchiveReport& report, std::string_view filename, std::string& out);

}  // namespace tamis
