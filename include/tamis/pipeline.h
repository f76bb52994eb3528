// The main job: crawl archives in, shards of documents out.
//
//   files -> records -> documents -> documents/*.jsonl.gz + removed/<step>/*.jsonl.gz
//                                    (or *.jsonl.zst, *.jsonl, *.parquet)

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/filters.h"
#include "tamis/options.h"
#include "tamis/site.h"
#include "tamis/row_schema.h"
#include "tamis/stage_times.h"
#include "tamis/status.h"

namespace tamis {

// How shards of JSON lines are stored: kGzip as *.jsonl.gz, one member a batch; kZstd as
// *.jsonl.zst, one frame a batch; kNone as *.jsonl.
enum class Compression : uint8_t { kGzip, kNone, kZstd };

// What a shard is: kJsonl as above; kParquet as *.parquet, which has a compression of its own.
enum class ShardFormat : uint8_t { kJsonl, kParquet };

struct RunOptions {
  // What changes the result.
  std::vector<std::string> input_lists = {};  // files that name inputs, one a line; read last
  ExtractOptions extract = {};
  FilterChain filters = {};     // which pages are removed, in which order
  bool mask_pii = false;        // see Wanted::mask_pii
  SiteOptions site = {};        // blocks that repeat across a site's pages
  bool write_blocks = true;     // the `blocks` of each row
  bool write_markdown = false;  // a `markdown` field in each row
  uint64_t max_record_bytes = 64u << 20;  // a larger record is removed as too_large
  RowSchema schema = RowSchema::kNative;
  ShardFormat format = ShardFormat::kJsonl;
  Compression compression = Compression::kGzip;
  uint64_t shard_bytes = 512u << 20;  // of uncompressed JSONL; then the next shard begins
  uint64_t skip = 0;   // candidates to pass over: records of a type that can hold a page (response,
                       // resource, conversion), files, JSONL rows
  uint64_t limit = 0;  // candidates to work on after those; 0 for all

  // Of many processes that share the work: this one takes the input files rank, rank + tasks,
  // rank + 2 * tasks, ... of the list.
  uint32_t tasks = 1;
  uint32_t rank = 0;  // below tasks

  // What changes only speed or memory.
  uint32_t threads = 0;            // 0: all cores
  uint64_t memory_bytes = 0;       // fewer threads and batches at a time when it is little; 0: any
  double checkpoint_seconds = 10;  // an interrupted run has at most so much to do again

  // Replaces the shards of an earlier run in the output folder; other files stay.
  bool overwrite = false;
};

// Counts of a run: records = documents + removed + skipped.
struct RunSummary {
  uint64_t inputs = 0;             // files
  uint64_t inputs_failed = 0;      // files that could not be opened or read to their end
  uint64_t records = 0;            // records read, of any type; a file or JSONL row is one record
  uint64_t documents = 0;          // rows in documents/
  uint64_t partial = 0;            // of them with a status other than ok (a limit was reached)
  uint64_t removed = 0;            // rows in removed/
  uint64_t skipped = 0;            // records that hold no page (warcinfo, request, image, ...)
  uint64_t damaged = 0;            // places where an input broke and the reader went on behind
  uint64_t bytes_read = 0;         // of input files, as stored
  uint64_t page_bytes = 0;         // of the pages in documents/ and removed/, as they were sent
  uint64_t text_bytes = 0;         // of `text` in documents/
  uint64_t peak_memory_bytes = 0;  // of the process
  double seconds = 0;              // of this process
  uint64_t resumed_records = 0;    // of `records`: read by earlier processes
  StageTimes stages;               // of this process, summed over threads
  bool stopped = false;            // RunHooks::stop ended the run early; it can go on
  bool already_complete = false;   // an earlier process had done it all
  std::map<std::string, uint64_t> removed_by_reason;  // filter_reason -> rows
  std::map<std::string, uint64_t> skipped_by_kind;    // record type or media type -> records
  std::vector<std::string> errors;                    // one sentence each, at most 100
};

struct RunProgress {
  uint64_t bytes_done = 0;
  uint64_t bytes_total = 0;  // of the input files, as stored; 0 when unknown (stdin)
  uint64_t records = 0;
  uint64_t pages = 0;  // documents and removed
  uint64_t documents = 0;
  uint64_t problems = 0;
  uint64_t resumed_bytes = 0;  // of bytes_done: by earlier processes
  uint64_t resumed_pages = 0;  // of pages: likewise
  uint64_t memory_bytes = 0;   // that the process holds now
  double seconds = 0;          // of this process
  bool counting_sites = false;  // the first of two passes: nothing but bytes_done is counted
  StageTimes stages;           // of this process, summed over threads
};

// How the caller follows a run and stops it. Calls come from threads of the run, one at a time.
struct RunHooks {
  std::function<void(const RunProgress&)> progress = {};        // about ten times a second
  std::function<void(std::string_view sentence)> problem = {};  // each problem, as it is met
  std::function<void(std::string_view sentence)> note = {};     // what is no problem
  const std::atomic<bool>* stop = nullptr;  // when true, the run reads no more and finishes
};

// Runs over `inputs` (files, folders, patterns such as "crawl/**/*.warc.gz", or "-" for stdin:
// WARC, ARC, WET, HTML, text, JSONL; plain, .gz or .zst) into the folder `output`, which is made
// when missing. docs/formats/corpus.md describes what is written.
//
// Output:  the same bytes for any number of threads; rows in input order. A shard appears under
//          its name when it is whole; summary.json comes last.
// Resume:  called again with the same inputs and options after it was stopped, killed or ran out
//          of disk it goes on at the last checkpoint, and the result is the same bytes.
// Memory:  about 16 MB, 32 MB a thread and 8 MB for each of 2 * threads + 1 batches; a record may
//          be larger than a batch.
// Errors:  kNotFound         none of the inputs exists; nothing was written.
//          kInvalidArgument  `output` is in use, or holds another run or other files and
//                            options.overwrite is false: the message says what differs.
//          kNotFound, kMalformed, ... a list of the filters cannot be read.
//          kIo               `output` cannot be written (any more); what was done can go on.
//          Anything less is counted in the summary and does not stop the run.
Result<RunSummary> Run(const std::vector<std::string>& inputs, const std::string& output,
                       const RunOptions& options, const RunHooks& hooks = {});

}  // namespace tamis
