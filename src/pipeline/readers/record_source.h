// The records of one input file, whatever its kind: a crawl archive, JSON lines, one page.
//
//   file -> io::DecodedStream -> [RecordSource] -> Batch
//
// What a file is, its content says first and its name second: see input_kind.h.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "pipeline/readers/batch.h"
#include "pipeline/readers/input_files.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Threads: one source per thread.
class RecordSource {
 public:
  virtual ~RecordSource() = default;

  // Adds the next record to `batch`: a candidate, a skipped record, or a damaged place with its
  // problem. False at the end of the file, with nothing added but, perhaps, problems. The block of
  // a candidate stands at the stream's window, or is empty.
  virtual bool Next(Batch& batch) = 0;

  // Leaves the window to what follows the record added last.
  virtual void Release() {}

  // Where the next record begins, if reading can start there: `direct` and the two offsets.
  virtual FilePlace place() const { return {}; }
};

struct SourceLimits {
  uint64_t max_record_bytes = 64u << 20;
};

// An open input file.
class OpenInput {
 public:
  // `index` is the file's place in the list of inputs.
  // Errors: kNotFound, kIo, kInvalidArgument (empty), kTruncated, kMalformed, kUnsupported (what
  //         stands at the start cannot be decompressed).
  static Result<OpenInput> Open(const InputFile& file, uint32_t index, SourceLimits limits);
  // Opens the file at a place where it was left: goes there, or reads it up to there again.
  // Errors: as above, and kMalformed when the file no longer has such a place.
  static Result<OpenInput> OpenAt(const InputFile& file, uint32_t index, SourceLimits limits,
                                  const FilePlace& place);

  bool Next(Batch& batch) {
    if (!records_->Next(batch)) return false;
    ++steps_;
    return true;
  }
  // What Next() calls add stays valid until the next call, unless the block of the candidate that
  // it added is kept: in the buffer that the next SwapBuffer() gives back, see io::DecodedStream.
  void Keep(std::string_view block) {
    if (block.empty()) return;
    stream_->Keep(static_cast<size_t>(block.data() + block.size() - stream_->window().data()));
  }
  void SwapBuffer(io::WindowBuffer& buffer) {
    records_->Release();
    stream_->SwapBuffer(buffer);
  }

  FilePlace place() const {
    FilePlace place = records_->place();
    place.steps = steps_;
    return place;
  }
  // Bytes of the file, as stored, that were read so far.
  uint64_t bytes_done() const { return stream_->file_position(); }

 private:
  OpenInput() = default;
  Status GoTo(const InputFile& file, uint32_t index, SourceLimits limits, const FilePlace& place);

  std::unique_ptr<io::ByteSource> bytes_;
  std::unique_ptr<io::DecodedStream> stream_;
  std::unique_ptr<RecordSource> records_;
  uint64_t steps_ = 0;
};

}  // namespace tamis::pipeline
