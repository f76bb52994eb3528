#include "pipeline/writers/shard_writer.h"

#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tamis::pipeline {

Status ShardWriter::Begin() {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    return Status(StatusCode::kIo, "cannot make the folder " + folder_ + ": " + error.message());
  }
  char name[32];
  std::snprintf(name, sizeof name, "/%05u.jsonl%s", shards_,
                compression_ == Compression::kGzip ? ".gz" : "");
  Result<io::AtomicFile> file = io::AtomicFile::Create(folder_ + name);
  if (!file.ok()) return file.status();
  file_ = std::make_unique<io::AtomicFile>(std::move(*file));
  open_bytes_ = 0;
  return {};
}

Status ShardWriter::Append(std::string_view piece, uint64_t row_bytes) {
  if (piece.empty()) return {};
  if (!file_) {
    if (Status begun = Begin(); !begun.ok()) return begun;
  }
  if (Status appended = file_->Append(piece); !appended.ok()) {
    file_.reset();
    return appended;
  }
  open_bytes_ += row_bytes;
  return open_bytes_ >= shard_bytes_ ? Finish() : Status();
}

Status ShardWriter::Finish() {
  if (!file_) return {};
  const Status committed = file_->Commit();
  file_.reset();
  if (committed.ok()) ++shards_;
  return committed;
}

}  // namespace tamis::pipeline
