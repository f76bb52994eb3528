// What a run is compared with besides its own rows: an index of earlier runs, or the rows of other
// files. And how rows join an index.
//
// Tested:  tests/dedup/test_index.py, tests/crash/test_kill_index.py.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "dedup/index/adder.h"
#include "dedup/index/index.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/row_facts.h"
#include "tamis/dedup.h"
#include "tamis/dedup_index.h"
#include "tamis/status.h"

namespace tamis::pipeline {

dedup::IndexMethod IndexMethodOf(const DedupOptions& options);

// What a run leaves in the index with the files that it is about to add. Its summary.json decides
// about them: written, it names the run, and whoever opens the index next takes the files up;
// missing, or of another run, they are thrown away. Without an output they are taken up.
struct RunNote {
  std::string run = {};
  std::string output = {};  // absolute
};

std::string ToText(const RunNote& note);

// Opens an index and, unless it is read only, ends what a crash has left of a run.
Result<dedup::Index> OpenIndex(const dedup::IndexOptions& options);

// Which rows are added. In order.
using AddWanted = std::function<Result<bool>(uint32_t number, const RowFacts& facts)>;

// Reads the rows and adds to `adder` those that have words and are wanted; all when that is null.
// Rows that `index` has under the same id, with the same text, are passed over.
// Errors: those of reading; what `wanted` returned; kCancelled.
Result<IndexAddition> AddRows(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                              Follower& follower, const dedup::Index& index,
                              const AddWanted& wanted, dedup::IndexAdder& adder);

// An index of the rows of other files, deleted with this object.
class ReferenceRows {
 public:
  // Makes the index in `folder`, which is empty or missing.
  static Result<ReferenceRows> Read(const std::string& folder,
                                    const std::vector<corpus::Shard>& files,
                                    const DedupOptions& options, Follower& follower);
  ~ReferenceRows();
  ReferenceRows(ReferenceRows&& other) noexcept = default;
  ReferenceRows& operator=(ReferenceRows&&) = delete;

  const dedup::Index& index() const { return *index_; }

 private:
  explicit ReferenceRows(const std::string& folder) : folder_(folder) {}

  std::string folder_;  // empty when moved from
  std::optional<dedup::Index> index_;
};

// One of the two, or none.
struct KnownDocuments {
  // The index that the options name. Errors: kNotFound: read only, and there is none.
  static Result<KnownDocuments> Open(const DedupOptions& options, bool read_only);
  // The rows that they name, if any. Their index is made in `output`, where it replaces one that a
  // crash has left; without an output, in a folder of its own among the temporary files.
  Status ReadReferences(const std::string& output, const DedupOptions& options,
                        const DedupHooks& hooks);

  std::optional<dedup::Index> index = {};
  std::optional<ReferenceRows> references = {};

  const dedup::Index* get() const {
    if (index) return &*index;
    return references ? &references->index() : nullptr;
  }
};

}  // namespace tamis::pipeline
