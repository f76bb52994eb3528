// Turns the inputs of a run into a list of files, in an order that does not depend on the
// machine: arguments as given, then lists line by line; a folder's files and subfolders, and what
// a pattern matches, sorted by their names' bytes.
//
// Tested: input_files_test.cc.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tamis/status.h"

namespace tamis::pipeline {

struct InputFile {
  std::string path;       // as given, or the folder as given and what lies below it; "-": stdin
  std::string name;       // without the argument's folder: the same wherever the input lies
  uint64_t bytes = 0;     // of a regular file; 0 for stdin, pipes and devices
  bool searched = false;  // found in a folder or by a pattern, not named by the user
};

struct InputFiles {
  std::vector<InputFile> files;
  std::vector<std::string> problems;  // a sentence each: what could not be listed
  size_t missing = 0;                 // arguments and lines of lists that name nothing
  // Why nothing of it is to be read. kInvalidArgument: a URL, stdin twice, a list that is none;
  // kNotFound, kIo, ...: a list cannot be read.
  Status refused;
};

// `inputs`: files, folders, patterns (path_pattern.h), "-" for stdin; `lists`: see input_list.h.
// A file whose name is the pattern is taken before what the pattern matches. A file that is named
// twice is listed twice.
// Names that begin with a dot are left out below a folder; links to folders are not followed
// there, so no loop is possible.
InputFiles ListInputFiles(const std::vector<std::string>& inputs,
                          const std::vector<std::string>& lists = {});

}  // namespace tamis::pipeline
