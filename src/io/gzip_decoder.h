// One gzip member (RFC 1952), two ways: whole, when it is in memory (libdeflate, three times as
// fast), or piece by piece (zlib), which also tells what could be read of a damaged one.
// Also zlib (RFC 1950) and raw deflate (RFC 1951) streams, which HTTP calls "deflate".

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace tamis::io {

enum class DeflateFormat : uint8_t { kGzip, kZlib, kRaw };

enum class WholeResult : uint8_t {
  kDone,
  kNoRoom,   // the output is larger than the room
  kDamaged,  // damaged, or the input stops before the end
};

enum class StepResult : uint8_t {
  kMore,     // the input is used up, or the room
  kEnd,      // the unit is complete and its checksum right
  kDamaged,  // what was produced before still counts as read
};

// Bytes used of the input and written to the output.
struct Progress {
  size_t used = 0;
  size_t produced = 0;
};

// Whether a gzip member may begin here: magic, method deflate, no reserved flag. Bytes that are
// missing at the end of `bytes` count as right.
bool MayBeGzip(std::string_view bytes);

// Threads: one decoder per thread.
class GzipDecoder {
 public:
  GzipDecoder();
  ~GzipDecoder();
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

  // Decodes the unit at the start of `input`, which may hold more than that.
  WholeResult Whole(DeflateFormat format, std::string_view input, char* out, size_t room,
                    Progress& progress);

  // Begins a unit that Step() then decodes. False when there is no memory for it.
  bool Begin(DeflateFormat format);
  StepResult Step(std::string_view input, char* out, size_t room, Progress& progress);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::io
