#include "pipeline/dedup/attributes.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "pipeline/dedup/row_files.h"
#include "pipeline/writers/row_packer.h"
#include "pipeline/writers/shard_writer.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

// attributes/ beside the documents/ that the file lies in; empty when there is none.
fs::path AttributesOf(const corpus::Shard& file) {
  const fs::path documents = fs::path(file.path).parent_path();
  const fs::path attributes = documents.parent_path() / "attributes";
  std::error_code error;
  const bool there = documents.filename() == "documents" && fs::is_directory(attributes, error);
  return there ? attributes : fs::path();
}

// Rows of one folder on their way into shards.
class AttributeWriter {
 public:
  AttributeWriter(const std::string& output, const std::string& name, Compression compression,
                  std::span<const uint64_t> shard_rows)
      : compression_(compression),
        shard_rows_(shard_rows),
        options_({.compression = compression}),
        writer_(output, "attributes/" + name, options_) {}

  Status Add(std::string_view row) {
    rows_.append(row) += '\n';
    if (++in_shard_ == (shard_ < shard_rows_.size() ? shard_rows_[shard_] : 0)) {
      in_shard_ = 0;
      ++shard_;
      if (Status status = Flush(); !status.ok()) return status;
      return writer_.Complete();
    }
    return rows_.size() < kPieceBytes ? Status() : Flush();
  }
  Status Complete() {
    if (Status status = Flush(); !status.ok()) return status;
    return writer_.Complete();
  }

 private:
  static constexpr size_t kPieceBytes = 1u << 20;

  Status Flush() {
    if (Status status = packer_.Pack(compression_, rows_, stored_); !status.ok()) return status;
    Status status = writer_.Append(stored_, rows_.size());
    rows_.clear();
    return status;
  }

  const Compression compression_;
  const std::span<const uint64_t> shard_rows_;
  const ShardOptions options_;
  ShardWriter writer_;
  RowPacker packer_;
  std::string rows_, stored_;
  size_t shard_ = 0;
  uint64_t in_shard_ = 0;
};

}  // namespace

std::vector<AttributeFolder> FindAttributes(const std::vector<corpus::Shard>& files,
                                            Follower& follower) {
  std::set<std::string> names;
  for (const corpus::Shard& file : files) {
    std::error_code error;
    const fs::path attributes = AttributesOf(file);
    if (attributes.empty()) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(attributes, error)) {
      if (entry.is_directory(error)) names.insert(entry.path().filename().string());
    }
  }
  std::vector<AttributeFolder> folders;
  for (const std::string& name : names) {
    AttributeFolder folder{.name = name, .files = {}};
    for (const corpus::Shard& file : files) {
      const fs::path beside = AttributesOf(file) / name / fs::path(file.path).filename();
      std::error_code error;
      if (AttributesOf(file).empty() || !fs::exists(beside, error)) {
        follower.Problem("attributes/" + name + " has no rows for " + file.path +
                         " and is left out");
        break;
      }
      folder.files.push_back(file);
      folder.files.back().path = beside.string();
    }
    if (folder.files.size() == files.size()) folders.push_back(std::move(folder));
  }
  return folders;
}

Status WriteAttributes(const std::vector<AttributeFolder>& folders, const std::string& output,
                       const AttributeRows& rows, std::span<const uint64_t> shard_rows,
                       Follower& follower) {
  for (const AttributeFolder& folder : folders) {
    AttributeWriter writer(output, folder.name, rows.compression, shard_rows);
    uint64_t seen = 0;
    const auto take = [&](RowBatch& batch) {
      for (size_t i = 0; i < batch.size(); ++i, ++seen) {
        const auto number = static_cast<uint32_t>(batch.first + i);
        if (number >= rows.count || !rows.stays(number)) continue;
        if (Status status = writer.Add(batch.row(i)); !status.ok()) return status;
      }
      return Status();
    };
    Status status = ReadRowFiles(
        folder.files, {.batch = take,
                       .problem = [&](const std::string& s) { follower.Problem(s); },
                       .progress = [&](uint64_t) { return follower.ProgressOfPass(1); }});
    if (status.ok()) status = writer.Complete();
    if (!status.ok()) return status;
    if (seen == rows.count) continue;
    return Status(StatusCode::kInvalidArgument,
                  "attributes/" + folder.name + " has " + std::to_string(seen) + " rows for " +
                      std::to_string(rows.count) + " documents; move it away to go on without it");
  }
  return {};
}

}  // namespace tamis::pipeline
