// The store by RocksDB: a table is a column family, the first one is "default".
//
// What a run adds comes as whole sorted files, taken up in one step that RocksDB writes to its
// manifest; so there is no write-ahead log, no memtable of their size, and keys that all lie behind
// those of before (numbers) are never rewritten. Write() is for the few keys that change one by
// one.

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "store/store.h"
#include "tamis/version.h"

namespace tamis::store {
namespace {

constexpr double kBloomBits = 10;          // a key: 1 of 100 keys that are not there costs a look
constexpr size_t kPieceBytes = 32u << 10;  // of filters and indexes
constexpr uint64_t kFileBytes = 256u << 20;

std::string_view View(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }
rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

StatusCode CodeOf(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  // What it says when another process, or this one, has the folder open.
  for (const char* held : {"While lock file", "lock hold by current process"}) {
    if (status.IsIOError() && text.find(held) != std::string::npos) {
      return StatusCode::kInvalidArgument;
    }
  }
  if (status.IsIOError() && status.subcode() != rocksdb::Status::kPathNotFound) {
    return StatusCode::kIo;
  }
  if (status.IsNoSpace()) return StatusCode::kIo;
  // A file that its manifest names and that is missing is damage, too.
  return StatusCode::kMalformed;
}

Status FromRocks(const std::string& folder, const rocksdb::Status& status) {
  if (status.ok()) return {};
  const StatusCode code = CodeOf(status);
  if (code == StatusCode::kInvalidArgument) {
    return Status(code, folder + " is in use by another process; wait for it");
  }
  const char* what = code == StatusCode::kMalformed ? " is damaged: " : ": ";
  return Status(code, folder + what + status.ToString());
}

// RocksDB's own log files tell users nothing.
class NoLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

class RocksCursor final : public Cursor {
 public:
  RocksCursor(const std::string& folder, rocksdb::Iterator* iterator)
      : folder_(folder), iterator_(iterator) {}
  void Seek(std::string_view key) override { iterator_->Seek(ToSlice(key)); }
  void Next() override { iterator_->Next(); }
  bool Valid() const override { return iterator_->Valid(); }
  std::string_view key() const override { return View(iterator_->key()); }
  std::string_view value() const override { return View(iterator_->value()); }
  Status status() const override { return FromRocks(folder_, iterator_->status()); }

 private:
  const std::string& folder_;
  const std::unique_ptr<rocksdb::Iterator> iterator_;
};

class RocksFile final : public SortedFile {
 public:
  RocksFile(std::string path, const rocksdb::Options& options,
            rocksdb::ColumnFamilyHandle* column_family)
      : path_(std::move(path)), writer_(rocksdb::EnvOptions(), options, column_family) {}
  Status Open() { return FromRocks(path_, writer_.Open(path_)); }
  Status Add(std::string_view key, std::string_view value) override {
    return FromRocks(path_, writer_.Put(ToSlice(key), ToSlice(value)));
  }
  Status Finish() override { return FromRocks(path_, writer_.Finish()); }

 private:
  const std::string path_;
  rocksdb::SstFileWriter writer_;
};

rocksdb::DBOptions DatabaseOptions(const StoreOptions& options) {
  rocksdb::DBOptions database;
  database.create_if_missing = options.create;
  database.create_missing_column_families = options.create;
  database.max_background_jobs = 2;
  database.info_log = std::make_shared<NoLog>();
  database.stats_dump_period_sec = 0;
  database.stats_persist_period_sec = 0;
  database.keep_log_file_num = 1;
  return database;
}

rocksdb::ColumnFamilyOptions FamilyOptions(const TableOptions& table,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions blocks;
  blocks.block_cache = cache;
  blocks.format_version = 5;
  // Filters and indexes in pieces, held by the cache as blocks are: memory is bounded.
  blocks.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  blocks.partition_filters = true;
  blocks.metadata_block_size = kPieceBytes;
  blocks.cache_index_and_filter_blocks = true;
  blocks.cache_index_and_filter_blocks_with_high_priority = true;
  blocks.pin_top_level_index_and_filter = true;
  blocks.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBits));
  blocks.whole_key_filtering = table.prefix_bytes == 0;

  rocksdb::ColumnFamilyOptions family;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(blocks));
  if (table.prefix_bytes > 0) {
    family.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(table.prefix_bytes));
  }
  family.compression = table.compressed ? rocksdb::kZSTD : rocksdb::kNoCompression;
  family.write_buffer_size = 8u << 20;
  family.target_file_size_base = kFileBytes;
  family.max_bytes_for_level_base = 4 * kFileBytes;
  return family;
}

class RocksStore final : public Store {
 public:
  explicit RocksStore(const StoreOptions& options) : folder_(options.folder) {}
  ~RocksStore() override;
  Status Open(const StoreOptions& options);

  Result<bool> Get(size_t table, std::string_view key, std::string& value) const override;
  std::unique_ptr<Cursor> PrefixCursor(size_t table) const override;
  std::unique_ptr<Cursor> Scan(size_t table) const override;
  Status Write(std::span<const Change> changes) override;
  Result<std::unique_ptr<SortedFile>> NewFile(size_t table, const std::string& path) override;
  Status Ingest(std::span<const IngestFile> files) override;
  Status Compact() override;
  void Settle() override;
  uint64_t BytesOf(size_t table) const override;

