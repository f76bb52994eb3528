#include "pipeline/readers/record_source.h"

#include <string>
#include <string_view>
#include <utility>

#include "io/line_reader.h"
#include "pipeline/readers/input_kind.h"
#include "pipeline/readers/problem.h"
#include "warc/record_reader.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kHeadBytes = 4096;  // looked at to tell what a file is

// The file cannot be read to its end.
void ReportFailure(const InputFile& file, const Status& status, Batch& batch) {
  ++batch.inputs_failed;
  batch.problems.push_back(ProblemOf(file.path, status));
}

// A piece of the file is lost; reading goes on behind it.
void ReportDamage(const InputFile& file, const Status& status, Batch& batch) {
  ++batch.damaged;
  batch.problems.push_back(ProblemOf(file.path, status));
}

// A row or file that is larger than the limit.
void AddTooLargeFile(uint32_t index, Batch& batch) {
  ++batch.records;
  Candidate& candidate = batch.candidates.emplace_back();
  candidate.kind = CandidateKind::kTooLarge;
  candidate.file = index;
  candidate.offset_kind = warc::OffsetKind::kDecompressed;
}

// WARC, ARC, WET -----------------------------------------------------------------------------

class ArchiveSource final : public RecordSource {
 public:
  // `continued`: records stand before the start of `stream`.
  ArchiveSource(const InputFile& file, uint32_t index, io::DecodedStream& stream,
                SourceLimits limits, bool continued = false)
      : file_(file),
        index_(index),
        limits_(limits),
        continued_(continued),
        reader_(stream, {.max_record_bytes = limits.max_record_bytes}) {}

  bool Next(Batch& batch) override {
    const Result<warc::Record> record = reader_.Next();
    if (record.ok()) {
      truncated_ = false;
      place_ = PlaceBehind(*record);
      Add(*record, batch);
      return true;
    }
    place_ = {};
    const Status& status = record.status();
    if (warc::RecordReader::Final(status)) {
      AtEnd(status, batch);
      return false;
    }
    // A record above the limit is whole and known; it counts as a record.
    if (status.code() == StatusCode::kTooLarge) {
      AddTooLarge(status, batch);
      return true;
    }
    truncated_ = status.code() == StatusCode::kTruncated;
    ReportDamage(file_, status, batch);
    return true;
  }

  void Release() override { reader_.Release(); }
  FilePlace place() const override { return place_; }

 private:
  // A WARC record that is a gzip member of its own leaves nothing behind in the reader.
  static FilePlace PlaceBehind(const warc::Record& record) {
    const bool plain = record.own_gzip_member && record.format == warc::RecordFormat::kWarc;
    if (!plain || record.flags != 0) return {};
    return {.direct = true,
            .file_offset = record.offset + record.length,
            .stream_offset = record.stream_offset + record.stream_length};
  }

  void AtEnd(const Status& status, Batch& batch) const {
    if (status.code() != StatusCode::kEndOfStream) {
      ReportFailure(file_, status, batch);
    } else if (!continued_ && reader_.stats().records == 0 && reader_.stats().too_large == 0) {
      ReportFailure(file_, Status(StatusCode::kMalformed, "no record of an archive was found"),
                    batch);
    } else if (truncated_) {
      ++batch.inputs_failed;
    }
  }

  void AddTooLarge(const Status& status, Batch& batch) const {
    const warc::PassedOver& record = reader_.passed_over();
    batch.problems.push_back(ProblemOf(file_.path, status));
    if (!MayHoldPage(record.type)) return SkipOther(record.type, record.type_name, batch);
    ++batch.records;
    Candidate& candidate = batch.candidates.emplace_back();
    candidate.kind = CandidateKind::kTooLarge;
    candidate.file = index_;
    candidate.offset_kind = warc::OffsetKind::kDecompressed;  // not known where it ends
    candidate.url = batch.Add(record.target_uri);
    candidate.id = batch.Add(record.id);
    candidate.date = batch.Add(record.date);
  }

  static bool MayHoldPage(warc::RecordType type) {
    return type == warc::RecordType::kResponse || type == warc::RecordType::kResource ||
           type == warc::RecordType::kConversion;
  }

  static void SkipOther(warc::RecordType type, std::string_view name, Batch& batch) {
    batch.Skip(type == warc::RecordType::kOther ? name : warc::RecordTypeName(type));
  }

