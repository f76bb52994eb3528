#include "pipeline/dedup/row_files.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <set>
#include <system_error>
#include <utility>

#include "corpus/shard_reader.h"
#include "json/writer.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBatchBytes = 1u << 20;

bool IsRowFile(const std::string& name) {
  for (const char* suffix : {".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz",
                             ".ndjson.zst", ".json.gz", ".json.zst", ".parquet"}) {
    if (name.ends_with(suffix)) return true;
  }
  return false;
}

corpus::Shard ShardOf(const fs::path& path) {
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  return {.path = path.string(),
          .step = "",
          .bytes = error ? 0 : size,
          .parquet = path.string().ends_with(".parquet")};
}

Status AddFolder(const std::string& input, std::vector<corpus::Shard>& files) {
  std::error_code error;
  const size_t before = files.size();
  if (fs::is_directory(fs::path(input) / "documents", error)) {
    Result<corpus::CorpusFiles> corpus = corpus::FindCorpus(input);
    if (!corpus.ok()) return corpus.status();
    for (corpus::Shard& shard : corpus->shards) {
      if (shard.step.empty()) files.push_back(std::move(shard));
    }
  } else {
    fs::directory_iterator entries(input, error);
    for (const fs::directory_iterator end; !error && entries != end; entries.increment(error)) {
      if (IsRowFile(entries->path().filename().string())) files.push_back(ShardOf(entries->path()));
    }
    if (error) return Status(StatusCode::kIo, "cannot read " + input + ": " + error.message());
    std::sort(files.begin() + static_cast<ptrdiff_t>(before), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
  }
  if (files.size() > before) return {};
  return Status(StatusCode::kInvalidArgument, input +
                                                  " holds no rows: no documents/ and no .jsonl, "
                                                  ".jsonl.gz, .jsonl.zst or .parquet files");
}

// Fills batches and hands them on.
class Batcher {
 public:
  explicit Batcher(const RowFileVisitor& visitor) : visitor_(visitor) {}

  void StartFile(uint32_t file) {
    batch_.file = file;
    in_file_ = 0;
    Renew();
  }

  Status Add(std::string_view row) {
    if (Status status = Append(row); !status.ok()) return status;
    return batch_.bytes.size() < kBatchBytes ? Status() : Flush();
  }

  // A batch of its own.
  Status AddTable(std::unique_ptr<parquet::RowBatch> table) {
    json_.clear();
    parquet::AppendJson(*table, json_);
    for (size_t begin = 0, end; begin < json_.size(); begin = end + 1) {
      end = json_.find('\n', begin);
      const Status status = Append(std::string_view(json_).substr(begin, end - begin));
      if (!status.ok()) return status;
    }
    batch_.table = std::move(table);
    return Flush();
  }

  Status Flush() {
    if (batch_.ends.empty()) return {};
    const uint32_t file = batch_.file;
    Status status = visitor_.batch(batch_);
    batch_.file = file;
    Renew();
    return status;
  }

 private:
  Status Append(std::string_view row) {
    if (next_ == std::numeric_limits<uint32_t>::max()) {
      return Status(StatusCode::kTooLarge, "more than 4,294,967,295 rows");
    }
    batch_.bytes.append(row);
    batch_.ends.push_back(batch_.bytes.size());
    ++next_;
    ++in_file_;
    return {};
  }
  void Renew() {
    batch_.bytes.clear();
    batch_.ends.clear();
    batch_.table.reset();
    batch_.first = next_;
    batch_.first_in_file = in_file_;
  }

  const RowFileVisitor& visitor_;
  RowBatch batch_;
  uint32_t next_ = 0;
  uint32_t in_file_ = 0;
  std::string json_;
};

Status ReadTables(const std::string& path, Batcher& batcher,
                  const std::function<Status()>& progress) {
  const Result<std::unique_ptr<parquet::BatchReader>> reader = parquet::ReadRowBatches(path);
  if (!reader.ok()) return reader.status();
  for (;;) {
    Result<std::unique_ptr<parquet::RowBatch>> table = (*reader)->Next();
    if (!table.ok()) return table.status();
    if (!*table) return {};
    if (Status status = batcher.AddTable(std::move(*table)); !status.ok()) return status;
    if (Status status = progress(); !status.ok()) return status;
  }
}

}  // namespace

Result<std::vector<corpus::Shard>> FindRowFiles(const std::vector<std::string>& inputs) {
  std::vector<corpus::Shard> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (input == "-") {
      return Status(StatusCode::kInvalidArgument,
                    "standard input cannot be read twice; write it to a file first");
    }
    if (!fs::exists(input, error)) return Status(StatusCode::kNotFound, input + ": no such file");
    if (fs::is_directory(input, error)) {
      if (Status status = AddFolder(input, files); !status.ok()) return status;
    } else {
      files.push_back(ShardOf(input));
    }
  }
  if (files.empty()) return Status(StatusCode::kInvalidArgument, "no input");
  std::set<fs::path> seen;
  std::erase_if(files, [&](const corpus::Shard& shard) {
    std::error_code error;
    return !seen.insert(fs::weakly_canonical(shard.path, error)).second;
  });
  return files;
}

uint64_t TotalBytes(const std::vector<corpus::Shard>& files) {
  uint64_t bytes = 0;
  for (const corpus::Shard& file : files) bytes += file.bytes;
  return bytes;
}

std::string PlaceName(const corpus::Shard& file, uint64_t line) {
  std::string json = "\"";
  json::AppendEscaped(fs::path(file.path).filename().string(), json);
  return json + ":" + std::to_string(line) + "\"";
}

Status ReadRowFiles(const std::vector<corpus::Shard>& files, const RowFileVisitor& visitor) {
  Batcher batcher(visitor);
  uint64_t done = 0;
  for (uint32_t file = 0; file < files.size(); ++file) {
    const corpus::Shard& shard = files[file];
    batcher.StartFile(file);
    if (shard.parquet && visitor.tables) {
      const Status read = ReadTables(shard.path, batcher, [&] { return visitor.progress(done); });
      if (!read.ok()) return read;
      done += shard.bytes;
      continue;
    }
    Status stopped;
    const Status status = corpus::ReadShard(
        shard, {},
        {.row =
             [&](std::string_view row) {
               if (stopped.ok()) stopped = batcher.Add(row);
               return stopped;
             },
         .damage =
             [&](const Status& damage) { visitor.problem(shard.path + ": " + damage.ToString()); },
         .progress =
             [&](uint64_t bytes) {
               if (stopped.ok()) stopped = visitor.progress(done + bytes);
             }});
    if (!stopped.ok()) return stopped;
    if (!status.ok()) return status;
    if (Status flushed = batcher.Flush(); !flushed.ok()) return flushed;
    done += shard.bytes;
  }
  return visitor.progress(done);
}

}  // namespace tamis::pipeline
