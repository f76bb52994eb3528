#include "dedup/index/index.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "dedup/deduper.h"
#include "dedup/index/pending.h"

namespace tamis::dedup {
namespace {

namespace fs = std::filesystem;

constexpr char kMethodKey[] = "method";
constexpr size_t kRemovedAtOnce = 10'000;  // documents in one write

std::vector<store::TableOptions> Tables() {
  return {{.name = "state"},
          {.name = "documents"},
          {.name = "shingles", .compressed = false},
          {.name = "keys", .prefix_bytes = kKeyPrefixBytes},
          {.name = "histories"}};
}

// Of a text with words of several scripts, so that it depends on all of what makes signatures.
uint64_t Probe(const IndexMethod& method) {
  Signature signature;
  TextSigner signer(method.shingles, method.banding, method.seed);
  signer.Sign(
      "The quick brown fox, 1.5 km away: \u05E9\u05DC\u05D5\u05DD caf\u00E9 cafe\u0301 "
      "\u5317\u4EAC\u662F\u4E2D\u56FD\u7684\u9996\u90FD\u0E01\u0E02\u0E03",
      signature);
  std::string bytes;
  for (const uint64_t key : signature.keys) bytes += std::to_string(key) + ",";
  for (const uint32_t shingle : signature.shingles) bytes += std::to_string(shingle) + ",";
  bytes += std::to_string(signature.content.high) + "," + std::to_string(signature.content.low);
  return HashBytes(bytes).high;
}

Status CheckMethod(const std::string& folder, const IndexMethod& stored,
                   const std::optional<IndexMethod>& wanted) {
  if (Probe(stored) != stored.probe) {
    return Status(StatusCode::kUnsupported,
                  folder + " was made by a tamis that reads texts in another way; make it anew");
  }
  if (!wanted || DescribeMethod(*wanted) == DescribeMethod(stored)) return {};
  return Status(StatusCode::kInvalidArgument,
                folder + " compares " + DescribeMethod(stored) + ", this run " +
                    DescribeMethod(*wanted) +
                    "; run with the flags of the index, or name another folder");
}

}  // namespace

std::string DescribeMethod(const IndexMethod& method) {
  const bool words = method.shingles.unit == ShingleUnit::kWords;
  return (words ? "words of " : "characters of ") + std::to_string(method.shingles.length) + ", " +
         std::to_string(method.banding.bands) + " bands of " + std::to_string(method.banding.rows) +
         " rows, seed " + std::to_string(method.seed);
}

Result<Index> Index::Open(const IndexOptions& options) {
  std::error_code error;
  const std::string database = options.folder + "/db";
  const bool there = fs::exists(database + "/CURRENT", error);
  // A folder that holds other things is no place for an index; db alone is one that was not
  // finished being made.
  if (!there && fs::exists(options.folder, error) &&
      (!fs::is_directory(options.folder, error) ||
       (!fs::is_empty(options.folder, error) && !fs::exists(database, error)))) {
    return Status(StatusCode::kInvalidArgument,
                  options.folder + " is no index; name another folder");
  }
  if (!there && !options.create) {
    return Status(StatusCode::kNotFound, options.folder + ": there is no index");
  }
  if (!there) fs::create_directories(database, error);
  if (error) {
    return Status(StatusCode::kIo, "cannot make " + database + ": " + error.message());
  }
  Result<std::unique_ptr<store::Store>> store =
      store::OpenStore({.folder = database,
                        .tables = Tables(),
                        .memory_bytes = options.memory_bytes,
                        .create = !options.read_only,  // what a kill left half made
                        .read_only = options.read_only});
  if (!store.ok()) return store.status();
  Index index(options.folder, options.read_only, std::move(*store));
  if (Status status = index.ReadState(options); !status.ok()) return status;
  if (!options.read_only) {
    if (Status status = index.Recover(); !status.ok()) return status;
  }
  return index;
}

Status Index::ReadState(const IndexOptions& options) {
  std::string value;
  const Result<bool> there = store_->Get(kStateTable, kMethodKey, value);
  if (!there.ok()) return there.status();
  if (!*there) {  // made just now, or a kill came in between
    if (options.method && options.create) return Start(*options.method);
    return Status(StatusCode::kNotFound, options.folder + ": there is no index");
  }
  Result<IndexMethod> method = DecodeMethod(value);
  if (!method.ok()) return method.status();
  method_ = *method;
  const Result<bool> state_there = store_->Get(kStateTable, kStateKey, value);
  if (!state_there.ok()) return state_there.status();
  const Result<IndexState> state = DecodeState(*state_there ? value : std::string());
  if (!state.ok()) return state.status();
  state_ = *state;
  return CheckMethod(folder_, method_, options.method);
}

Status Index::Start(const IndexMethod& method) {
  method_ = method;
  method_.probe = Probe(method);
  store::Change changes[] = {{.table = kStateTable, .key = kMethodKey},
                             {.table = kStateTable, .key = kStateKey}};
  EncodeMethod(method_, changes[0].value);
  EncodeState(state_, changes[1].value);
  return store_->Write(changes);
}

// Clears up after a run that was killed: files that are not complete, or were taken up.
Status Index::Recover() {
  std::error_code error;
  if (!fs::exists(pending_folder(), error)) return {};
  const Result<PendingMark> mark = ReadPendingMark(pending_folder());
  if (!mark.ok()) {
    return mark.status().code() == StatusCode::kNotFound ? Discard() : mark.status();
  }
  return mark->generation <= state_.generation ? Discard() : Status();
}

IndexSizes Index::sizes() const {
  return {.documents = store_->BytesOf(kDocumentTable),
          .shingles = store_->BytesOf(kShingleTable),
          .keys = store_->BytesOf(kKeyTable),
          .histories = store_->BytesOf(kHistoryTable)};
}

Result<bool> Index::Load(uint64_t number, StoredDocument& document) const {
  std::string key, value;
  EncodeNumber(number, key);
  const Result<bool> there = store_->Get(kDocumentTable, key, value);
  if (!there.ok() || !*there) return there;
  Result<StoredDocument> decoded = DecodeDocument(value);
  if (!decoded.ok()) return decoded.status();
  document = std::move(*decoded);
  return true;
}

Status Index::ForEach(
    const std::function<Status(uint64_t number, const StoredDocument&)>& sink) const {
  const std::unique_ptr<store::Cursor> cursor = store_->Scan(kDocumentTable);
  for (cursor->Seek({}); cursor->Valid(); cursor->Next()) {
    const Result<uint64_t> number = DecodeNumber(cursor->key());
    if (!number.ok()) return number.status();
    const Result<StoredDocument> document = DecodeDocument(cursor->value());
    if (!document.ok()) return document.status();
    if (Status status = sink(*number, *document); !status.ok()) return status;
  }
  return cursor->status();
}

Status Index::LoadCaptures(uint64_t url_key, std::vector<Capture>& captures) const {
  captures.clear();
  std::string key, value;
  EncodeNumber(url_key, key);
  const Result<bool> there = store_->Get(kHistoryTable, key, value);
  if (!there.ok()) return there.status();
  return *there ? DecodeCaptures(value, captures) : Status();
}

Result<std::optional<std::string>> Index::Pending() const {
  Result<PendingMark> mark = ReadPendingMark(pending_folder());
  if (mark.ok()) return std::optional(std::move(mark->note));
  if (mark.status().code() == StatusCode::kNotFound) return std::optional<std::string>();
  return mark.status();
}

Status Index::TakeUp() {
  std::vector<store::IngestFile> files;
  std::error_code error;
  for (size_t table = kStateTable; table <= kHistoryTable; ++table) {
    const std::string path = PendingFile(pending_folder(), table);
    if (fs::exists(path, error)) files.push_back({table, path});
  }
  if (Status status = store_->Ingest(files); !status.ok()) return status;
  std::string value;
  const Result<bool> there = store_->Get(kStateTable, kStateKey, value);
  if (!there.ok()) return there.status();
  const Result<IndexState> state = DecodeState(value);
  if (!state.ok()) return state.status();
  state_ = *state;
  store_->Settle();
  return Discard();
}

Status Index::Discard() {
  std::error_code error;
  fs::remove_all(pending_folder(), error);
  if (error) {
    return Status(StatusCode::kIo, "cannot delete " + pending_folder() + ": " + error.message());
  }
  return {};
}

Result<uint64_t> Index::Remove(std::span<const uint64_t> numbers) {
  uint64_t removed = 0;
  std::string key, value;
  std::vector<store::Change> changes;
  IndexState state = state_;
  const auto write = [&]() -> Status {
    changes.push_back({.table = kStateTable, .key = kStateKey});
    EncodeState(state, changes.back().value);
    if (Status status = store_->Write(changes); !status.ok()) return status;
    state_ = state;
    changes.clear();
    return {};
  };
  for (const uint64_t number : numbers) {
    EncodeNumber(number, key);
    const Result<bool> there = store_->Get(kDocumentTable, key, value);
    if (!there.ok()) return there.status();
    if (!*there) continue;
    changes.push_back({.table = kDocumentTable, .key = key, .erase = true});
    changes.push_back({.table = kShingleTable, .key = key, .erase = true});
    if (state.documents == 0)
      return Status(StatusCode::kMalformed,
                    "the index is damaged: it has "
                    "more documents than it says");
    --state.documents;
    ++removed;
    if (changes.size() < 2 * kRemovedAtOnce) continue;
    if (Status status = write(); !status.ok()) return status;
  }
  if (!changes.empty()) {
    if (Status status = write(); !status.ok()) return status;
  }
  return removed;
}

// Keys that lead to no document: a bit for each number says which do.
Status Index::DropDeadKeys() {
  std::vector<bool> alive(state_.next);
  const Status read = ForEach([&](uint64_t number, const StoredDocument&) {
    if (number < alive.size()) alive[number] = true;
    return Status();
  });
  if (!read.ok()) return read;
  std::vector<store::Change> changes;
  const std::unique_ptr<store::Cursor> cursor = store_->Scan(kKeyTable);
  for (cursor->Seek({}); cursor->Valid(); cursor->Next()) {
    const Result<IndexKey> key = DecodeKey(cursor->key());
    if (!key.ok()) return key.status();
    if (key->number < alive.size() && alive[key->number]) continue;
    changes.push_back({.table = kKeyTable, .key = std::string(cursor->key()), .erase = true});
    if (changes.size() < kRemovedAtOnce) continue;
    if (Status status = store_->Write(changes); !status.ok()) return status;
    changes.clear();
  }
  if (!cursor->status().ok()) return cursor->status();
  return changes.empty() ? Status() : store_->Write(changes);
}

Status Index::Compact() {
  if (Status status = DropDeadKeys(); !status.ok()) return status;
  return store_->Compact();
}

}  // namespace tamis::dedup
