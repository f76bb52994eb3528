// How a pattern is followed: name by name, with the set of folders reached so far.
//
//   crawl / ** / *.gz        {crawl} -> {crawl, crawl/a, crawl/a/b} -> files of these

#include "pipeline/readers/path_pattern.h"

#include <fnmatch.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAnyFolders = "**";

bool IsHidden(const fs::path& path) { return path.filename().string().front() == '.'; }

// Whether `path` lies below `folder`. REQUIRES: both were reached from one root
bool LiesBelow(const fs::path& path, const fs::path& folder) {
  const auto [in_folder, in_path] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end() && in_path != path.end();
}

class Search {
 public:
  explicit Search(PatternMatches& out) : out_(out), reached_{out.root} {}

  void Step(const fs::path& name) {
    std::vector<fs::path> next;
    for (const fs::path& folder : reached_) {
      if (name == kAnyFolders) {
        AddFoldersBelow(folder, next);
      } else if (name.string().find_first_of("*?[\\") == std::string::npos) {
        std::error_code ignored;
        if (fs::exists(fs::symlink_status(folder / name, ignored))) next.push_back(folder / name);
      } else {
        AddMatches(folder, name, next);
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    reached_ = std::move(next);
  }

  // A folder that matches stands for what lies below it.
  void Finish() {
    std::error_code ignored;
    for (fs::path& path : reached_) {
      const bool below = !out_.paths.empty() && LiesBelow(path, out_.paths.back());
      if (!below) out_.paths.push_back(std::move(path));
    }
  }

 private:
  void AddMatches(const fs::path& folder, const fs::path& name, std::vector<fs::path>& next) {
    std::error_code ignored;
    if (!folder.empty() && !fs::is_directory(folder, ignored)) return;
    for (fs::path& entry : ListFolder(folder, out_.problems)) {
      if (fnmatch(name.c_str(), entry.filename().c_str(), FNM_PERIOD) == 0) {
        next.push_back(std::move(entry));
      }
    }
  }

  // `root` and the folders below it.
  void AddFoldersBelow(const fs::path& root, std::vector<fs::path>& next) {
    std::error_code ignored;
    if (!root.empty() && !fs::is_directory(root, ignored)) return;
    std::vector<fs::path> pending = {root};
    while (!pending.empty()) {
      fs::path folder = std::move(pending.back());
      pending.pop_back();
      for (fs::path& entry : ListFolder(folder, out_.problems)) {
        if (!IsHidden(entry) && fs::is_directory(fs::symlink_status(entry, ignored))) {
          pending.push_back(std::move(entry));
        }
      }
      next.push_back(std::move(folder));
    }
  }

  PatternMatches& out_;
  std::vector<fs::path> reached_;
};

}  // namespace

bool IsPattern(std::string_view argument) {
  return argument.find_first_of("*?[") != std::string_view::npos;
}

PatternMatches FindMatches(const std::string& pattern) {
  PatternMatches out;
  const fs::path whole(pattern);
  auto name = whole.begin();
  for (; name != whole.end() && name->string().find_first_of("*?[\\") == std::string::npos;
       ++name) {
    out.root /= *name;
  }
  Search search(out);
  bool any_folders = false;
  for (; name != whole.end(); ++name) {
    // A slash at the end, a second **, and ** at the end, where a folder stands for all below it.
    if (name->empty() || (any_folders && *name == kAnyFolders)) continue;
    any_folders = *name == kAnyFolders;
    if (any_folders && std::next(name) == whole.end()) break;
    search.Step(*name);
  }
  search.Finish();
  return out;
}

std::vector<fs::path> ListFolder(const fs::path& folder, std::vector<std::string>& problems) {
  std::error_code error;
  std::vector<fs::path> entries;
  const fs::path from = folder.empty() ? fs::path(".") : folder;
  for (fs::directory_iterator it(from, error), end; !error && it != end; it.increment(error)) {
    entries.push_back(folder / it->path().filename());
  }
  if (error) problems.push_back(from.string() + ": cannot list the folder: " + error.message());
  std::sort(entries.begin(), entries.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return entries;
}

}  // namespace tamis::pipeline
