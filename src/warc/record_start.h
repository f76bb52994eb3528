// Where a record begins: the WARC version line, the ARC URL-record line, and how sure one has to
// be of either before reading is taken up there after damage.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tamis::warc {

// The bytes of the version line ("WARC/1.1" CR LF) at the start of `bytes`; 0 when there is none.
// Versions 0.x and 1.x; LF alone and white space before it are taken, too.
size_t VersionLine(std::string_view bytes);

// The value of a Content-Length field: digits only, at most 2^63 - 1.
std::optional<uint64_t> ParseLength(std::string_view value);

// A URL-record line of an ARC file:
//   v1  URL IP-address Archive-date Content-type Archive-length
//   v2  URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename
//       Archive-length
struct ArcLine {
  std::string_view url;           // may hold spaces
  std::string_view date;          // 14 digits, YYYYMMDDhhmmss
  std::string_view content_type;  // may hold spaces
  uint64_t length = 0;            // bytes of the block that follows the line
  size_t size = 0;                // of the line, with its LF
};
std::optional<ArcLine> ParseArcLine(std::string_view bytes);

// How a place was reached; the less that says, the more the header has to.
enum class Place : uint8_t { kLineStart, kMidLine };

struct StartCheck {
  bool is_start = false;
  // When not: no place within so many bytes is a start either, as the same line, or the same
  // lack, would stop it.
  size_t rejected = 1;
};

// Whether a whole and sane WARC header begins at the start of `bytes`: a version line, nothing
// but fields up to a blank line, among them WARC-Type and a number in Content-Length; in the
// middle of a line WARC-Record-ID and WARC-Date as well.
StartCheck CheckWarcStart(std::string_view bytes, Place place);

// Whether an ARC URL-record line begins at the start of `bytes`, with a scheme that archives have;
// in the middle of a line, http or https.
StartCheck CheckArcStart(std::string_view bytes, Place place);

}  // namespace tamis::warc
