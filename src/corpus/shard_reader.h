// Rows of one shard, whichever way it is stored.
//
// Tested:  shard_reader_test.cc.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus_files.h"
#include "tamis/status.h"

namespace tamis::corpus {

// What reading a shard meets. Calls come from the calling thread, in the order of the shard.
struct ShardVisitor {
  // A line, without its LF; valid during the call. An error ends the reading.
  std::function<Status(std::string_view line)> row;
  // A damage that is passed over: what it is.
  std::function<void(const Status& damage)> damage;
  // Bytes of the shard that were read so far; now and then.
  std::function<void(uint64_t bytes)> progress;
};

// `columns`: the top-level fields that the caller wants; of Parquet only these are read, rows of
// other formats come whole. Empty: all.
// Errors: what `row` returned; kNotFound and kIo; kMalformed and kUnsupported of Parquet.
Status ReadShard(const Shard& shard, const std::vector<std::string>& columns,
                 const ShardVisitor& visitor);

}  // namespace tamis::corpus
