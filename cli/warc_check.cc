#include "warc_check.h"

#include "exit_codes.h"
#include "flags.h"
#include "messages.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis warc check crawl.warc.gz
  tamis warc check crawl/*.warc.gz --quiet       a line a file
  tamis warc check crawl.warc.gz --json          a line of JSON a problem, and one a file

Verified: gzip members and zstd frames with their checksums, the length and the end of each record,
block and payload digests (md5, sha1, sha256, sha512), the fields that WARC 1.1 demands, ids that
come twice. What each kind of problem means: docs/warc-tools.md.
Exit codes: 0 all is well, 1 something is wrong, 2 wrong usage.)";

std::string PlaceOf(const ArchivePlace& place) {
  return (place.in_file ? "" : "@") + std::to_string(place.offset);
}

// Nothing of an archive may act on a terminal.
std::string Printable(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = '?';
  }
  return text;
}

std::string Line(const std::string& file, const ArchiveProblem& problem) {
  std::string line = file + ":" + PlaceOf(problem.place) + ": " + (problem.is_note ? "note: " : "");
  line.append(problem.kind).append(": ").append(problem.message);
  if (!problem.url.empty()) line += " (" + problem.url + ")";
  return Printable(std::move(line)) + "\n";
}

std::string Summary(const std::string& file, const ArchiveReport& report) {
  std::string line = file + ": " + (report.problems == 0 ? "ok" : "NOT OK") + ", " +
                     HumanCount(report.records) + " records, " + HumanBytes(report.bytes) + ", " +
                     HumanCount(report.digests_verified) + " digests verified, " +
                     HumanCount(report.problems) + " problems";
  const char* separator = ": ";
  for (const auto& [kind, count] : report.by_kind) {
    line += separator + HumanCount(count) + " " + kind;
    separator = ", ";
  }
  return Printable(std::move(line)) + "\n";
}

}  // namespace

WarcCheck::WarcCheck(CLI::App& warc)
    : app_(*warc.add_subcommand("check",
                                "Verify archives: compression, lengths, digests, headers")) {
  app_.footer(kExamples);
  app_.add_option("FILE", files_, "WARC, ARC or WET; plain, .gz or .zst; -: stdin")
      ->configurable(false)
      ->type_name("");
  app_.add_flag("--json", json_, "Write lines of JSON");
  app_.add_flag("-q,--quiet", quiet_, "Write only the summary of each file");
  app_.add_option("--max-record-bytes", options_.max_record_bytes,
                  "Of a record; a larger one cannot be verified, which is a problem")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE")
      ->capture_default_str();
}

int WarcCheck::Run() {
  if (files_.empty()) return UsageError(app_, "no file; name archives, or - for stdin");
  TextOutput output("");
  bool all_well = true;
  for (const std::string& path : files_) {
    const std::string name = path == "-" ? "stdin" : path;
    bool written = true;
    const auto tell = [&](const ArchiveProblem& problem) {
      if (quiet_ || !written) return;
      std::string line;
      if (json_) AppendProblemJson(problem, path, line);
      written = output.Write(json_ ? line : Line(name, problem));
    };
    const Result<ArchiveReport> report = CheckArchive(path, options_, tell);
    if (!report.ok()) {
      PrintError(report.status().message());
      all_well = false;
      continue;
    }
    all_well &= report->problems == 0;
    std::string line;
    if (json_) AppendReportJson(*report, path, line);
    if (!written || !output.Write(json_ ? line : Summary(name, *report))) return kExitSomeFailed;
  }
  return output.Close() && all_well ? kExitOk : kExitSomeFailed;
}

}  // namespace tamis::cli
