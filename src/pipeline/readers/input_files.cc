#include "pipeline/readers/input_files.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "pipeline/readers/input_list.h"
#include "pipeline/readers/path_pattern.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

// REQUIRES: fs::status(path) found nothing and gave `error`.
std::string WhyMissing(const fs::path& path, std::error_code error) {
  std::error_code ignored;
  if (fs::is_symlink(fs::symlink_status(path, ignored))) return "the link leads nowhere";
  if (error && error != std::errc::no_such_file_or_directory) return error.message();
  return IsPattern(path.string()) ? "no file matches this pattern" : "no such file or folder";
}

// The scheme of "s3://bucket/key"; empty when the argument is no URL.
std::string_view SchemeOf(std::string_view argument) {
  const size_t colon = argument.find("://");
  if (colon == std::string_view::npos || colon < 2) return {};
  const std::string_view scheme = argument.substr(0, colon);
  const bool valid = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+';
  });
  return valid ? scheme : std::string_view();
}

// tamis knows files and nothing of networks; others do that well.
std::string WhyRefused(const std::string& url, std::string_view scheme) {
  struct Tool {
    std::string_view scheme;
    std::string_view before;  // the URL stands between these two
    std::string_view behind;
    std::string_view others;
  };
  static constexpr Tool kTools[] = {
      {"s3", "aws s3 cp ", " -", "s5cmd cp, rclone mount"},
      {"http", "curl -sSfL ", "", "wget, rclone mount"},
      {"https", "curl -sSfL ", "", "wget, rclone mount"},
      {"gs", "gcloud storage cat ", "", "gcloud storage cp, gcsfuse"},
      {"hdfs", "hdfs dfs -cat ", "", "hdfs dfs -get, the NFS gateway"},
  };
  if (scheme == "file") return url + ": name the file by its path, without file://";
  std::string sentence = url + ": tamis reads files and stdin, not the network; ";
  for (const Tool& tool : kTools) {
    if (tool.scheme != scheme) continue;
    return sentence.append("pipe it in (")
        .append(tool.before)
        .append("'")
        .append(url)
        .append("'")
        .append(tool.behind)
        .append(" | tamis run - -o DIR), or copy or mount it first (")
        .append(tool.others)
        .append(")");
  }
  return sentence +
         "pipe it in (rclone cat ... | tamis run - -o DIR), or copy or mount it first "
         "(rclone copy, rclone mount)";
}

class Lister {
 public:
  explicit Lister(InputFiles& out) : out_(out) {}

  // The lines of a list are arguments, too.
  void AddList(const std::string& list) {
    if (!out_.refused.ok()) return;
    if (list == "-" && !TakeStdin()) return;
    Result<std::vector<ListedInput>> lines = ReadInputList(list);
    if (!lines.ok()) {
      out_.refused = lines.status();
      return;
    }
    for (const ListedInput& line : *lines) {
      place_ = (list == "-" ? "stdin" : list) + ":" + std::to_string(line.line) + ": ";
      AddArgument(line.input);
    }
    place_.clear();
  }

  void AddArgument(const std::string& argument) {
    if (!out_.refused.ok()) return;
    if (argument == "-") {
      if (TakeStdin()) out_.files.push_back({.path = "-", .name = "stdin"});
      return;
    }
    const fs::path path(argument);
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::exists(status)) {
      AddPath(path, path.filename().string(), status, /*searched=*/false);
    } else if (const std::string_view scheme = SchemeOf(argument); !scheme.empty()) {
      Refuse(WhyRefused(argument, scheme));
    } else if (!IsPattern(argument) || !AddMatches(argument)) {
      ++out_.missing;
      Problem(argument, WhyMissing(path, error));
    }
  }

 private:
  void Refuse(const std::string& sentence) {
    out_.refused = Status(StatusCode::kInvalidArgument, place_ + sentence);
  }

  // What it holds can be read only once.
  bool TakeStdin() {
    if (std::exchange(stdin_taken_, true)) Refuse("stdin (-) is named twice");
    return out_.refused.ok();
  }

  void Problem(const fs::path& path, const std::string& what) {
    out_.problems.push_back(place_ + path.string() + ": " + what);
  }

  void AddPath(const fs::path& path, std::string name, const fs::file_status& status,
               bool searched) {
    if (fs::is_directory(status)) {
      AddFolder(path, path);
    } else {
      AddFile(path, std::move(name), status, searched);
    }
  }

  // Whether there are any.
  bool AddMatches(const std::string& pattern) {
    const PatternMatches matches = FindMatches(pattern);
    for (const std::string& problem : matches.problems) out_.problems.push_back(place_ + problem);
    for (const fs::path& path : matches.paths) AddFolder(path, matches.root);
    return !matches.paths.empty();
  }

  void AddFile(const fs::path& path, std::string name, const fs::file_status& status,
               bool searched) {
    std::error_code error;
    const uint64_t bytes = fs::is_regular_file(status) ? fs::file_size(path, error) : 0;
    out_.files.push_back({path.string(), std::move(name), error ? 0 : bytes, searched});
  }

  // What lies below `top`, or `top` itself when it is a file; with names relative to `root`. Depth
  // first with a stack of its own: the nesting is the input's.
  void AddFolder(const fs::path& top, const fs::path& root) {
    std::vector<fs::path> pending = {top};
    while (!pending.empty()) {
      const fs::path path = std::move(pending.back());
      pending.pop_back();
      std::error_code error;
      const fs::file_status status = fs::status(path, error);
      const bool is_link = fs::is_symlink(fs::symlink_status(path, error));
      if (path != top && fs::is_directory(status) && is_link) continue;
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
    std::vector<std::string> problems;
    std::vector<fs::path> entries = ListFolder(folder, problems);
    for (const std::string& problem : problems) out_.problems.push_back(place_ + problem);
    // The stack gives back the last first.
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      if (entry->filename().string().front() != '.') pending.push_back(std::move(*entry));
    }
  }

  InputFiles& out_;
  std::string place_;  // "list.txt:12: " while a line of a list is worked on
  bool stdin_taken_ = false;
};

}  // namespace

InputFiles ListInputFiles(const std::vector<std::string>& inputs,
                          const std::vector<std::string>& lists) {
  InputFiles out;
  Lister lister(out);
  for (const std::string& input : inputs) lister.AddArgument(input);
  for (const std::string& list : lists) lister.AddList(list);
  return out;
}

}  // namespace tamis::pipeline
