// manifest.jsonl: what a run is, how far it has come, and how it ended. Written ahead of what it
// tells of, so that the same command run again goes on where the last checkpoint was.
//
//   run, input..., begin | problem... checkpoint | problem... checkpoint | ... | end
//
// The catch: a line may be torn, and what was not synced may be lost or be garbage after a power
// cut. So reading ends at the first line that is none, and only what stands before the last whole
// checkpoint counts; all that a checkpoint tells of was synced before it was written.
//
// Source:  docs/formats/manifest.md.
// Tested:  journal_test.cc, tests/crash; fuzzed by fuzz/journal.cc.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/file.h"
#include "pipeline/readers/batch.h"
#include "pipeline/readers/input_files.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// What must be the same for a run to go on.
struct RunIdentity {
  std::string engine;                                        // version
  std::vector<std::pair<std::string, std::string>> options;  // name and value as people read them
  std::vector<std::pair<std::string, uint64_t>> inputs;      // path and bytes
};

// Empty when they are equal, else what differs, in a sentence for the user.
std::string Difference(const RunIdentity& before, const RunIdentity& now);

// The shards of one folder.
struct SeriesState {
  std::string folder;      // below the corpus: "documents", "removed/fetch"
  uint32_t shards = 0;     // complete ones
  uint64_t stored = 0;     // bytes of the open shard
  uint64_t row_bytes = 0;  // of its rows before compression

  bool operator==(const SeriesState&) const = default;
};

struct Checkpoint {
  InputPlace input;
  std::vector<SeriesState> series;
  RunSummary counts;  // without errors
  bool done = false;  // all input was read
};

// What a manifest says.
struct Manifest {
  RunIdentity identity;
  std::optional<Checkpoint> checkpoint;  // the last one
  std::vector<std::string> problems;     // before it
  bool ended = false;
  uint64_t bytes = 0;  // up to the end of the last checkpoint, or of the run's description
};

// Reads the bytes of a manifest. Errors: kTruncated when not even the description of the run is
// whole: nothing was written then; kUnsupported when it is of another version.
Result<Manifest> ReadManifest(std::string_view bytes);

// Errors are those of io::GrowingFile. Threads: calls must not overlap.
class Journal {
 public:
  // Writes the description of a new run.
  static Result<Journal> Create(const std::string& path, const RunIdentity& identity);
  // Goes on behind the first `bytes` bytes.
  static Result<Journal> Continue(const std::string& path, uint64_t bytes);

  // Durable with the next checkpoint.
  Status AddProblem(std::string_view sentence);
  // Durable on return. REQUIRES: what the checkpoint tells of is.
  Status AddCheckpoint(const Checkpoint& checkpoint);
  // The run is complete.
  Status AddEnd(double seconds, uint64_t peak_memory_bytes);

 private:
  explicit Journal(io::GrowingFile file) : file_(std::move(file)) {}

  io::GrowingFile file_;
};

}  // namespace tamis::pipeline
