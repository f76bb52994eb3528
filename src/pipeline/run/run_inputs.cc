#include "pipeline/run/run_inputs.h"

#include <utility>

namespace tamis::pipeline {

uint64_t TotalBytes(const std::vector<InputFile>& files) {
  uint64_t total = 0;
  for (const InputFile& file : files) {
    if (file.bytes == 0 && file.path == "-") return 0;
    total += file.bytes;
  }
  return total;
}

void KeepShare(uint32_t tasks, uint32_t rank, std::vector<InputFile>& files) {
  std::vector<InputFile> share;
  for (size_t i = rank; i < files.size(); i += tasks) share.push_back(std::move(files[i]));
  files = std::move(share);
}

}  // namespace tamis::pipeline
