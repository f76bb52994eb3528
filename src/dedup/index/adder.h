// Makes the files of what a run adds to an index, in DIR/pending.
//
// Documents come in the order of their numbers and are written as they come; their keys are sorted
// on the way (io/external_sort.h).

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/deduper.h"
#include "dedup/index/index.h"
#include "io/external_sort.h"
#include "store/store.h"
#include "tamis/status.h"

namespace tamis::dedup {

// Memory: `sort_bytes`, and some MB for blocks of files. Disk: 24 bytes a key until Prepare().
// REQUIRES: `index` outlives it, and is not changed but by TakeUp() afterwards.
// Errors: kIo. After one, discard the object: the index is as before.
class IndexAdder {
 public:
  // Throws away what is pending.
  static Result<IndexAdder> Create(Index& index, uint64_t sort_bytes = 64u << 20);

  // `signature`: by the method of the index; with `document.content`.
  Status Add(const StoredDocument& document, const Signature& signature);
  // All captures of a URL. REQUIRES: keys ascend; sorted, each once.
  Status SetCaptures(uint64_t url_key, std::span<const Capture> captures);
  uint64_t added() const { return state_.documents - index_->state().documents; }

  // Completes the files, for Index::TakeUp(). False when there is nothing to add. Nothing may be
  // added afterwards. `note`: what Index::Pending() gives to who finds them; below 64 KB.
  Result<bool> Prepare(std::string_view note);

 private:
  IndexAdder(Index& index, uint64_t sort_bytes);
  // Of a table; made at the first use.
  Result<store::SortedFile*> File(IndexTable table);
  Status AddRow(IndexTable table);
  Status WriteKeys();

  Index* index_;
  IndexState state_;
  io::ExternalSorter<IndexKey> keys_;
  std::array<std::unique_ptr<store::SortedFile>, kHistoryTable + 1> files_;
  std::string key_, value_;
  std::vector<uint32_t> set_;
};

}  // namespace tamis::dedup
