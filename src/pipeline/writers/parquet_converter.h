// Turns full shards of JSON rows into Parquet on a thread of its own, while the run goes on.
//
//   DIR/00002.part  --> DIR/00002.parquet.tmp  --sync, rename-->  DIR/00002.parquet
//
// One shard at a time: what a conversion holds (src/parquet/parquet.h) is held once. The part is
// removed last, so that a conversion which was interrupted is done again when the run goes on.

#pragma once

#include <future>
#include <string>

#include "tamis/status.h"

namespace tamis::pipeline {

// Threads: calls must not overlap.
class ParquetConverter {
 public:
  ParquetConverter() = default;
  // Waits.
  ~ParquetConverter() = default;
  ParquetConverter(const ParquetConverter&) = delete;
  ParquetConverter& operator=(const ParquetConverter&) = delete;

  // Waits for the conversion before, whose status is returned, and starts this one if that is ok.
  // `part` is durable. `columns`: see parquet::ConvertToParquet().
  Status Start(std::string part, std::string columns, std::string path);
  // Until nothing is under way.
  Status Wait();

 private:
  std::future<Status> running_;  // that of std::async: its destructor waits
};

}  // namespace tamis::pipeline
