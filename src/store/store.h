// Sorted tables of keys and values on disk, for one process that writes or several that read.
//
//   dedup/index -> [Store] -> libtamis_store.so -> RocksDB
//
// Why a library that is opened at its first use: RocksDB linked into the program would cost every
// command 12 million instructions, 4 ms and 8 MB at its start, tamis extract too.
//
// Keys are ordered as bytes. What was written is there after kill -9 and power cuts, whole or not
// at all, a Write() or Ingest() at a time. Every block of a file has a checksum, which is verified
// when it is read.
//
// Errors:  kMalformed (damaged files, another kind of store), kInvalidArgument (in use by another
//          process), kNotFound (no store there), kIo, kUnsupported (the library is missing).
// Threads: Store: safe, but for Ingest(), Compact() and Settle(). Cursor, SortedFile: one a thread.
// Tested:  store_test.cc.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/status.h"

namespace tamis::store {

struct TableOptions {
  std::string name;
  size_t prefix_bytes = 0;  // of a key, by which cursors look for it; 0: only Get() and whole scans
  bool compressed = true;   // false for values that are packed already
};

struct StoreOptions {
  std::string folder;
  std::vector<TableOptions> tables;  // always the same; a table is named by its place here
  uint64_t memory_bytes = 256u << 20;
  bool create = false;
  bool read_only = false;  // sees what was there at the opening; nothing may be written
};

class Cursor {
 public:
  virtual ~Cursor() = default;
  // To the first key that is not less.
  virtual void Seek(std::string_view key) = 0;
  virtual void Next() = 0;
  // False at the end, and after an error.
  virtual bool Valid() const = 0;
  // REQUIRES: Valid(). Lifetime: until the cursor moves.
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
  virtual Status status() const = 0;
};

// A file of a table that is made aside, to be taken up by Ingest().
class SortedFile {
 public:
  virtual ~SortedFile() = default;
  // REQUIRES: keys ascend.
  virtual Status Add(std::string_view key, std::string_view value) = 0;
  // Makes the file durable. REQUIRES: it is not empty. No Add() after this.
  virtual Status Finish() = 0;
};

struct Change {
  size_t table;
  std::string key;
  std::string value = {};
  bool erase = false;
};

struct IngestFile {
  size_t table;
  std::string path;  // in a folder of the same disk
};

class Store {
 public:
  virtual ~Store() = default;
  // Whether there is such a key; its value in `value`.
  virtual Result<bool> Get(size_t table, std::string_view key, std::string& value) const = 0;
  // Finds keys that begin with the prefix that is sought; where others begin Valid() is false or
  // not. Cheap when there are none. REQUIRES: the table has prefix_bytes.
  virtual std::unique_ptr<Cursor> PrefixCursor(size_t table) const = 0;
  // Reads a table in order, past the memory that lookups use.
  virtual std::unique_ptr<Cursor> Scan(size_t table) const = 0;

  virtual Status Write(std::span<const Change> changes) = 0;
  virtual Result<std::unique_ptr<SortedFile>> NewFile(size_t table, const std::string& path) = 0;
  // Takes up the files, whose values replace those of the same keys. They keep their places when
  // that fails, and are gone when it does not.
  virtual Status Ingest(std::span<const IngestFile> files) = 0;
  // Merges all files of all tables.
  virtual Status Compact() = 0;
  // Waits until what the store merges by itself is merged, or cannot be (a full disk).
  virtual void Settle() = 0;
  virtual uint64_t BytesOf(size_t table) const = 0;
};

Result<std::unique_ptr<Store>> OpenStore(const StoreOptions& options);

// What the library exports. Both sides are built together; the version says when they were not.
struct Backend {
  std::string_view tamis_version;
  Result<std::unique_ptr<Store>> (*open)(const StoreOptions& options);
};
inline constexpr char kBackendSymbol[] = "tamis_store_backend";
using BackendFunction = const Backend* (*)();

}  // namespace tamis::store
