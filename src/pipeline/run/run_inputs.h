// Which files of a list a process reads.

#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/readers/input_files.h"

namespace tamis::pipeline {

// Of the files as stored; 0 when unknown (stdin).
uint64_t TotalBytes(const std::vector<InputFile>& files);

// Every task of many takes its share of the list.
void KeepShare(uint32_t tasks, uint32_t rank, std::vector<InputFile>& files);

}  // namespace tamis::pipeline
