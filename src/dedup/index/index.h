// The documents of earlier runs, on disk: what a later run is compared with.
//
//   Signature -> [IndexFinder] -> the document that has the text, or nearly
//   documents -> [IndexAdder]  -> files aside -> Index::TakeUp() -> part of the index
//
// Idea:   what a run adds is made as whole sorted files in DIR/pending and taken up in one step, so
//         an index has all of a run or nothing. What says that a run has ended (its summary, say)
//         stands between the two: whoever opens the index after a crash asks for the note that
//         the run left with the files, and takes them up or throws them away.
// Catch:  bands have no list of documents that could be searched for one number; so a document that
//         is removed leaves its keys behind. They lead nowhere, and Compact() drops them.
//
// Documents are numbers, in the order of adding. Of several that match alike the lowest one counts.
//
// Files:   DIR/db       the store (store/store.h): docs/formats/dedup-index.md
//          DIR/pending  files of a run that has not ended
// Errors:  those of store::Store; kInvalidArgument: another method, DIR holds other things;
//          kUnsupported: another format.
// Threads: reading: safe. What changes the index: one thread, when nothing reads.
// Tested:  index_test.cc, tests/dedup/test_index.py, tests/crash/test_kill_index.py.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/index/records.h"
#include "store/store.h"
#include "tamis/status.h"

namespace tamis::dedup {

struct IndexOptions {
  std::string folder;
  std::optional<IndexMethod> method =
      {};                              // none: whatever the index has; its probe is not looked at
  bool create = false;                 // when there is none, which needs a method
  bool read_only = false;              // as it is now; others may have it open, and even change it
  uint64_t memory_bytes = 256u << 20;  // of blocks and filters that are held
};

// Of the tables, in bytes on disk.
struct IndexSizes {
  uint64_t documents = 0;
  uint64_t shingles = 0;
  uint64_t keys = 0;
  uint64_t histories = 0;

  uint64_t total() const { return documents + shingles + keys + histories; }
};

class Index {
 public:
  static Result<Index> Open(const IndexOptions& options);

  const IndexMethod& method() const { return method_; }
  const IndexState& state() const { return state_; }
  IndexSizes sizes() const;

  // False when there is no such document (any more).
  Result<bool> Load(uint64_t number, StoredDocument& document) const;
  // Of all documents, in order. Stops at the first error that `sink` returns.
  Status ForEach(const std::function<Status(uint64_t number, const StoredDocument&)>& sink) const;
  // Of a URL; none: no captures. Replaces `captures`.
  Status LoadCaptures(uint64_t url_key, std::vector<Capture>& captures) const;

  // The note of a run whose files are complete and were not taken up; none when there is none.
  Result<std::optional<std::string>> Pending() const;
  // Makes them part of the index. When that fails they are still there.
  Status TakeUp();
  // Throws them away, complete or not.
  Status Discard();

  // Those that are not there are passed over. Many at once are removed step by step: after a crash
  // some are gone and others not. Returns how many were there.
  Result<uint64_t> Remove(std::span<const uint64_t> numbers);
  // Drops what removed documents have left, and merges all files.
  Status Compact();

  const store::Store& store() const { return *store_; }

 private:
  friend class IndexAdder;

  Index(std::string folder, bool read_only, std::unique_ptr<store::Store> store)
      : folder_(std::move(folder)), read_only_(read_only), store_(std::move(store)) {}
  Status ReadState(const IndexOptions& options);
  Status Start(const IndexMethod& method);
  Status Recover();
  Status DropDeadKeys();
  std::string pending_folder() const { return folder_ + "/pending"; }

  std::string folder_;
  bool read_only_;
  std::unique_ptr<store::Store> store_;
  IndexMethod method_;
  IndexState state_;
};

// "words of 5, 21 bands of 6 rows, seed 1"
std::string DescribeMethod(const IndexMethod& method);

}  // namespace tamis::dedup
