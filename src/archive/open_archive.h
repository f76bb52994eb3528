// An archive that is being read: source, stream and reader, with what tells where things stand in
// the file when reading began in its middle.

#pragma once

#include <memory>
#include <string>
#include <utility>

#include "archive/part_source.h"
#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "tamis/archive.h"
#include "tamis/status.h"
#include "warc/http_framing.h"
#include "warc/record_reader.h"

namespace tamis::archive {

class OpenArchive {
 public:
  OpenArchive(std::unique_ptr<io::ByteSource> source, const PartSource* part,
              const ArchiveOptions& options)
      : source_(std::move(source)),
        part_(part),
        stream_(*source_),
        reader_(stream_, {.max_record_bytes = options.max_record_bytes}) {}

  static Result<std::unique_ptr<OpenArchive>> Open(const std::string& path,
                                                   const ArchiveOptions& options);

  Result<warc::Record> Next() TAMIS_LIFETIME_BOUND { return reader_.Next(); }
  // The same as the public record; `record` is the last one.
  ArchiveRecord Describe(const warc::Record& record) TAMIS_LIFETIME_BOUND;
  // Where a damage stands.
  ArchivePlace PlaceOf(const Status& status) const;

  io::ByteSource& source() { return *source_; }
  // Where in source() a byte of the file stands.
  uint64_t InSource(uint64_t in_file) const {
    return part_ == nullptr ? in_file : in_file - part_->InFile(0);
  }
  // Bytes of the file that were read.
  uint64_t file_position() const { return stream_.file_position(); }

 private:
  ArchivePlace Place(uint64_t offset, bool in_file) const;

  std::unique_ptr<io::ByteSource> source_;
  const PartSource* part_;  // the source, if it is a part of a file
  io::DecodedStream stream_;
  warc::RecordReader reader_;
  warc::HeaderFields http_headers_;
};

}  // namespace tamis::archive
