#include "pipeline/run/memory_plan.h"

#include <algorithm>
#include <string>

#include "pipeline/run/process.h"

namespace tamis::pipeline {
namespace {

// What a run holds at the peak on crawls of usual pages.
constexpr uint64_t kFixedBytes = 16u << 20;     // program, tables, the reader's window
constexpr uint64_t kWorkerBytes = 32u << 20;    // an extractor that has seen large pages
constexpr uint64_t kBatchCost = 8u << 20;       // a batch of 2 MiB and more, its rows, compressed
constexpr uint64_t kParquetBytes = 144u << 20;  // a row group, and Arrow
constexpr uint32_t kBatchesPerThread = 2;

uint64_t Need(const RunOptions& options, uint32_t threads, uint32_t batches) {
  const uint64_t parquet = options.format == ShardFormat::kParquet ? kParquetBytes : 0;
  return kFixedBytes + parquet + threads * kWorkerBytes + batches * kBatchCost;
}

}  // namespace

Result<MemoryPlan> PlanMemory(const RunOptions& options) {
  MemoryPlan plan;
  plan.threads = options.threads != 0 ? options.threads : AvailableCores();
  plan.batches = kBatchesPerThread * plan.threads + 1;
  const uint64_t allowed = options.memory_bytes;
  if (allowed == 0) return plan;
  while (plan.threads > 1 && Need(options, plan.threads, plan.threads + 1) > allowed)
    --plan.threads;
  plan.batches = std::min(plan.batches, kBatchesPerThread * plan.threads + 1);
  while (plan.batches > plan.threads + 1 && Need(options, plan.threads, plan.batches) > allowed) {
    --plan.batches;
  }
  if (Need(options, plan.threads, plan.batches) > allowed) {
    return Status(StatusCode::kInvalidArgument,
                  "--memory is too little for one thread; the least is " +
                      std::to_string(Need(options, 1, 2) >> 20) + "M");
  }
  return plan;
}

}  // namespace tamis::pipeline
