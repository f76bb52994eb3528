#include "corpus/corpus_files.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace tamis::corpus {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kShardSuffixes[] = {".jsonl",   ".jsonl.gz", ".jsonl.zst",
                                               ".json.gz", ".json.zst", ".parquet"};

bool IsUnfinished(std::string_view name) {
  return name.ends_with(".part") || name.ends_with(".tmp") || name.ends_with(".spool");
}

bool IsShard(std::string_view name) {
  return std::any_of(std::begin(kShardSuffixes), std::end(kShardSuffixes),
                     [&](std::string_view suffix) { return name.ends_with(suffix); });
}

// Takes the shards directly in `folder`.
Status TakeShards(const fs::path& folder, const std::string& step, CorpusFiles& files) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  for (const fs::directory_iterator end; !error && entries != end; entries.increment(error)) {
    const std::string name = entries->path().filename().string();
    if (IsUnfinished(name)) ++files.unfinished;
    if (!IsShard(name)) continue;
    std::error_code unknown;  // a shard without a size is found unreadable later, and told
    const uintmax_t size = fs::file_size(entries->path(), unknown);
    files.shards.push_back({.path = entries->path().string(),
                            .step = step,
                            .bytes = unknown ? 0 : size,
                            .parquet = name.ends_with(".parquet")});
    files.bytes += files.shards.back().bytes;
  }
  if (!error) return {};
  return Status(StatusCode::kIo, "cannot read " + folder.string() + ": " + error.message());
}

}  // namespace

Result<CorpusFiles> FindCorpus(const std::string& folder) {
  std::error_code error;
  const fs::path root(folder);
  if (!fs::exists(root, error)) return Status(StatusCode::kNotFound, folder + ": no such folder");
  if (!fs::is_directory(root, error)) {
    return Status(StatusCode::kInvalidArgument,
                  folder + " is a file; name the folder that `tamis run -o` wrote");
  }
  const fs::path documents = root / "documents", removed = root / "removed";
  if (!fs::is_directory(documents, error) && !fs::is_directory(removed, error) &&
      !fs::exists(root / "summary.json", error) && !fs::exists(root / "manifest.jsonl", error)) {
    return Status(StatusCode::kInvalidArgument,
                  folder +
                      " holds no corpus: neither documents/ nor removed/ nor summary.json; "
                      "name the folder that `tamis run -o` wrote");
  }

  CorpusFiles files;
  const fs::path whole = fs::weakly_canonical(root, error);
  files.name = (error ? root : whole).filename().string();
  if (fs::is_directory(documents, error)) {
    if (Status status = TakeShards(documents, "", files); !status.ok()) return status;
  }
  if (fs::is_directory(removed, error)) {
    fs::directory_iterator steps(removed, error);
    for (const fs::directory_iterator end; !error && steps != end; steps.increment(error)) {
      std::error_code gone;
      if (!steps->is_directory(gone)) continue;
      const std::string step = steps->path().filename().string();
      if (Status status = TakeShards(steps->path(), step, files); !status.ok()) return status;
    }
    if (error) {
      return Status(StatusCode::kIo, "cannot read " + removed.string() + ": " + error.message());
    }
  }
  std::sort(files.shards.begin(), files.shards.end(),
            [](const Shard& a, const Shard& b) { return a.path < b.path; });
  return files;
}

}  // namespace tamis::corpus
