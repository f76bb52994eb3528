#include "pipeline/dedup/row_output.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "document/render/row.h"
#include "io/file.h"
#include "json/tree.h"
#include "parquet/columns.h"
#include "parquet/inferred_columns.h"
#include "parquet/parquet.h"
#include "pipeline/dedup/ordered_work.h"
#include "tamis/row_schema.h"

namespace tamis::pipeline {
namespace {

// The columns of all schemas of tamis: what a row that is null there would have.
Result<std::vector<parquet::Column>> KnownColumns(const std::string& text_field) {
  std::string known = '"' + text_field + "\" text";
  for (size_t schema = 0; schema < kRowSchemaNames.size(); ++schema) {
    const document::RowOptions options{.schema = static_cast<RowSchema>(schema), .markdown = true};
    known += ", " + document::RowColumns(options);
  }
  return parquet::ParseColumns(known);
}

// A batch of rows on the way through ColumnsOfRows().
struct Job {
  RowBatch batch;
  parquet::ColumnFinder finder;
  Status status;
};

Status FindColumns(json::TreeReader& reader, Job& job) {
  job.finder = {};
  for (size_t i = 0; i < job.batch.size(); ++i) {
    const Result<std::span<const json::Node>> row = reader.Read(job.batch.row(i));
    if (row.ok()) {
      job.finder.Add(*row);
    } else if (row.status().code() == StatusCode::kDepthLimit) {
      return Status(StatusCode::kInvalidArgument,
                    "rows nest deeper than columns may; write --format jsonl");
    }  // else it is no JSON object, which is told elsewhere
  }
  return {};
}

// Reads all rows, for the columns that they need.
Result<std::string> ColumnsOfRows(const std::vector<corpus::Shard>& files,
                                  const std::string& text_field, uint32_t threads,
                                  Follower& follower) {
  constexpr json::TreeLimits kLimits{
      .max_bytes = 1u << 30, .max_depth = 16, .max_nodes = UINT32_MAX};
  std::vector<std::unique_ptr<json::TreeReader>> readers;
  for (uint32_t i = 0; i < threads; ++i) {
    readers.push_back(std::make_unique<json::TreeReader>(kLimits));
  }
  parquet::ColumnFinder all;
  OrderedWork<Job> work(
      threads, [&](Job& job, uint32_t thread) { job.status = FindColumns(*readers[thread], job); },
      [&](Job& job) {
        all.Merge(job.finder);
        return job.status;
      });
  const Status read =
      ReadRowFiles(files, {.batch =
                               [&](RowBatch& batch) {
                                 std::unique_ptr<Job> job = work.Take();
                                 std::swap(job->batch, batch);
                                 return work.Push(std::move(job));
                               },
                           .problem = [](const std::string&) {},  // told when the rows are compared
                           .progress = [&](uint64_t) { return follower.Progress(0); }});
  const Status taken = work.Finish();
  if (!read.ok()) return read;
  if (!taken.ok()) return taken;
  const Result<std::vector<parquet::Column>> known = KnownColumns(text_field);
  if (!known.ok()) return known.status();
  return all.Columns(*known);
}

// `before` with the columns of `changed`, in their place where they are there, else at the end.
Result<std::string> WithColumns(const std::string& before, const std::string& changed) {
  Result<std::vector<parquet::Column>> columns = parquet::ParseColumns(before);
  const Result<std::vector<parquet::Column>> added = parquet::ParseColumns(changed);
  if (!columns.ok()) return columns.status();
  if (!added.ok()) return added.status();
  for (const parquet::Column& column : *added) {
    const auto same = std::find_if(columns->begin(), columns->end(),
                                   [&](const auto& other) { return other.name == column.name; });
    if (same == columns->end()) {
      columns->push_back(column);
    } else {
      *same = column;
    }
  }
  std::string out;
  parquet::AppendColumns(*columns, out);
  return out;
}

}  // namespace

Result<RowFormat> FindRowFormat(const std::vector<corpus::Shard>& files,
                                const std::optional<ShardFormat>& wanted,
                                const std::string& text_field, uint32_t threads,
                                Follower& follower) {
  const bool all_parquet = std::all_of(files.begin(), files.end(),
                                       [](const corpus::Shard& file) { return file.parquet; });
  RowFormat format{.format =
                       wanted.value_or(all_parquet ? ShardFormat::kParquet : ShardFormat::kJsonl)};
  if (format.format == ShardFormat::kJsonl) return format;
  if (Status status = parquet::ParquetAvailable(); !status.ok()) return status;
  format.typed = all_parquet;
  if (format.typed) return format;
  Result<std::string> columns = ColumnsOfRows(files, text_field, threads, follower);
  if (!columns.ok()) return columns.status();
  format.columns = std::move(*columns);
  return format;
}

Result<RowOutput> RowOutput::Create(const std::string& output, const std::vector<Folder>& folders,
                                    RowFormat format, Compression compression,
                                    uint64_t shard_bytes) {
  const bool parquet = format.format == ShardFormat::kParquet;
  RowOutput out(std::move(format), parquet ? Compression::kZstd : compression, shard_bytes);
  if (out.format_.typed) {
    for (const Folder& folder : folders) {
      out.typed_.push_back({.folder = output + "/" + folder.name, .columns = folder.columns});
    }
    return out;
  }
  out.shards_ = std::make_unique<Shards>();
  for (const Folder& folder : folders) {
    out.shards_->options.push_back(
        {.format = out.format_.format, .compression = compression, .shard_bytes = shard_bytes});
    if (!parquet) continue;
    Result<std::string> columns = WithColumns(out.format_.columns, folder.columns);
    if (!columns.ok()) return columns.status();
    out.shards_->options.back().columns = std::move(*columns);
  }
  for (size_t i = 0; i < folders.size(); ++i) {
    out.shards_->writers.emplace_back(output, folders[i].name, out.shards_->options[i],
                                      &out.shards_->converter);
  }
  return out;
}

void RowOutput::AddRow(const RowBatch& batch, size_t i, std::span<const json::Member> members,
                       std::span<const json::Change> changes, Piece& piece) const {
  if (format_.typed) {
    json::AppendChanged("{}", {}, changes, piece.rows);
    piece.taken.push_back(static_cast<uint32_t>(i));
  } else {
    json::AppendChanged(batch.row(i), members, changes, piece.rows);
  }
  piece.rows += '\n';
  ++piece.count;
}

Status RowOutput::Pack(RowPacker& packer, Piece& piece) const {
  return format_.typed ? Status() : packer.Pack(compression_, piece.rows, piece.stored);
}

void RowOutput::EndShard() {
  if (open_rows_ > 0) shard_rows_.push_back(open_rows_);
  open_rows_ = 0;
}

Status RowOutput::WriteTyped(const RowBatch& batch, const Piece& piece, size_t folder) {
  if (piece.taken.empty()) return {};
  TypedShard& shard = typed_[folder];
  if (shard.file && (shard.bytes >= shard_bytes_ || !shard.like->SameColumns(*batch.table))) {
    if (Status status = CompleteTyped(shard); !status.ok()) return status;
    if (folder == 0) EndShard();
  }
  if (!shard.file) {
    std::error_code error;
    std::filesystem::create_directories(shard.folder, error);
    if (error) return io::ErrnoStatus("make the folder", shard.folder, error.value());
    char name[24];
    std::snprintf(name, sizeof name, "/%05u.parquet", shard.number);
    Result<parquet::RowBatchFile> file =
        parquet::RowBatchFile::Create(shard.folder + name, *batch.table, shard.columns);
    if (!file.ok()) return file.status();
    shard.file.emplace(std::move(*file));
    shard.like = batch.table;
  }
  for (const uint32_t row : piece.taken) shard.bytes += batch.row(row).size();
  if (folder == 0) open_rows_ += piece.count;
  return shard.file->Append(*batch.table, piece.taken, piece.rows);
}

Status RowOutput::CompleteTyped(TypedShard& shard) {
  if (!shard.file) return {};
  Status status = shard.file->Commit();
  shard.file.reset();
  shard.bytes = 0;
  ++shard.number;
  return status;
}

Status RowOutput::Write(const RowBatch& batch, std::span<const Piece> pieces) {
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (format_.typed) {
      if (Status status = WriteTyped(batch, pieces[i], i); !status.ok()) return status;
      continue;
    }
    ShardWriter& writer = shards_->writers[i];
    Status status = writer.Append(pieces[i].stored, pieces[i].rows.size());
    if (!status.ok()) return status;
    if (i == 0) open_rows_ += pieces[i].count;
    if (!writer.full()) continue;
    if (i == 0) EndShard();
    if (Status completed = writer.Complete(); !completed.ok()) return completed;
  }
  return {};
}

Status RowOutput::Complete() {
  EndShard();
  for (TypedShard& shard : typed_) {
    if (Status status = CompleteTyped(shard); !status.ok()) return status;
  }
  if (!shards_) return {};
  for (ShardWriter& writer : shards_->writers) {
    if (Status status = writer.Complete(); !status.ok()) return status;
  }
  return shards_->converter.Wait();
}

}  // namespace tamis::pipeline
