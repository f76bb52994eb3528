// The limit of reading a crawl: its gzip members decompressed by libdeflate, and nothing else.
//
//   gunzip_limit CRAWL.warc.gz       prints compressed and decompressed bytes

#include <libdeflate.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: gunzip_limit CRAWL.warc.gz\n", stderr);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  file.seekg(0, std::ios::end);
  std::string packed(static_cast<size_t>(file.tellg()), 0);
  file.seekg(0);
  file.read(packed.data(), static_cast<std::streamsize>(packed.size()));
  std::vector<char> out(1u << 20);
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  size_t at = 0;
  size_t total = 0;
  while (at < packed.size()) {
    size_t used = 0;
    size_t produced = 0;
    const libdeflate_result result =
        libdeflate_gzip_decompress_ex(decompressor, packed.data() + at, packed.size() - at,
                                      out.data(), out.size(), &used, &produced);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
      out.resize(2 * out.size());
      continue;
    }
    if (result != LIBDEFLATE_SUCCESS) {
      std::fprintf(stderr, "gunzip_limit: byte %zu is no gzip member\n", at);
      return 1;
    }
    at += used;
    total += produced;
  }
  libdeflate_free_decompressor(decompressor);
  std::printf("%zu %zu\n", packed.size(), total);
  return 0;
}
