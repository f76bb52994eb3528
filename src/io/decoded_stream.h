// Decompressed bytes of a source, as a window that moves forward.
//
//   ByteSource -> [DecodedStream] -> LineReader, warc::RecordReader, ReadAll
//
// The codec is found by magic bytes at the start and again after every unit: gzip members (one
// or many), zstd frames (with skippable frames and the dictionary frame of .warc.zst), plain
// bytes, and concatenations of these. One decompressed unit is a Segment: a gzip member, a zstd
// frame, or a run of plain bytes.
//
// Damage: where the compressed bytes break, the stream has a *break*. The window never spans a
// break; Fill() reports it, and PassBreak() goes on at the next unit that decompresses to
// something plausible, so that all undamaged units are delivered.
//
// Memory: the window grows to what Fill() was asked for plus one unit of at most
// kWholeUnitBytes; the compressed side holds at most kRawWindowBytes; zstd adds its window,
// limited by the options.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "io/byte_source.h"
#include "io/window_buffer.h"
#include "tamis/attributes.h"
#include "tamis/status.h"

namespace tamis::io {

enum class Codec : uint8_t { kPlain, kGzip, kZstd };
std::string_view CodecName(Codec codec);

// Says whether `first_bytes` of a decompressed unit (at least one byte, at most 4,096) look like
// a place where reading may start again after damage.
using PlausibleStart = bool (*)(std::string_view first_bytes);

struct DecodeOptions {
  // A zstd frame whose window is larger than 2^this bytes is not read (kUnsupported). The zstd
  // command's own limit is 27 (128 MB); .warc.zst files stay at or below 23.
  int max_zstd_window_log = 27;
  // A dictionary larger than this, packed or unpacked, is not read (kUnsupported).
  uint64_t max_dictionary_bytes = 16u << 20;
};

// A unit that overlaps the window or touches its ends.
struct Segment {
  Codec codec = Codec::kPlain;
  bool closed = false;        // its end was reached, checksum and all
  uint64_t file_begin = 0;    // bytes of the source where the unit begins
  uint64_t file_end = 0;      // one past its last byte; valid when closed
  uint64_t stream_begin = 0;  // decompressed bytes before it
  uint64_t stream_end = 0;    // decompressed so far; final when closed
};

// Where reading begins when a file is not read from its start: at the border of two units.
struct StreamPlace {
  uint64_t file_offset = 0;    // of the unit; the source was moved there (ByteSource::SeekTo)
  uint64_t stream_offset = 0;  // decompressed bytes before it
};

// Threads: one stream per thread.
class DecodedStream {
 public:
  // `source` must outlive the stream. From a place in the middle the stream gives what one from
  // the start gives behind that place, but for zstd frames that need the file's dictionary.
  explicit DecodedStream(ByteSource& source, DecodeOptions options = {}, StreamPlace place = {});
  ~DecodedStream();
  DecodedStream(const DecodedStream&) = delete;
  DecodedStream& operator=(const DecodedStream&) = delete;

  // The unread bytes at hand. Valid until the next Fill*() or PassBreak(); Consume() keeps it.
  std::string_view window() const TAMIS_LIFETIME_BOUND;

  // Makes the window at least `size` bytes, across units if need be. Ok when it is; otherwise
  // the window holds all there is before the reason, which is
  //   kEndOfStream  the clean end of the input;
  //   kTruncated    the input ends inside a unit;
  //   kMalformed    the unit is damaged, or the bytes are no unit;
  //   kUnsupported  the unit needs a window or dictionary that is not to be had;
  //   kIo           the source failed. Final.
  // offset() is the file offset where the broken unit begins.
  // Asked again without PassBreak() in between, the answer stays.
  Status Fill(size_t size);

  // As Fill(), but also ok, with a shorter window, when the last unit of a window that is not
  // empty was read to its end: it does not decompress ahead.
  Status FillFromUnit(size_t size);

  // Moves past the first `size` bytes of the window. REQUIRES: size <= window().size()
  void Consume(size_t size);

  // The first `size` bytes of the window stay where they are, consumed or not, for as long as the
  // buffer lives that the next SwapBuffer() gives them to. REQUIRES: size <= window().size()
  void Keep(size_t size);

  // Goes on in `buffer`, behind what that one keeps; in it the caller finds the buffer used so far
  // with all that was kept. The window moves.
  void SwapBuffer(WindowBuffer& buffer);

  // Drops the window and goes on behind the break that Fill() reported: at the next unit whose
  // first bytes are plausible, or at the end of input if there is none.
  void PassBreak();

  // Gives up the unit that the window ends in, without reading the rest of it: makes a break
  // here, with this reason. For units that decompress to more than anyone wants.
  void Abandon(Status reason);

  // Decompressed bytes per byte of the source, so far, of the unit that the window ends in.
  uint64_t unit_ratio() const;

  // In plain bytes only: whether a compressed unit with a plausible start begins `offset` bytes
  // into the window; and going on as if a unit began at the start of the window.
  bool CompressedUnitAt(size_t offset);
  void DetectAgain();

  // What to resynchronise on; default: any unit that decompresses.
  void set_plausible_start(PlausibleStart plausible);

  // Decompressed bytes before the window.
  uint64_t position() const;
  // Bytes of the source that stand before what was decompressed so far; for progress.
  uint64_t file_position() const;
  // Units that overlap the window or touch its ends, in order.
  std::span<const Segment> segments() const TAMIS_LIFETIME_BOUND;
  ByteSource& source();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Reads the stream to its end, decompressed. kTooLarge when that is more than `max_bytes`.
Result<std::string> ReadAll(DecodedStream& stream, uint64_t max_bytes);

}  // namespace tamis::io
