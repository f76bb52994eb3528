#include "pipeline/writers/shard_writer.h"

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffixes[] = {".part", ".jsonl.gz", ".jsonl.zst", ".jsonl", ".parquet"};

// The name of a shard taken apart.
struct NameParts {
  std::string_view prefix;  // "00003_" or nothing
  uint32_t number = 0;
  std::string_view suffix;
};

bool IsNumber(std::string_view text) {
  return text.size() >= 5 && text.size() <= 9 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<NameParts> Parse(std::string_view name) {
  if (name.ends_with(".tmp")) name.remove_suffix(4);
  for (const std::string_view suffix : kSuffixes) {
    if (!name.ends_with(suffix)) continue;
    std::string_view stem = name.substr(0, name.size() - suffix.size());
    const size_t bar = stem.find('_');
    NameParts shard{.prefix = stem.substr(0, bar == std::string_view::npos ? 0 : bar + 1),
                    .suffix = suffix};
    stem.remove_prefix(shard.prefix.size());
    const bool has_prefix = !shard.prefix.empty();
    if (has_prefix && !IsNumber(shard.prefix.substr(0, shard.prefix.size() - 1))) return {};
    if (!IsNumber(stem)) return {};
    std::from_chars(stem.data(), stem.data() + stem.size(), shard.number);
    return shard;
  }
  return {};
}

Status Remove(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
  return error ? io::ErrnoStatus("remove", path.string(), error.value()) : Status();
}

std::string_view SuffixOf(const ShardOptions& options) {
  if (options.format == ShardFormat::kParquet) return ".parquet";
  switch (options.compression) {
    case Compression::kGzip:
      return ".jsonl.gz";
    case Compression::kZstd:
      return ".jsonl.zst";
    case Compression::kNone:
      break;
  }
  return ".jsonl";
}

}  // namespace

bool IsShardName(std::string_view name, std::string_view prefix) {
  const std::optional<NameParts> shard = Parse(name);
  return shard && (prefix == "*" || shard->prefix == prefix);
}

std::string ShardWriter::ShardName() const {
  char number[16];
  std::snprintf(number, sizeof number, "%05u", shards_);
  return path_ + "/" + options_.prefix + number;
}

std::string ShardWriter::FinalName() const { return ShardName().append(SuffixOf(options_)); }

SeriesState ShardWriter::state() const {
  return {.folder = folder_,
          .shards = shards_,
          .stored = file_ ? file_->size() : 0,
          .row_bytes = open_bytes_};
}

Status ShardWriter::Open(uint64_t keep) {
  std::error_code error;
  fs::create_directories(path_, error);
  if (error) return io::ErrnoStatus("make the folder", path_, error.value());
  Result<io::GrowingFile> file = io::GrowingFile::Open(PartName(), keep);
  if (!file.ok()) return file.status();
  file_ = std::make_unique<io::GrowingFile>(std::move(*file));
  return {};
}

// Removes what was begun after the state was written, and what is half turned into Parquet; ends
// what was full and is not turned into Parquet yet.
Status ShardWriter::RemoveLater() {
  std::error_code error;
  std::vector<fs::path> later;
  std::vector<fs::path> full;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename().string();
    const std::optional<NameParts> shard = Parse(name);
    if (!shard || shard->prefix != options_.prefix) continue;
    const bool open_one = shard->number == shards_ && file_ && shard->suffix == ".part";
    if (name.ends_with(".tmp") || (shard->number >= shards_ && !open_one)) {
      later.push_back(entry.path());
    } else if (shard->suffix == ".part" && !open_one) {
      full.push_back(entry.path());
    }
  }
  for (const fs::path& path : later) {
    if (Status status = Remove(path); !status.ok()) return status;
  }
  for (const fs::path& part : full) {
    fs::path whole = part;
    whole.replace_extension(SuffixOf(options_));
    const Status status =
        fs::exists(whole, error) ? Remove(part) : converter_->Start(part, options_.columns, whole);
    if (!status.ok()) return status;
  }
  if (!file_ && shards_ == 0) fs::remove(path_, error);  // only when it is empty
  return {};
}

Status ShardWriter::Restore(const SeriesState& state, bool complete) {
  shards_ = state.shards;
  open_bytes_ = state.row_bytes;
  if (state.stored == 0) return RemoveLater();
  std::error_code error;
  const bool completed = !fs::exists(PartName(), error) && fs::exists(FinalName(), error);
  if (completed && complete) {
    ++shards_;
    open_bytes_ = 0;
    return RemoveLater();
  }
  if (completed) {
    // Checkpoints were lost.
    fs::rename(FinalName(), PartName(), error);
    if (error) return io::ErrnoStatus("rename", FinalName(), error.value());
  }
  if (Status opened = Open(state.stored); !opened.ok()) return opened;
  if (Status removed = RemoveLater(); !removed.ok()) return removed;
  return complete ? Complete() : Status();
}

Status ShardWriter::Append(std::string_view piece, uint64_t row_bytes) {
  if (piece.empty()) return {};
  if (!file_) {
    if (Status begun = Open(0); !begun.ok()) return begun;
    open_bytes_ = 0;
  }
  if (Status appended = file_->Append(piece); !appended.ok()) return appended;
  open_bytes_ += row_bytes;
  return {};
}

Status ShardWriter::Sync() { return file_ ? file_->Sync() : Status(); }

Status ShardWriter::ToParquet() {
  if (Status synced = file_->Sync(); !synced.ok()) return synced;
  return converter_->Start(PartName(), options_.columns, FinalName());
}

Status ShardWriter::Complete() {
  if (!file_) return {};
  const Status committed =
      options_.format == ShardFormat::kParquet ? ToParquet() : file_->CommitAs(FinalName());
  file_.reset();
  if (!committed.ok()) return committed;
  ++shards_;
  open_bytes_ = 0;
  return {};
}

}  // namespace tamis::pipeline
