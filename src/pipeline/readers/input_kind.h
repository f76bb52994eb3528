// What an input file is. Its content decides; the name helps where the content is silent.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::pipeline {

enum class FileKind : uint8_t {
  kArchive,    // WARC, ARC, WET
  kJsonLines,  // one JSON object a line
  kPage,       // HTML or text, or nothing that tamis reads: the page worker tells
};

// `head`: the first bytes of the file, decompressed; 4 KiB are enough. `name`: the file's name.
FileKind KindOfFile(std::string_view head, std::string_view name);

// Whether a file that was found in a folder is worth a look: HTML by content, or text by its name.
// A folder of saved pages holds scripts, styles and images, which are not meant.
bool IsPageOfFolder(std::string_view head, std::string_view name);

// "*.css" for "a/site.CSS", "*.tar.gz" for "x.tar.gz", "*" without a suffix (or with one of more
// than 16 bytes): names a kind of file in the counts.
std::string SuffixOf(std::string_view name);

}  // namespace tamis::pipeline
