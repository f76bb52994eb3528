// Files that name the inputs of a run, one a line.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tamis/status.h"

namespace tamis::pipeline {

struct ListedInput {
  std::string input;  // as it would stand on the command line
  uint64_t line = 0;  // from 1
};

// The lines of a list, which may be compressed; "-" is stdin. A path is relative to the working
// folder, not to the list; all of its line belongs to it, spaces too. Left out: blank lines, lines
// that begin with '#' (a file of such a name is "./#name"), the CR of CRLF, a byte order mark.
// Errors:  kNotFound, kIo, kInvalidArgument (an archive, zero bytes, a line above 64 KB), and what
//          breaks a compressed list. The message names the list and the line.
Result<std::vector<ListedInput>> ReadInputList(const std::string& path);

}  // namespace tamis::pipeline
