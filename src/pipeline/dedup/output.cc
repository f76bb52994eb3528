#include "pipeline/dedup/output.h"

#include <filesystem>
#include <system_error>

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

// The input must not be deleted or written over.
Status CheckApart(const std::vector<corpus::Shard>& files, const std::string& output) {
  std::error_code error;
  const std::string folder = fs::weakly_canonical(output, error).string() + "/";
  for (const corpus::Shard& file : files) {
    if (fs::weakly_canonical(file.path, error).string().starts_with(folder)) {
      return Status(StatusCode::kInvalidArgument,
                    file.path + " lies in the output folder; name another folder for the output");
    }
  }
  return {};
}

}  // namespace

Result<OutputFolder> OpenDedupOutput(const std::vector<corpus::Shard>& files,
                                     const std::string& output, bool overwrite) {
  if (Status apart = CheckApart(files, output); !apart.ok()) return apart;
  Result<OutputFolder> folder = OutputFolder::Open(output, 1, 0, overwrite);
  if (!folder.ok()) return folder;
  if (folder->has_manifest()) {
    return Status(StatusCode::kInvalidArgument,
                  output +
                      " holds a run; name another folder, or replace what is there with "
                      "--overwrite");
  }
  if (overwrite) {
    std::error_code ignored;
    for (const char* name : {"/pairs.jsonl", "/report.html"}) fs::remove(output + name, ignored);
    fs::remove_all(output + "/.tamis.against", ignored);
  }
  return folder;
}

}  // namespace tamis::pipeline
