// The main job: crawl archives in, shards of documents out.
//
//   files -> records -> documents -> documents/*.jsonl.gz + removed/<step>/*.jsonl.gz

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tamis/options.h"
#include "tamis/status.h"

namespace tamis {

struct RunOptions {
  // What changes the result.
  ExtractOptions extract;
  bool write_blocks = true;                  // the `blocks` of each row
  bool write_markdown = false;               // a `markdown` field in each row
  uint64_t max_record_bytes = 64u << 20;     // a larger record is skipped and counted
  uint64_t shard_bytes = 512u << 20;         // of uncompressed JSONL; then the next shard begins

  // What changes only speed or memory.
  uint32_t threads = 0;                      // 0: all cores
};

// Counts of a run; every record read is in exactly one of kept, removed, skipped.
struct RunSummary {
  uint64_t inputs = 0;         // files
  uint64_t inputs_failed = 0;  // files that could not be opened or read to their end
  uint64_t records = 0;        // records read, of any type
  uint64_t documents = 0;      // rows in documents/
  uint64_t removed = 0;        // rows in removed/
  uint64_t skipped = 0;        // records that hold no page (warcinfo, request, image, ...)
  uint64_t damaged = 0;        // places where an archive broke and the reader resynchronised
  uint64_t bytes_read = 0;     // compressed bytes
  uint64_t text_bytes = 0;     // of `text` in documents/
  double seconds = 0;
  std::map<std::string, uint64_t> removed_by_reason;  // filter_reason -> rows
  std::map<std::string, uint64_t> skipped_by_kind;    // record type or media type -> records
  std::vector<std::string> errors;                    // one sentence each, at most 100
};

struct RunProgress {
  uint64_t bytes_done = 0;
  uint64_t bytes_total = 0;  // of compressed input; 0 when unknown (stdin)
  uint64_t records = 0;
  uint64_t documents = 0;
  double seconds = 0;
};

// Runs over `inputs` (files, folders, or "-" for stdin: WARC, ARC, WET, HTML, text, JSONL; plain,
// .gz or .zst) into the folder `output`, which is made when missing.
//
// Output:  the same bytes for any number of threads; rows in input order.
// Errors:  a status that is not ok when nothing could be done (no input, no output folder).
//          Anything less is counted in the summary and does not stop the run.
// Threads: `progress` is called from one thread at a time, about ten times a second.
Result<RunSummary> Run(const std::vector<std::string>& inputs, const std::string& output,
                       const RunOptions& options,
                       const std::function<void(const RunProgress&)>& progress = {});

}  // namespace tamis
