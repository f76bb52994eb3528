#include "pipeline/readers/input_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

// REQUIRES: fs::status(path) found nothing and gave `error`.
std::string WhyMissing(const fs::path& path, std::error_code error) {
  std::error_code ignored;
  if (fs::is_symlink(fs::symlink_status(path, ignored))) return "the link leads nowhere";
  if (!error || error == std::errc::no_such_file_or_directory) return "no such file or folder";
  return error.message();
}

class Lister {
 public:
  explicit Lister(InputFiles& out) : out_(out) {}

  void AddArgument(const std::string& argument) {
    if (argument == "-") {
      out_.files.push_back({.path = "-", .name = "stdin"});
      return;
    }
    const fs::path path(argument);
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      ++out_.missing;
      Problem(argument, WhyMissing(path, error));
    } else if (fs::is_directory(status)) {
      AddFolder(path);
    } else {
      AddFile(path, path.filename().string(), status, /*searched=*/false);
    }
  }

 private:
  void Problem(const fs::path& path, const std::string& what) {
    out_.problems.push_back(path.string() + ": " + what);
  }

  void AddFile(const fs::path& path, std::string name, const fs::file_status& status,
               bool searched) {
    std::error_code error;
    const uint64_t bytes = fs::is_regular_file(status) ? fs::file_size(path, error) : 0;
    out_.files.push_back({path.string(), std::move(name), error ? 0 : bytes, searched});
  }

  // Depth first with a stack of its own: the nesting is the input's.
  void AddFolder(const fs::path& root) {
    std::vector<fs::path> pending = {root};
    while (!pending.empty()) {
      const fs::path path = std::move(pending.back());
      pending.pop_back();
      std::error_code error;
      const fs::file_status status = fs::status(path, error);
      const bool is_link = fs::is_symlink(fs::symlink_status(path, error));
      if (path != root && fs::is_directory(status) && is_link) continue;
      if (!fs::exists(status)) {
        Problem(path, is_link ? "the link leads nowhere" : "the file has disappeared");
      } else if (fs::is_directory(status)) {
        PushEntries(path, pending);
      } else if (fs::is_regular_file(status)) {
        AddFile(path, path.lexically_relative(root).string(), status, /*searched=*/true);
      }
    }
  }

  void PushEntries(const fs::path& folder, std::vector<fs::path>& pending) {
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (it->path().filename().string().front() != '.') entries.push_back(it->path());
    }
    if (error) Problem(folder, "cannot list the folder: " + error.message());
    // The stack gives back the last first.
    std::sort(entries.begin(), entries.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() > b.native(); });
    pending.insert(pending.end(), entries.begin(), entries.end());
  }

  InputFiles& out_;
};

}  // namespace

InputFiles ListInputFiles(const std::vector<std::string>& inputs) {
  InputFiles out;
  Lister lister(out);
  for (const std::string& input : inputs) lister.AddArgument(input);
  return out;
}

}  // namespace tamis::pipeline
