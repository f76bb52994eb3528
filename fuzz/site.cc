// Fuzz: tables of sites, and the sketches that they are counted from.
//   (a) any bytes as a table file are refused, or answer every lookup within their format
//   (b) so does a file whose checksums are right around chunks of any bytes
//   (c) a page gives the same sketch whatever was sketched before, sorted, and so does text
// First byte: which of them.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "extract/site/page_sketch.h"
#include "html/tree/parser.h"
#include "io/crc32.h"
#include "pipeline/site/site_table.h"

namespace {

using tamis::pipeline::SiteEntry;
using tamis::pipeline::SiteTable;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/site: %s\n", what);
  std::abort();
}

// A file of these bytes in memory.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : fd_(memfd_create("site", MFD_CLOEXEC)) {
    Require(fd_ >= 0, "no memory file");
    const ssize_t written = write(fd_, bytes.data(), bytes.size());
    Require(written == static_cast<ssize_t>(bytes.size()), "the memory file is not written");
  }
  ~MemoryFile() { close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

void CheckEntry(const SiteEntry& entry) {
  Require(entry.pages != 0 || entry.blocks.empty(), "blocks of a site that is not there");
  const bool sorted = std::adjacent_find(entry.blocks.begin(), entry.blocks.end(),
                                         [](const auto& a, const auto& b) {
                                           return a.hash >= b.hash;
                                         }) == entry.blocks.end();
  Require(sorted, "blocks out of order");
}

void LookUp(std::string_view file_bytes, std::string_view keys) {
  const MemoryFile file(file_bytes);
  const tamis::Result<SiteTable> table = SiteTable::Open(file.path());
  if (!table.ok()) return;
  std::string chunk;
  SiteEntry entry;
  for (size_t i = 0; i + 8 <= keys.size() && i < 256; i += 8) {
    uint64_t host;
    std::copy_n(keys.data() + i, 8, reinterpret_cast<char*>(&host));
    Require(table->Find(host, chunk, entry).ok(), "a table that was checked fails");
    CheckEntry(entry);
  }
}

void Put(uint64_t value, int bytes, std::string& out) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

// docs/formats/site-table.md around one chunk.
std::string TableAround(std::string_view chunk, uint64_t first_host) {
  std::string file = "TAMISITE";
  Put(1, 8, file);
  std::string index;
  Put(first_host, 8, index);
  Put(file.size(), 8, index);
  Put(chunk.size(), 4, index);
  Put(tamis::io::Crc32(chunk), 4, index);
  file += chunk;
  std::string footer;
  Put(file.size(), 8, footer);
  Put(1, 8, footer);
  footer.append(44, '\0');
  Put(1, 4, footer);
  Put(tamis::io::Crc32(index), 4, footer);
  Put(tamis::io::Crc32(footer), 4, footer);
  return file + index + footer + "TAMISITE";
}

void Sketch(std::string_view bytes) {
  static tamis::extract::PageSketcher used;
  tamis::extract::PageSketcher fresh;
  tamis::html::Parser parser;
  static_cast<void>(parser.Parse(bytes, {.max_nodes = 1 << 14}));
  const tamis::extract::PageSketch first = used.SketchHtml(parser.dom());
  const tamis::extract::PageSketch& again = fresh.SketchHtml(parser.dom());
  Require(first.blocks == again.blocks && first.content == again.content, "sketches differ");
  Require(std::is_sorted(first.blocks.begin(), first.blocks.end()), "a sketch is not sorted");
  Require(first.blocks.empty() == (first.content == 0), "content without blocks");
  static_cast<void>(tamis::extract::FindCanonical(parser.dom()));
  const tamis::extract::PageSketch text = used.SketchText(bytes);
  Require(text.blocks == fresh.SketchText(bytes).blocks, "sketches of text differ");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 9) return 0;
  const uint8_t what = data[0];
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (what % 3 == 0) {
    LookUp(bytes, bytes);
  } else if (what % 3 == 1) {
    uint64_t first_host;
    std::copy_n(bytes.data(), 8, reinterpret_cast<char*>(&first_host));
    LookUp(TableAround(bytes, first_host), bytes);
  } else {
    Sketch(bytes);
  }
  return 0;
}
