#include "dedup/index/adder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "dedup/index/finder.h"
#include "dedup/index/pending.h"
#include "io/file.h"

namespace tamis::dedup {

Result<IndexAdder> IndexAdder::Create(Index& index, uint64_t sort_bytes) {
  if (Status status = index.Discard(); !status.ok()) return status;
  std::error_code error;
  std::filesystem::create_directory(index.pending_folder(), error);
  if (error) {
    return Status(StatusCode::kIo,
                  "cannot make " + index.pending_folder() + ": " + error.message());
  }
  return IndexAdder(index, sort_bytes);
}

IndexAdder::IndexAdder(Index& index, uint64_t sort_bytes)
    : index_(&index), state_(index.state()), keys_(index.pending_folder(), sort_bytes) {}

Result<store::SortedFile*> IndexAdder::File(IndexTable table) {
  if (!files_[table]) {
    Result<std::unique_ptr<store::SortedFile>> file =
        index_->store_->NewFile(table, PendingFile(index_->pending_folder(), table));
    if (!file.ok()) return file.status();
    files_[table] = std::move(*file);
  }
  return files_[table].get();
}

// key_ and value_.
Status IndexAdder::AddRow(IndexTable table) {
  const Result<store::SortedFile*> file = File(table);
  return file.ok() ? (*file)->Add(key_, value_) : file.status();
}

Status IndexAdder::Add(const StoredDocument& document, const Signature& signature) {
  const uint64_t number = state_.next++;
  ++state_.documents;
  EncodeNumber(number, key_);
  EncodeDocument(document, value_);
  if (Status status = AddRow(kDocumentTable); !status.ok()) return status;
  set_ = signature.shingles;
  std::sort(set_.begin(), set_.end());
  set_.erase(std::unique(set_.begin(), set_.end()), set_.end());
  EncodeShingles(set_, value_);
  if (Status status = AddRow(kShingleTable); !status.ok()) return status;

  const auto add_key = [&](KeyKind kind, size_t band, uint64_t hash) {
    return keys_.Add({.kind = static_cast<uint16_t>(static_cast<size_t>(kind) + band),
                      .hash = hash,
                      .number = number});
  };
  Status status = add_key(KeyKind::kContent, 0, document.content.high);
  if (status.ok()) status = add_key(KeyKind::kId, 0, IdHash(document.id));
  if (status.ok() && document.url_key != 0) status = add_key(KeyKind::kUrl, 0, document.url_key);
  for (size_t band = 0; status.ok() && band < signature.keys.size(); ++band) {
    status = add_key(KeyKind::kFirstBand, band, signature.keys[band]);
  }
  return status;
}

Status IndexAdder::SetCaptures(uint64_t url_key, std::span<const Capture> captures) {
  EncodeNumber(url_key, key_);
  EncodeCaptures(captures, value_);
  return AddRow(kHistoryTable);
}

Status IndexAdder::WriteKeys() {
  if (Status status = keys_.Sort(); !status.ok()) return status;
  value_.clear();
  IndexKey key;
  for (bool more = true;;) {
    if (Status status = keys_.Next(key, more); !status.ok()) return status;
    if (!more) return {};
    EncodeKey(key, key_);
    if (Status status = AddRow(kKeyTable); !status.ok()) return status;
  }
}

Result<bool> IndexAdder::Prepare(std::string_view note) {
  if (!files_[kDocumentTable] && !files_[kHistoryTable]) {
    if (Status status = index_->Discard(); !status.ok()) return status;
    return false;
  }
  if (Status status = WriteKeys(); !status.ok()) return status;
  ++state_.generation;
  key_ = kStateKey;
  EncodeState(state_, value_);
  if (Status status = AddRow(kStateTable); !status.ok()) return status;
  for (const std::unique_ptr<store::SortedFile>& file : files_) {
    if (!file) continue;
    if (Status status = file->Finish(); !status.ok()) return status;
  }
  if (Status status = io::SyncFolder(index_->pending_folder()); !status.ok()) return status;
  const Status marked = WritePendingMark(
      index_->pending_folder(), {.generation = state_.generation, .note = std::string(note)});
  if (!marked.ok()) return marked;
  return true;
}

}  // namespace tamis::dedup
