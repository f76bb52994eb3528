// Where the rows of the second reading go: numbered shards in folders, as JSONL or as Parquet.
//
//   a row + its changes -> [AddRow] -> Piece -> [Pack] -> [Write], in order -> OUT/FOLDER/00000.*
//
// Three ways, which FindRowFormat() chooses from:
//   JSONL            the row's bytes, changed in place.
//   Parquet, typed   all input is Parquet: rows are copied as columns, so that every type stays;
//                    JSON are only the changes. Where the columns of the input change, a shard
//                    ends.
//   Parquet          else: the rows go to a spool, in columns that were found by reading them.
//
// Tested: tests/dedup/test_parquet.py, tests/cli/test_dedup.py.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "json/members.h"
#include "parquet/row_batches.h"
#include "pipeline/dedup/follow.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/writers/parquet_converter.h"
#include "pipeline/writers/row_packer.h"
#include "pipeline/writers/shard_writer.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct RowFormat {
  ShardFormat format = ShardFormat::kJsonl;
  bool typed = false;        // see above
  std::string columns = {};  // of Parquet that is not typed: those of the input
};

// `wanted`: null takes that of the input, Parquet where all of it is. `text_field` is a column that
// may be large.
// Errors: those of reading; kUnsupported: no Parquet here; kInvalidArgument: rows that no columns
//         hold; kCancelled.
Result<RowFormat> FindRowFormat(const std::vector<corpus::Shard>& files,
                                const std::optional<ShardFormat>& wanted,
                                const std::string& text_field, uint32_t threads,
                                Follower& follower);

// Threads: AddRow() and Pack() from any number; else one.
class RowOutput {
 public:
  struct Folder {
    std::string name;     // below the output
    std::string columns;  // that its rows get: parquet::ConvertToParquet()
  };
  // The rows of a batch that go to one folder.
  struct Piece {
    std::string rows;             // JSON lines; of typed rows only what changes
    std::string stored;           // the same, compressed
    std::vector<uint32_t> taken;  // typed rows, by their number in the batch
    uint64_t count = 0;           // of rows
    void Clear() {
      rows.clear();
      taken.clear();
      count = 0;
    }
  };

  // Errors: kInvalidArgument (columns).
  static Result<RowOutput> Create(const std::string& output, const std::vector<Folder>& folders,
                                  RowFormat format, Compression compression, uint64_t shard_bytes);

  const RowFormat& format() const { return format_; }

  // Row `i` of the batch, whose members these are.
  void AddRow(const RowBatch& batch, size_t i, std::span<const json::Member> members,
              std::span<const json::Change> changes, Piece& piece) const;
  Status Pack(RowPacker& packer, Piece& piece) const;
  // One piece a folder.
  Status Write(const RowBatch& batch, std::span<const Piece> pieces);
  // After the last piece.
  Status Complete();
  // Of the first folder: rows in each of its shards. The last one counts after Complete().
  const std::vector<uint64_t>& shard_rows() const { return shard_rows_; }

 private:
  // What a typed folder has open.
  struct TypedShard {
    std::string folder;  // with OUT
    std::string columns;
    std::optional<parquet::RowBatchFile> file = {};
    std::shared_ptr<const parquet::RowBatch> like = {};  // rows of the file
    uint64_t bytes = 0;                                  // of JSON
    uint32_t number = 0;
  };
  // What the writers of a format hold on to.
  struct Shards {
    std::vector<ShardOptions> options;
    ParquetConverter converter;
    std::vector<ShardWriter> writers;  // none when typed
  };

  RowOutput(RowFormat format, Compression compression, uint64_t shard_bytes)
      : format_(std::move(format)), compression_(compression), shard_bytes_(shard_bytes) {}
  Status WriteTyped(const RowBatch& batch, const Piece& piece, size_t folder);
  static Status CompleteTyped(TypedShard& shard);
  void EndShard();

  RowFormat format_;
  Compression compression_;
  uint64_t shard_bytes_;
  std::unique_ptr<Shards> shards_;
  std::vector<TypedShard> typed_;
  std::vector<uint64_t> shard_rows_;
  uint64_t open_rows_ = 0;  // in the open shard of the first folder
};

}  // namespace tamis::pipeline
