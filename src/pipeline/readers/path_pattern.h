// Patterns of paths, as shells have them: crawl/*.warc.gz, crawl/**/part-[0-9]*.
//
//   *      any characters of one name      ?      one byte
//   [a-z]  one of these, [!a-z] none       **     as a whole name: any number of folders, or none
//   \      takes the next character as it is
//
// Names that begin with a dot are matched by patterns that do, and ** does not go into them.
//
// Source:  https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_13,
//          and ** as bash's globstar has it. fnmatch(3) compares the names.
// Tested:  input_files_test.cc.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::pipeline {

bool IsPattern(std::string_view argument);

struct PatternMatches {
  std::filesystem::path root;                // the folder before the first name with a wildcard
  std::vector<std::filesystem::path> paths;  // files and folders in order of their names; a folder
                                             // stands for all that lies below it
  std::vector<std::string> problems;         // a sentence for each folder that cannot be listed
};

// What exists and matches. Links to folders are followed, but not by **.
PatternMatches FindMatches(const std::string& pattern);

// The names in `folder` in the order of their bytes, as paths; those that begin with a dot, too.
// What cannot be listed is told in `problems`.
std::vector<std::filesystem::path> ListFolder(const std::filesystem::path& folder,
                                              std::vector<std::string>& problems);

}  // namespace tamis::pipeline
