// The memory of deduplication: an index of documents that later runs are compared with.
//
//   Dedup() with options.index   compares rows with the index and adds those that stay
//   AddToIndex(), ...            what else can be done with an index
//
// An index is a folder; one process may change it at a time. Whatever ends a process, a call is
// done or was never begun, but for RemoveFromIndex() of many documents. docs/dedup-index.md says
// what is guaranteed and what it costs.
//
// Errors of all calls: kNotFound (no index there), kInvalidArgument (in use by another process, of
// another method, no index), kMalformed (damaged), kUnsupported (of another version of tamis; built
// without RocksDB), kIo.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis {

struct IndexInfo {
  DedupMethod method = {};  // but for what each run says anew: threshold and verify
  uint64_t seed = 0;
  uint64_t generation = 0;  // how often something was added
  uint64_t documents = 0;
  uint64_t removed = 0;  // documents that were added and are gone

  // On disk.
  uint64_t bytes = 0;  // of these:
  uint64_t document_bytes = 0;
  uint64_t shingle_bytes = 0;
  uint64_t key_bytes = 0;
  uint64_t history_bytes = 0;
};

// Reads little of the index.
Result<IndexInfo> ReadIndexInfo(const std::string& folder);

struct IndexAddition {
  uint64_t rows = 0;          // read; of these:
  uint64_t added = 0;         // documents
  uint64_t known = 0;         // were in the index, with the same text and id
  uint64_t without_text = 0;  // no text field, or no words in it; they are not added
  uint64_t unreadable = 0;    // lines that are no JSON object
  uint64_t problems = 0;      // those, and damaged places of files
};

// Adds the rows of `inputs`, which are not compared with each other. Of `options` counts what says
// how texts are compared (but for the threshold), the fields, threads and index_memory. Makes the
// index when there is none. Errors: also as Dedup().
Result<IndexAddition> AddToIndex(const std::string& folder, const std::vector<std::string>& inputs,
                                 const DedupOptions& options, const DedupHooks& hooks = {});

// Which documents: those that one of these names.
struct IndexSelection {
  std::vector<std::string> ids = {};           // the text of a string, or the digits of a number
  std::vector<std::string> hosts = {};         // and hosts below them
  std::vector<std::string> url_prefixes = {};  // of URLs as rows have them
};

// Returns how many were removed. Histories of URLs stay.
Result<uint64_t> RemoveFromIndex(const std::string& folder, const IndexSelection& selection);

// Drops what removed documents have left, and merges all files.
Result<IndexInfo> CompactIndex(const std::string& folder);

struct IndexCheckResult {
  uint64_t documents = 0;
  uint64_t keys = 0;
  uint64_t dead_keys = 0;  // of removed documents, until CompactIndex(); they harm nothing
  uint64_t histories = 0;  // of URLs
  uint64_t captures = 0;
  uint64_t problems = 0;
};

// Reads all of it and says what does not agree: the first hundred problems.
// Memory: 16 bytes a document that was ever added.
Result<IndexCheckResult> CheckIndex(const std::string& folder,
                                    const std::function<void(std::string_view sentence)>& problem);

}  // namespace tamis