  void Add(const warc::Record& record, Batch& batch) const {
    if (!MayHoldPage(record.type)) return SkipOther(record.type, record.type_name, batch);
    ++batch.records;
    Candidate& candidate = batch.candidates.emplace_back();
    candidate.kind = record.http                                    ? CandidateKind::kHttp
                     : record.type == warc::RecordType::kConversion ? CandidateKind::kText
                                                                    : CandidateKind::kBytes;
    // The reader may deliver a larger one that it had read already.
    const bool too_large = record.block.size() > limits_.max_record_bytes;
    if (too_large) {
      candidate.kind = CandidateKind::kTooLarge;
      batch.problems.push_back(
          ProblemOf(file_.path, Status(StatusCode::kTooLarge, record.offset,
                                       "a record of " + std::to_string(record.block.size()) +
                                           " bytes is larger than the limit")));
    }
    candidate.partial = !record.truncated.empty();
    candidate.file = index_;
    candidate.offset = record.offset;
    candidate.length = record.length;
    candidate.offset_kind = record.offset_kind;
    if (!too_large) candidate.block = record.block;
    candidate.url = batch.Add(record.target_uri);
    candidate.id = batch.Add(record.id);
    candidate.date = batch.Add(record.date);
    candidate.content_type = batch.Add(record.content_type);
    candidate.digest = batch.Add(record.payload_digest);
  }

  const InputFile& file_;
  const uint32_t index_;
  const SourceLimits limits_;
  const bool continued_;
  warc::RecordReader reader_;
  FilePlace place_;
  bool truncated_ = false;  // the damage reported last was an early end
};

// JSON lines ---------------------------------------------------------------------------------

class RowSource final : public RecordSource {
 public:
  RowSource(const InputFile& file, uint32_t index, io::DecodedStream& stream, SourceLimits limits)
      : file_(file), index_(index), lines_(stream, {.max_line_bytes = limits.max_record_bytes}) {}

  bool Next(Batch& batch) override {
    for (;;) {
      const Result<io::Line> line = lines_.Next();
      if (!line.ok()) return AtProblem(line.status(), batch);
      truncated_ = false;
      if (line->text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      ++batch.records;
      Candidate& candidate = batch.candidates.emplace_back();
      candidate.kind = CandidateKind::kRow;
      candidate.file = index_;
      candidate.offset = line->offset;
      candidate.length = line->text.size();
      candidate.offset_kind = warc::OffsetKind::kDecompressed;
      candidate.block = line->text;
      return true;
    }
  }

  void Release() override { lines_.Release(); }

 private:
  bool AtProblem(const Status& status, Batch& batch) {
    switch (status.code()) {
      case StatusCode::kEndOfStream:
        if (truncated_) ++batch.inputs_failed;
        return false;
      case StatusCode::kIo:
        ReportFailure(file_, status, batch);
        return false;
      case StatusCode::kTooLarge:
        AddTooLargeFile(index_, batch);
        batch.problems.push_back(ProblemOf(file_.path, status));
        return true;
      default:
        truncated_ = status.code() == StatusCode::kTruncated;
        ReportDamage(file_, status, batch);
        return true;
    }
  }

  const InputFile& file_;
  const uint32_t index_;
  io::LineReader lines_;
  bool truncated_ = false;
};

// One page -----------------------------------------------------------------------------------

class PageSource final : public RecordSource {
 public:
  PageSource(const InputFile& file, uint32_t index, io::DecodedStream& stream, SourceLimits limits)
      : file_(file), index_(index), stream_(stream), limits_(limits) {}

  bool Next(Batch& batch) override {
    if (std::exchange(done_, true)) return false;
    const Status status = stream_.Fill(static_cast<size_t>(limits_.max_record_bytes) + 1);
    const std::string_view page = stream_.window();
    if (page.size() > limits_.max_record_bytes) {
      AddTooLargeFile(index_, batch);
      batch.problems.push_back(file_.path + ": passed over: it is larger than --max-record-bytes");
      return true;
    }
    const bool broken = status.code() != StatusCode::kEndOfStream;
    if (broken) ReportFailure(file_, status, batch);
    if (page.empty()) return false;
    ++batch.records;
    Candidate& candidate = batch.candidates.emplace_back();
    candidate.kind = CandidateKind::kBytes;
    candidate.named = !file_.searched;
    candidate.partial = broken;
    candidate.file = index_;
    candidate.length = page.size();
    candidate.block = page;
    return true;
  }

