// One zstd frame (RFC 8878), whole or piece by piece, and the dictionary of .warc.zst files.
//
// Source: https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames
//         https://iipc.github.io/warc-specifications/specifications/warc-zstd/ (dictionary frame)

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "io/gzip_decoder.h"
#include "tamis/status.h"

namespace tamis::io {

// What the first bytes of a frame say.
struct ZstdHeader {
  enum class Kind : uint8_t {
    kNone,        // no frame begins here
    kIncomplete,  // too few bytes to tell
    kFrame,
    kSkippable,   // `content_size` bytes follow the 8 of its header
    kDictionary,  // the same, holding the dictionary of the file
  };
  Kind kind = Kind::kNone;
  uint32_t dictionary_id = 0;  // 0: none named
  uint64_t window_size = 0;    // bytes
  uint64_t content_size = 0;   // bytes; kUnknownSize when the frame does not say
  size_t header_size = 0;      // bytes of a frame's header, magic included
  bool checksum = false;       // four bytes of it end the frame

  static constexpr uint64_t kUnknownSize = UINT64_MAX;
};

// Enough bytes for ReadZstdHeader() never to say kIncomplete.
inline constexpr size_t kZstdHeaderBytes = 18;

ZstdHeader ReadZstdHeader(std::string_view bytes);

// Threads: one decoder per thread.
class ZstdDecoder {
 public:
  // Frames with windows above 2^max_window_log bytes are refused by Check().
  explicit ZstdDecoder(int max_window_log);
  ~ZstdDecoder();
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;

  // Takes the content of a dictionary frame: a dictionary, or one zstd frame that holds it. It
  // serves all frames that name its id, until the next one is loaded; empty content: none.
  // Errors: kMalformed, kTooLarge (unpacked above `max_bytes`).
  Status LoadDictionary(std::string_view content, uint64_t max_bytes);

  // kUnsupported when a frame with this header cannot be read: what it needs and lacks.
  Status Check(const ZstdHeader& header) const;

  // As GzipDecoder's.
  WholeResult Whole(const ZstdHeader& header, std::string_view input, char* out, size_t room,
                    Progress& progress);
  bool Begin(const ZstdHeader& header);
  StepResult Step(std::string_view input, char* out, size_t room, Progress& progress);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::io
