#include "pipeline/site/run_file.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tamis::pipeline {
namespace {

constexpr uint64_t kMinBufferBytes = 4096;

std::string_view BytesOf(std::span<const SiteRecord> records) {
  return {reinterpret_cast<const char*>(records.data()), records.size_bytes()};
}

bool StandsBehind(const RunReader* a, const RunReader* b) { return *b->record() < *a->record(); }

}  // namespace

Result<RunWriter> RunWriter::Create(const std::string& path) {
  Result<io::GrowingFile> file = io::GrowingFile::Open(path, 0);
  if (!file.ok()) return file.status();
  return RunWriter(std::move(*file));
}

Status RunWriter::Append(std::span<const SiteRecord> records) {
  return file_.Append(BytesOf(records));
}

Result<RunReader> RunReader::Open(const std::string& path, size_t buffer_records) {
  Result<io::RandomFile> file = io::RandomFile::Open(path);
  if (!file.ok()) return file.status();
  RunReader reader(std::move(*file), std::max<size_t>(buffer_records, 1));
  if (Status status = reader.Fill(); !status.ok()) return status;
  return reader;
}

Status RunReader::Fill() {
  const uint64_t left = (file_.size() - offset_) / sizeof(SiteRecord);
  buffer_.resize(static_cast<size_t>(std::min<uint64_t>(left, buffer_records_)));
  at_ = 0;
  const size_t bytes = buffer_.size() * sizeof(SiteRecord);
  Status status = file_.Read(offset_, reinterpret_cast<char*>(buffer_.data()), bytes);
  offset_ += bytes;
  return status;
}

Status RunReader::Advance() {
  if (++at_ < buffer_.size()) return {};
  return Fill();
}

Result<RunMerger> RunMerger::Open(std::span<const std::string> paths, uint64_t memory_bytes) {
  RunMerger merger;
  const uint64_t each = std::max(memory_bytes / std::max<size_t>(paths.size(), 1), kMinBufferBytes);
  for (const std::string& path : paths) {
    Result<RunReader> reader =
        RunReader::Open(path, static_cast<size_t>(each / sizeof(SiteRecord)));
    if (!reader.ok()) return reader.status();
    merger.readers_.push_back(std::make_unique<RunReader>(std::move(*reader)));
    RunReader* opened = merger.readers_.back().get();
    if (opened->record() != nullptr) merger.heap_.push_back(opened);
  }
  std::make_heap(merger.heap_.begin(), merger.heap_.end(), StandsBehind);
  return merger;
}

Status RunMerger::AdvanceFirst() {
  std::pop_heap(heap_.begin(), heap_.end(), StandsBehind);
  RunReader* first = heap_.back();
  if (Status status = first->Advance(); !status.ok()) return status;
  if (first->record() == nullptr) {
    heap_.pop_back();
  } else {
    std::push_heap(heap_.begin(), heap_.end(), StandsBehind);
  }
  return {};
}

Status RunMerger::Advance() {
  const SiteRecord last = *heap_.front()->record();
  do {
    if (Status status = AdvanceFirst(); !status.ok()) return status;
  } while (!heap_.empty() && *heap_.front()->record() == last);
  return {};
}

}  // namespace tamis::pipeline
