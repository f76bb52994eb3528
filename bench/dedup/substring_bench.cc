// How fast repeated spans are found, and in how much memory.
//
//   substring_bench FILE [--bytes] [--length N] [--threads N] [--memory MIB]
//
// FILE holds texts, each ended by a zero byte. Prints CPU and wall time, and the peak of memory
// beside the text itself, which is read before. docs/dedup-substrings.md has the figures.

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/substring/substring.h"

namespace {

double PeakBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

// The texts without their zero bytes, and where each ends.
void Read(const char* path, std::string& text, std::vector<uint64_t>& ends) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(0, std::ios::end);
  text.reserve(static_cast<size_t>(file.tellg()));
  file.seekg(0);
  for (std::string document; std::getline(file, document, '\0');) {
    text += document;
    ends.push_back(text.size());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(
        stderr,
        "usage: substring_bench FILE [--bytes] [--length N] [--threads N] [--memory MIB]\n");
    return 2;
  }
  tamis::dedup::SubstringOptions options;
  for (int i = 2; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--bytes") {
      options.unit = tamis::dedup::SubstringUnit::kBytes;
      continue;
    }
    const long value = i + 1 < argc ? std::strtol(argv[++i], nullptr, 10) : 0;
    if (name == "--length") options.min_length = static_cast<uint32_t>(value);
    if (name == "--threads") options.threads = static_cast<unsigned>(value);
    if (name == "--memory") options.memory_bytes = static_cast<uint64_t>(value) << 20;
  }
  std::string text;
  std::vector<uint64_t> ends;
  Read(argv[1], text, ends);

  const double peak_before = PeakBytes();
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  const auto spans = tamis::dedup::FindRepeatedSpans({text, ends}, options);
  const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  if (!spans.ok()) {
    std::fprintf(stderr, "%s\n", spans.status().ToString().c_str());
    return 1;
  }
  uint64_t cut = 0;
  for (const auto& span : *spans) cut += span.end - span.begin;
  const auto bytes = static_cast<double>(text.size());
  std::printf("%.1f MB, %zu documents: %zu spans, %.2f %% of the bytes\n", bytes / 1e6, ends.size(),
              spans->size(), 100.0 * static_cast<double>(cut) / bytes);
  std::printf("%.1f MB/s of CPU, %.1f MB/s, %.2f bytes of memory a byte beside the text\n",
              bytes / 1e6 / cpu, bytes / 1e6 / wall.count(), (PeakBytes() - peak_before) / bytes);
  return 0;
}
