// Splits a crawl archive into its records.
//
//   bytes -> io -> [warc] -> encoding -> html -> extract -> document
//
// Source:  WARC 1.1,
// https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
//          (0.18 and 1.0 as well); ARC 1 and 2,
//          https://archive.org/web/researcher/ArcFileFormat.php; zstd:
//          https://iipc.github.io/warc-specifications/specifications/warc-zstd/. Where we differ,
//          and why: docs/formats/warc.md.
// Tested:  src/warc/record_reader_test.cc, tests/warc/; fuzzed by fuzz/warc_records.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/decoded_stream.h"
#include "tamis/attributes.h"
#include "tamis/status.h"
#include "warc/record.h"

namespace tamis::warc {

struct RecordOptions {
  uint64_t max_record_bytes = 64u << 20;  // of a block; a larger record is passed over (kTooLarge)
  uint32_t max_header_bytes = 64u << 10;  // of a WARC header or ARC line; a longer one is damage
  // A record that is too large and stands in a gzip member or zstd frame that has decompressed
  // to more than this many times its size ends that unit there, unread: a decompression bomb
  // costs max_record_bytes of memory and of time, not more. 0: read on.
  uint32_t max_ratio = 200;
};

// Counts since the start; none ever decreases.
struct RecordStats {
  uint64_t records = 0;        // delivered
  uint64_t flagged = 0;        // of these, with flags
  uint64_t damages = 0;        // statuses that are not final
  uint64_t too_large = 0;      // of these, kTooLarge
  uint64_t skipped_bytes = 0;  // decompressed bytes passed over because they are of no record
};

// What the header of a record says that was too large to deliver.
struct PassedOver {
  RecordType type = RecordType::kOther;
  std::string type_name;
  std::string id;
  std::string target_uri;
  std::string date;
};

// RecordReader walks records in stream order, in one pass.
//
//   for (;;) {
//     Result<Record> record = reader.Next();
//     if (record.ok()) Use(*record);
//     else if (RecordReader::Final(record.status())) break;
//     else Log(record.status());   // one damage; reading goes on
//   }
//
// Lifetime:  a Record is valid until the next call to Next().
// Memory:    max_record_bytes + max_header_bytes + what io::DecodedStream holds.
// Errors:    each damage is reported once, as a status, in its place among the records:
//            kEndOfStream  the end. Final; not a failure by itself, see stats().damages.
//            kIo           the source failed. Final.
//            kTruncated    the input ends, or a damaged unit breaks off, inside a record: that
//                          record is not delivered.
//            kMalformed    bytes that are no record, or a gzip member or zstd frame that is
//                          damaged; the next call goes on at the next record that can be found.
//            kTooLarge     a record above max_record_bytes was passed over.
//            kUnsupported  a zstd frame that needs a dictionary or window that is not to be had.
//            Status::offset() is a file offset, or, when the message says "decompressed byte",
//            an offset into the decompressed stream.
// Threads:   one reader per thread.
class RecordReader {
 public:
  // `stream` must outlive the reader; it may have been peeked into, but not consumed.
  explicit RecordReader(io::DecodedStream& stream, RecordOptions options = {});
  ~RecordReader();
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;

  Result<Record> Next() TAMIS_LIFETIME_BOUND;
  // Consumes the record delivered last, as Next() does at first.
  void Release();

  // Whether Next() has nothing more to give after this status.
  static bool Final(const Status& status) {
    return status.code() == StatusCode::kEndOfStream || status.code() == StatusCode::kIo;
  }

  const RecordStats& stats() const;
  // After kTooLarge: the record that was passed over.
  const PassedOver& passed_over() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Whether `first_bytes` (decompressed) begin a WARC record or an ARC file or record.
bool LooksLikeArchive(std::string_view first_bytes);

}  // namespace tamis::warc
