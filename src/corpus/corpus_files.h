// Which files of a folder are shards of a corpus. Source: docs/formats/corpus.md.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tamis/status.h"

namespace tamis::corpus {

struct Shard {
  std::string path;
  std::string step;  // empty: documents/; else removed/STEP
  uint64_t bytes = 0;
  bool parquet = false;
};

struct CorpusFiles {
  std::string name;           // of the folder, without those above it
  std::vector<Shard> shards;  // by path
  uint64_t bytes = 0;         // of all shards
  uint64_t unfinished = 0;    // shards that were being written when the run ended, or still are
};

// Errors: kNotFound, kInvalidArgument (a file, or a folder that holds no corpus), kIo.
Result<CorpusFiles> FindCorpus(const std::string& folder);

}  // namespace tamis::corpus
