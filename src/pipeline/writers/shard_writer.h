// Writes pieces of rows into numbered shards: DIR/00000.jsonl.gz, DIR/00001.jsonl.gz, ...
//
//   DIR/00002.part  --complete: sync, rename (or turned into Parquet)-->  DIR/00002.jsonl.gz
//
// A piece is a gzip member, a zstd frame, or rows as they are; of a Parquet shard it is a zstd
// frame of JSON rows, and the whole file is turned into Parquet when it is complete. A shard is
// full when it holds `shard_bytes` of rows; which rows share a shard depends on the pieces alone.
//
// The open shard stays when the process dies, and is cut to what the last checkpoint says when
// the run goes on (writers/journal.h).

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/file.h"
#include "pipeline/writers/journal.h"
#include "pipeline/writers/parquet_converter.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// What all shards of a run have in common.
struct ShardOptions {
  ShardFormat format = ShardFormat::kJsonl;
  Compression compression = Compression::kGzip;
  uint64_t shard_bytes = 512u << 20;
  std::string prefix = {};           // of the files' names: "00003_" for task 3 of many, else empty
  std::string columns = {};          // of the rows, for Parquet: document::RowColumns()
  std::string removed_columns = {};  // of rows in removed/, likewise
};

// Whether `name` is that of a shard, whole or under way, of a task with this prefix; of any task
// when `prefix` is "*".
bool IsShardName(std::string_view name, std::string_view prefix);

class ShardWriter {
 public:
  // DIR is `corpus`/`folder`, made with the first shard. `options` must outlive the writer, and so
  // must `converter`, which may be null unless the format is kParquet.
  ShardWriter(const std::string& corpus, std::string folder, const ShardOptions& options,
              ParquetConverter* converter = nullptr)
      : path_(corpus + "/" + folder),
        folder_(std::move(folder)),
        options_(options),
        converter_(converter) {}

  // Goes back to `state` (of this folder): cuts the open shard, and removes what was begun after.
  // `complete`: the open shard was to be completed next, and is now, if it was not already.
  // Errors: kTruncated when less is there than the state says; kIo.
  Status Restore(const SeriesState& state, bool complete);

  // Adds a piece that holds `row_bytes` of rows; an empty one is left out.
  Status Append(std::string_view piece, uint64_t row_bytes);
  bool full() const { return open_bytes_ >= options_.shard_bytes; }
  // Makes what was appended durable.
  Status Sync();
  // Completes the open shard, if there is one. A Parquet shard is handed to the converter.
  Status Complete();

  SeriesState state() const;
  uint32_t shards() const { return shards_; }  // complete ones

 private:
  Status Open(uint64_t keep);
  Status RemoveLater();
  Status ToParquet();
  std::string PartName() const { return ShardName() + ".part"; }
  std::string ShardName() const;  // without its suffix
  std::string FinalName() const;

  std::string path_;
  std::string folder_;
  const ShardOptions& options_;
  ParquetConverter* converter_;
  std::unique_ptr<io::GrowingFile> file_;  // null between shards
  uint64_t open_bytes_ = 0;                // of rows, in the open shard
  uint32_t shards_ = 0;
};

}  // namespace tamis::pipeline