  void Release() override {
    if (done_) stream_.Consume(stream_.window().size());
  }

 private:
  const InputFile& file_;
  const uint32_t index_;
  io::DecodedStream& stream_;
  const SourceLimits limits_;
  bool done_ = false;
};

// A file of a folder that holds no page.
class SkippedSource final : public RecordSource {
 public:
  explicit SkippedSource(const InputFile& file) : file_(file) {}

  bool Next(Batch& batch) override {
    if (std::exchange(done_, true)) return false;
    batch.Skip(SuffixOf(file_.name));
    return true;
  }

 private:
  const InputFile& file_;
  bool done_ = false;
};

}  // namespace

Result<OpenInput> OpenInput::Open(const InputFile& file, uint32_t index, SourceLimits limits) {
  Result<std::unique_ptr<io::ByteSource>> bytes = io::OpenSource(file.path);
  if (!bytes.ok()) return bytes.status();
  OpenInput input;
  input.bytes_ = std::move(*bytes);
  input.stream_ = std::make_unique<io::DecodedStream>(*input.bytes_);
  io::DecodedStream& stream = *input.stream_;
  // Not beyond the first unit of an archive: what may follow a unit, its reader says.
  Status filled = stream.FillFromUnit(kHeadBytes);
  if (!warc::LooksLikeArchive(stream.window())) filled = stream.Fill(kHeadBytes);
  const std::string_view head = stream.window().substr(0, kHeadBytes);
  const FileKind kind = KindOfFile(head, file.name);
  if (head.empty() && filled.code() == StatusCode::kEndOfStream) {
    return Status(StatusCode::kInvalidArgument, "the input is empty");
  }
  // An archive may be readable behind a damaged start.
  if (head.empty() && kind != FileKind::kArchive) return filled;
  switch (kind) {
    case FileKind::kArchive:
      input.records_ = std::make_unique<ArchiveSource>(file, index, stream, limits);
      break;
    case FileKind::kJsonLines:
      input.records_ = std::make_unique<RowSource>(file, index, stream, limits);
      break;
    case FileKind::kPage:
      if (file.searched && !IsPageOfFolder(head, file.name)) {
        input.records_ = std::make_unique<SkippedSource>(file);
      } else {
        input.records_ = std::make_unique<PageSource>(file, index, stream, limits);
      }
      break;
  }
  return input;
}

Status OpenInput::GoTo(const InputFile& file, uint32_t index, SourceLimits limits,
                       const FilePlace& place) {
  if (place.direct && bytes_->SeekTo(place.file_offset).ok()) {
    records_.reset();
    stream_ = std::make_unique<io::DecodedStream>(
        *bytes_, io::DecodeOptions(),
        io::StreamPlace{.file_offset = place.file_offset, .stream_offset = place.stream_offset});
    stream_->set_plausible_start(&warc::LooksLikeArchive);
    const bool at_end = stream_->FillFromUnit(1).code() == StatusCode::kEndOfStream;
    if (warc::LooksLikeArchive(stream_->window()) || (at_end && stream_->window().empty())) {
      records_ = std::make_unique<ArchiveSource>(file, index, *stream_, limits, true);
      steps_ = place.steps;
      return {};
    }
    // Damage: what the reader makes of it depends on what it has seen before.
    Result<OpenInput> again = Open(file, index, limits);
    if (!again.ok()) return again.status();
    *this = std::move(*again);
  }
  Batch passed;  // was counted before
  while (steps_ < place.steps) {
    passed.Clear();
    if (Next(passed)) continue;
    return Status(StatusCode::kMalformed, file.path +
                                              " ends before the record at which the run "
                                              "was interrupted; it has been changed");
  }
  return {};
}

Result<OpenInput> OpenInput::OpenAt(const InputFile& file, uint32_t index, SourceLimits limits,
                                    const FilePlace& place) {
  Result<OpenInput> input = Open(file, index, limits);
  if (!input.ok()) return input;
  if (Status status = input->GoTo(file, index, limits, place); !status.ok()) return status;
  return input;
}

}  // namespace tamis::pipeline
