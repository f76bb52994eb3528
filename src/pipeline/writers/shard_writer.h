// Writes pieces into numbered shards: DIR/00000.jsonl.gz, DIR/00001.jsonl.gz, ... A piece is a gzip
// member, or the rows as they are: then the names end with .jsonl.
//
// A shard takes pieces until it holds `shard_bytes` of rows, and appears under its name when it
// is whole. So which rows share a shard depends on the pieces alone.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/file.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

class ShardWriter {
 public:
  // The folder is made with the first shard.
  ShardWriter(std::string folder, Compression compression, uint64_t shard_bytes)
      : folder_(std::move(folder)), compression_(compression), shard_bytes_(shard_bytes) {}

  // Adds a piece that holds `row_bytes` of rows; an empty one is left out.
  // After an error the open shard is gone, those before it stay.
  Status Append(std::string_view piece, uint64_t row_bytes);
  // Completes the open shard, if there is one.
  Status Finish();

  uint32_t shards() const { return shards_; }  // complete ones

 private:
  Status Begin();

  std::string folder_;
  Compression compression_;
  uint64_t shard_bytes_;
  std::unique_ptr<io::AtomicFile> file_;  // null between shards
  uint64_t open_bytes_ = 0;               // of rows, in the open shard
  uint32_t shards_ = 0;
};

}  // namespace tamis::pipeline
