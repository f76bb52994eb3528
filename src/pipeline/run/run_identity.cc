#include "pipeline/run/run_identity.h"

#include <string>

#include "pipeline/run/options_hash.h"
#include "tamis/version.h"

namespace tamis::pipeline {
namespace {

constexpr const char* kFormats[] = {"jsonl", "parquet"};           // by ShardFormat
constexpr const char* kCompressions[] = {"gzip", "none", "zstd"};  // by Compression

}  // namespace

RunIdentity IdentityOf(const RunSetup& setup, const std::vector<InputFile>& files) {
  const RunOptions& options = setup.options;
  RunIdentity identity;
  identity.engine = kVersion;
  identity.options = RowOptionTexts(setup);
  const auto add = [&identity](const char* name, std::string value) {
    identity.options.emplace_back(name, std::move(value));
  };
  add("format", kFormats[static_cast<size_t>(options.format)]);
  add("compression", kCompressions[static_cast<size_t>(options.compression)]);
  add("shard_bytes", std::to_string(options.shard_bytes));
  add("skip", std::to_string(options.skip));
  add("limit", std::to_string(options.limit));
  add("tasks", std::to_string(options.tasks));
  add("rank", std::to_string(options.rank));
  for (const InputFile& file : files) identity.inputs.emplace_back(file.path, file.bytes);
  return identity;
}

}  // namespace tamis::pipeline
