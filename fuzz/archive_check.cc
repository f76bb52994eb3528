// Fuzz: any bytes, read as an archive by the code behind `tamis warc`,
//   (a) end, with a report whose counts are those of the problems told;
//   (b) describe records whose header, block and ending stand one behind the other in the input;
//   (c) give lines of an index and of JSON without a line end inside;
//   (d) are found again at the place that was told.
// Seeds: fuzz/seeds/warc_records.

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tamis/archive.h"

namespace {

using tamis::ArchiveReader;
using tamis::ArchiveRecord;
using tamis::Result;

constexpr tamis::ArchiveOptions kOptions{.max_record_bytes = 32u << 10};

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/archive_check: %s\n", what);
  std::abort();
}

void CheckLine(const std::string& line) {
  Require(!line.empty() && line.find('\n') == line.size() - 1, "a line that is none");
}

void Describe(ArchiveReader& reader, const ArchiveRecord& record) {
  Require(record.header.data() + record.header.size() == record.block.data(), "a gap in a record");
  Require(record.payload.size() <= record.block.size(), "a payload that is larger than its block");
  std::string line, note;
  AppendArchiveJson(record, "f", line);
  CheckLine(line);
  if (IsIndexed(record) && record.place.in_file) {
    line.clear();
    AppendCdxj(record, "f", line);
    CheckLine(line);
  }
  (void)reader.Body(note);
}

void Check(const std::string& path) {
  uint64_t problems = 0;
  const auto report =
      tamis::CheckArchive(path, kOptions, [&](const tamis::ArchiveProblem& problem) {
        problems += problem.is_note ? 0 : 1;
        std::string line;
        AppendProblemJson(problem, "f", line);
        CheckLine(line);
      });
  Require(report.ok() && report->problems == problems, "problems were miscounted");
  Require(report->problems != 0 || report->records != 0, "nothing, and nothing wrong with it");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const int fd = memfd_create("archive", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(fd);
  Require(ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == static_cast<ssize_t>(size),
          "memfd");
  Check(path);
  Result<ArchiveReader> reader = ArchiveReader::Open(path, kOptions);
  Require(reader.ok(), "cannot open");
  std::vector<std::pair<uint64_t, std::string>> places;
  for (;;) {
    const Result<ArchiveRecord> record = reader->Next();
    if (record.ok()) {
      Describe(*reader, *record);
      if (record->place.in_file && !record->length_wrong && places.size() < 8) {
        places.emplace_back(record->place.offset, record->header);
      }
    } else if (ArchiveReader::Final(record.status())) {
      break;
    }
  }
  for (const auto& [offset, header] : places) {
    Result<ArchiveReader> again = ArchiveReader::OpenAt(path, offset, 0, kOptions);
    Require(again.ok(), "cannot open at a place");
    const Result<ArchiveRecord> record = again->Next();
    Require(record.ok() && record->header == header, "another record stands at the place");
  }
  return 0;
}