 private:
  std::unique_ptr<Cursor> NewCursor(size_t table, const rocksdb::ReadOptions& options) const {
    return std::make_unique<RocksCursor>(folder_, db_->NewIterator(options, families_[table]));
  }

  const std::string folder_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;  // by table
};

RocksStore::~RocksStore() {
  if (!db_) return;
  for (rocksdb::ColumnFamilyHandle* family : families_) {
    if (!db_->DestroyColumnFamilyHandle(family).ok()) continue;  // nothing to be done about it
  }
  if (!db_->Close().ok()) return;
}

Status RocksStore::Open(const StoreOptions& options) {
  std::error_code error;
  const bool there = std::filesystem::exists(folder_ + "/CURRENT", error);
  if (!there && !options.create) return Status(StatusCode::kNotFound, folder_ + ": no index there");
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(
      options.memory_bytes, /*num_shard_bits=*/-1, /*strict_capacity_limit=*/false,
      /*high_pri_pool_ratio=*/0.7);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const TableOptions& table : options.tables) {
    families.emplace_back(families.empty() ? rocksdb::kDefaultColumnFamilyName : table.name,
                          FamilyOptions(table, cache));
  }
  rocksdb::DB* db = nullptr;
  const rocksdb::DBOptions database = DatabaseOptions(options);
  const rocksdb::Status status =
      options.read_only ? rocksdb::DB::OpenForReadOnly(database, folder_, families, &families_, &db)
                        : rocksdb::DB::Open(database, folder_, families, &families_, &db);
  db_.reset(db);
  return FromRocks(folder_, status);
}

Result<bool> RocksStore::Get(size_t table, std::string_view key, std::string& value) const {
  const rocksdb::Status status =
      db_->Get(rocksdb::ReadOptions(), families_[table], ToSlice(key), &value);
  if (status.ok()) return true;
  if (status.IsNotFound()) return false;
  return FromRocks(folder_, status);
}

std::unique_ptr<Cursor> RocksStore::PrefixCursor(size_t table) const {
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  return NewCursor(table, options);
}

std::unique_ptr<Cursor> RocksStore::Scan(size_t table) const {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  options.fill_cache = false;
  options.readahead_size = 2u << 20;
  return NewCursor(table, options);
}

Status RocksStore::Write(std::span<const Change> changes) {
  rocksdb::WriteBatch batch;
  for (const Change& change : changes) {
    const rocksdb::Status status =
        change.erase ? batch.Delete(families_[change.table], change.key)
                     : batch.Put(families_[change.table], change.key, change.value);
    if (!status.ok()) return FromRocks(folder_, status);
  }
  rocksdb::WriteOptions options;
  options.sync = true;
  return FromRocks(folder_, db_->Write(options, &batch));
}

Result<std::unique_ptr<SortedFile>> RocksStore::NewFile(size_t table, const std::string& path) {
  auto file =
      std::make_unique<RocksFile>(path, db_->GetOptions(families_[table]), families_[table]);
  if (Status status = file->Open(); !status.ok()) return status;
  return std::unique_ptr<SortedFile>(std::move(file));
}

Status RocksStore::Ingest(std::span<const IngestFile> files) {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (const IngestFile& file : files) {
    rocksdb::IngestExternalFileArg argument;
    argument.column_family = families_[file.table];
    argument.external_files = {file.path};
    argument.options.move_files = true;
    argument.options.write_global_seqno = false;  // so that a file stays as it is
    arguments.push_back(std::move(argument));
  }
  return FromRocks(folder_, db_->IngestExternalFiles(arguments));
}

Status RocksStore::Compact() {
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  for (rocksdb::ColumnFamilyHandle* family : families_) {
    const rocksdb::Status status = db_->CompactRange(options, family, nullptr, nullptr);
    if (!status.ok()) return FromRocks(folder_, status);
  }
  return {};
}

void RocksStore::Settle() {
  for (rocksdb::ColumnFamilyHandle* family : families_) {
    for (;;) {
      uint64_t wanted = 0, running = 0, errors = 0;
      db_->GetIntProperty(family, rocksdb::DB::Properties::kCompactionPending, &wanted);
      db_->GetIntProperty(family, rocksdb::DB::Properties::kNumRunningCompactions, &running);
      db_->GetIntProperty(family, rocksdb::DB::Properties::kBackgroundErrors, &errors);
      if (wanted + running == 0 || errors > 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
}

uint64_t RocksStore::BytesOf(size_t table) const {
  uint64_t bytes = 0;
  db_->GetIntProperty(families_[table], rocksdb::DB::Properties::kTotalSstFilesSize, &bytes);
  return bytes;
}

Result<std::unique_ptr<Store>> Open(const StoreOptions& options) {
  auto store = std::make_unique<RocksStore>(options);
  if (Status status = store->Open(options); !status.ok()) return status;
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace
}  // namespace tamis::store

extern "C" __attribute__((visibility("default"))) const tamis::store::Backend*
tamis_store_backend() {
  static const tamis::store::Backend kBackend{tamis::kVersion, &tamis::store::Open};
  return &kBackend;
}
