#include <algorithm>
#include <utility>

#include "archive/open_archive.h"
#include "warc/http.h"

namespace tamis {
namespace archive {

Result<std::unique_ptr<OpenArchive>> OpenArchive::Open(const std::string& path,
                                                       const ArchiveOptions& options) {
  Result<std::unique_ptr<io::ByteSource>> file = io::OpenSource(path);
  if (!file.ok()) return file.status();
  return std::make_unique<OpenArchive>(std::move(*file), nullptr, options);
}

ArchivePlace OpenArchive::Place(uint64_t offset, bool in_file) const {
  return {in_file && part_ != nullptr ? part_->InFile(offset) : offset, in_file};
}

ArchivePlace OpenArchive::PlaceOf(const Status& status) const {
  return Place(status.offset(), status.message().find("decompressed byte") == std::string::npos);
}

ArchiveRecord OpenArchive::Describe(const warc::Record& record) {
  constexpr size_t kMaxEnding = 16;
  ArchiveRecord out;
  out.place = Place(record.offset, record.offset_kind == warc::OffsetKind::kFile);
  out.length = record.length;
  out.type = record.type_name;
  out.id = record.id;
  out.url = record.target_uri;
  out.date = record.date;
  out.content_type = record.content_type;
  out.payload_digest = record.payload_digest;
  out.block_digest = record.block_digest;
  out.truncated = record.truncated;
  out.length_wrong = record.has(warc::kLengthWrong);
  out.header_damaged = record.has(warc::kHeaderDamaged);
  out.http = record.http;
  // The record begins where the window does.
  const std::string_view window = stream_.window();
  const auto header_bytes = static_cast<size_t>(record.block.data() - window.data());
  out.header = window.substr(0, header_bytes);
  out.block = out.payload = record.block;
  const std::string_view behind = window.substr(header_bytes + record.block.size(), kMaxEnding);
  out.ending = behind.substr(0, behind.find_first_not_of("\r\n"));
  if (record.http) {
    const warc::HttpFraming framing =
        warc::FrameHttp(record.block, warc::HttpLimits{}.max_header_bytes, http_headers_);
    out.payload = framing.body;
    out.http_status = framing.status;
    out.content_type = http_headers_.Get("Content-Type");
  }
  return out;
}

namespace {

struct Note {
  uint32_t flag;
  std::string_view says;
};

// What HttpMessage::flags say, for people.
constexpr Note kNotes[] = {
    {warc::kNotChunked, "chunks are declared, but there are none"},
    {warc::kChunksBroken, "the chunks break off"},
    {warc::kChunkedUndeclared, "the chunks are not declared"},
    {warc::kCodingNotApplied, "a coding is declared, but not applied"},
    {warc::kCodingUndeclared, "the coding is not declared"},
    {warc::kCodingUnknown, "the coding is unknown: left as it is"},
    {warc::kCodingTruncated, "the coded body ends early"},
    {warc::kCodingBroken, "the coded body is damaged"},
    {warc::kBodyTooLarge, "cut off at the limit for records"},
};

}  // namespace
}  // namespace archive

struct ArchiveReader::Impl {
  std::unique_ptr<archive::OpenArchive> archive;
  warc::HttpReader http;
  ArchiveRecord record;  // the last one
};

ArchiveReader::ArchiveReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArchiveReader::~ArchiveReader() = default;
ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;

Result<ArchiveReader> ArchiveReader::Open(const std::string& path, ArchiveOptions options) {
  Result<std::unique_ptr<archive::OpenArchive>> opened = archive::OpenArchive::Open(path, options);
  if (!opened.ok()) return opened.status();
  return ArchiveReader(std::make_unique<Impl>(Impl{
      std::move(*opened), warc::HttpReader({.max_body_bytes = options.max_record_bytes}), {}}));
}

Result<ArchiveReader> ArchiveReader::OpenAt(const std::string& path, uint64_t offset,
                                            uint64_t length, ArchiveOptions options) {
  Result<std::unique_ptr<io::ByteSource>> file = io::OpenSource(path);
  if (!file.ok()) return file.status();
  Result<std::unique_ptr<archive::PartSource>> part =
      archive::PartSource::Make(std::move(*file), offset, length);
  if (!part.ok()) return Status(part.status().code(), path + ": " + part.status().message());
  const archive::PartSource* const view = part->get();
  return ArchiveReader(std::make_unique<Impl>(
      Impl{std::make_unique<archive::OpenArchive>(std::move(*part), view, options),
           warc::HttpReader({.max_body_bytes = options.max_record_bytes}),
           {}}));
}

Result<ArchiveRecord> ArchiveReader::Next() {
  const Result<warc::Record> record = impl_->archive->Next();
  if (!record.ok()) return record.status();
  return impl_->record = impl_->archive->Describe(*record);
}

std::string_view ArchiveReader::Body(std::string& note) {
  note.clear();
  if (!impl_->record.http) return impl_->record.block;
  const warc::HttpMessage& message = impl_->http.Parse(impl_->record.block);
  for (const archive::Note& entry : archive::kNotes) {
    if (message.has(entry.flag)) note.append(note.empty() ? "" : "; ").append(entry.says);
  }
  return message.body;
}

Status ArchiveReader::AppendStored(std::string& out) {
  const ArchiveRecord& record = impl_->record;
  if (!record.place.in_file) {
    return Status(StatusCode::kUnsupported, record.place.offset,
                  "the record shares its compressed unit with others and has no bytes of its own");
  }
  // In what may be a part of a file, the record stands where it was read.
  io::ByteSource& source = impl_->archive->source();
  const uint64_t from = impl_->archive->InSource(record.place.offset);
  const size_t before = out.size();
  out.resize(before + static_cast<size_t>(record.length));
  for (size_t have = 0; have < record.length;) {
    const size_t got = source.PeekAt(from + have, out.data() + before + have,
                                     static_cast<size_t>(record.length) - have);
    if (got == 0) {
      out.resize(before);
      return Status(StatusCode::kUnsupported, record.place.offset,
                    "the record cannot be read again: the input is a pipe, or has changed");
    }
    have += got;
  }
  return {};
}

}  // namespace tamis
