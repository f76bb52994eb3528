// What stands beside documents: attributes/NAME/*, as Dolma has it, with a row for every document
// of the file of the same name in documents/. Those of the rows that stay go along.
//
// Tested: tests/dedup/test_attributes.py.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "pipeline/dedup/follow.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct AttributeFolder {
  std::string name;                  // below attributes/
  std::vector<corpus::Shard> files;  // of each file of rows, the one beside it
};

// The folders that have a file for each of `files`. One that lacks some is told and left out.
std::vector<AttributeFolder> FindAttributes(const std::vector<corpus::Shard>& files,
                                            Follower& follower);

struct AttributeRows {
  Compression compression;
  uint64_t count;  // of rows over all files, before any goes
  std::function<bool(uint32_t number)> stays;
};

// Writes OUT/attributes: the rows that stay, in shards of as many rows as those of OUT/documents.
// Errors: those of reading and writing; kInvalidArgument: there are not as many rows as documents.
Status WriteAttributes(const std::vector<AttributeFolder>& folders, const std::string& output,
                       const AttributeRows& rows, std::span<const uint64_t> shard_rows,
                       Follower& follower);

}  // namespace tamis::pipeline
