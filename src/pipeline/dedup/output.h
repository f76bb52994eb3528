// The folder that deduplicated rows go to.

#pragma once

#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "pipeline/writers/output_folder.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Makes OUT and locks it. `overwrite`: what an earlier run left there is deleted.
// Errors: kInvalidArgument (one of `files` lies in it, it is not empty, it holds a crawl), kIo.
Result<OutputFolder> OpenDedupOutput(const std::vector<corpus::Shard>& files,
                                     const std::string& output, bool overwrite);

}  // namespace tamis::pipeline
