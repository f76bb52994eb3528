// What travels between the stages of a run: a piece of the input, cut at record borders. Where
// it is cut depends on the input alone, so every later decision made per batch (gzip members,
// shard borders) is the same for any number of threads.
//
//   readers -> [Batch] -> run/page_worker -> writers

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/window_buffer.h"
#include "warc/record.h"

namespace tamis::pipeline {

inline constexpr size_t kBatchBytes = 2u << 20;  // a batch ends with the record that reaches this
inline constexpr size_t kBatchRecords = 2048;    // or this many records, of any type

// A piece of Batch::texts.
struct Slice {
  size_t begin = 0;
  size_t size = 0;
};

enum class CandidateKind : uint8_t {
  kHttp,      // `block` is an HTTP message
  kBytes,     // `block` is a page as it was stored: resource record, file
  kText,      // `block` is text that another tool flattened: WET
  kRow,       // `block` is a line of JSONL
  kTooLarge,  // the record is larger than the limit; there is no block
};

// A place in one input file, between two records.
struct FilePlace {
  uint64_t steps = 0;  // calls of OpenInput::Next() that led here: records and damages
  // Whether the file can be read on from here without what stands before.
  bool direct = false;
  uint64_t file_offset = 0;    // as stored; when direct
  uint64_t stream_offset = 0;  // decompressed; when direct
};

// A place in the inputs of a run, between two records.
struct InputPlace {
  uint32_t file = 0;          // index of the file that is being read, or is to be opened next
  FilePlace in_file = {};     // steps is 0 when the file is not open
  uint64_t closed_bytes = 0;  // of the files before, as stored
  uint64_t passed = 0;        // candidates passed over by --skip
  uint64_t taken = 0;         // candidates given after these
};

// A record that may hold a page.
struct Candidate {
  CandidateKind kind = CandidateKind::kBytes;
  bool named = false;    // a file that the user named, so silence would be wrong
  bool partial = false;  // the stored bytes end early
  uint32_t file = 0;     // index of the input file
  uint64_t offset = 0;   // see warc::Record; of a JSONL row: decompressed bytes before it
  uint64_t length = 0;
  warc::OffsetKind offset_kind = warc::OffsetKind::kFile;
  std::string_view block;  // in Batch::buffer
  Slice url, id, date, content_type, digest;
};

// Blocks, nearly all of the bytes, stay where they were decompressed to: the input is read into the
// buffer of the batch (BatchReader). What names a record is copied.
struct Batch {
  io::WindowBuffer buffer;
  std::string texts;
  uint64_t block_bytes = 0;  // of all candidates
  std::vector<Candidate> candidates;

  // Counts of what was read for this batch.
  uint64_t records = 0;  // candidates and skipped ones
  uint64_t damaged = 0;
  uint64_t inputs_failed = 0;
  std::map<std::string, uint64_t, std::less<>> skipped_by_kind;
  std::vector<std::string> problems;  // a sentence each, in order
  uint64_t bytes_done = 0;            // of the input files, as stored, up to the end of this batch
  InputPlace end;                     // where the next batch begins

  std::string_view View(Slice slice) const {
    return std::string_view(texts).substr(slice.begin, slice.size);
  }
  Slice Add(std::string_view text) {
    const Slice slice{texts.size(), text.size()};
    texts.append(text);
    return slice;
  }
  void Skip(std::string_view kind) {
    ++records;
    const auto found = skipped_by_kind.find(kind);
    if (found != skipped_by_kind.end()) {
      ++found->second;
    } else {
      skipped_by_kind.emplace(kind, 1);
    }
  }
  bool full() const {
    return block_bytes + texts.size() >= kBatchBytes || records >= kBatchRecords;
  }

  // Keeps the memory, but for that of a record far larger than a batch.
  void Clear() {
    buffer.Reset(4 * kBatchBytes);
    texts.clear();
    block_bytes = 0;
    candidates.clear();
    records = damaged = inputs_failed = 0;
    skipped_by_kind.clear();
    problems.clear();
  }
};

}  // namespace tamis::pipeline
