#include "warc_list.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "exit_codes.h"
#include "flags.h"
#include "messages.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis warc ls crawl.warc.gz
  tamis warc ls crawl.warc.gz --type response --status 200 --mime text/html
  tamis warc ls crawl/*.warc.gz --url 'https://gazette*' --json
  tamis warc ls crawl/*.warc.gz --cdxj --sort -o index.cdxj
  zcat crawl.warc.gz | tamis warc ls -

An offset with @ counts decompressed bytes: the record shares its gzip member or zstd frame.
--sort holds the index in memory; beyond that: tamis warc ls ... --cdxj | LC_ALL=C sort -u
Damage is told on stderr. Exit codes: 0 ok, 1 some file failed or was damaged, 2 wrong usage.)";

constexpr size_t kBufferBytes = 64u << 10;

// A column of a table: nothing in it may act on a terminal.
std::string Printable(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = '?';
  }
  return out.empty() ? "-" : out;
}

std::string_view MediaType(std::string_view content_type) {
  return content_type.substr(0, content_type.find_first_of("; \t\r\n"));
}

void AppendPadded(std::string text, int width, std::string& out) {
  const auto wanted = static_cast<size_t>(width < 0 ? -width : width);
  const size_t missing = wanted - std::min(wanted, text.size());
  text.insert(width < 0 ? text.size() : 0, missing, ' ');
  out.append(text) += ' ';
}

void AppendRow(const ArchiveRecord& record, std::string& out) {
  const std::string offset = std::to_string(record.place.offset);
  AppendPadded((record.place.in_file ? "" : "@") + offset, 12, out);
  AppendPadded(std::to_string(record.length), 10, out);
  AppendPadded(Printable(record.type), -10, out);
  AppendPadded(record.http_status == 0 ? "-" : std::to_string(record.http_status), 6, out);
  AppendPadded(Printable(MediaType(record.content_type)), -24, out);
  AppendPadded(Printable(record.date), -20, out);
  out.append(Printable(record.url)) += '\n';
}

constexpr char kHeading[] =
    "      offset     length type       status mime                     date                 url\n";

}  // namespace

WarcList::WarcList(CLI::App& warc)
    : app_(*warc.add_subcommand("ls", "List the records: table, JSON lines, or CDXJ index")) {
  app_.footer(kExamples);
  app_.add_option("FILE", files_, "WARC, ARC or WET; plain, .gz or .zst; -: stdin")
      ->configurable(false)
      ->type_name("");
  app_.add_flag("--json", json_, "Write one line of JSON a record");
  app_.add_flag("--cdxj", cdxj_, "Write an index: key, date, JSON with offset and length");
  app_.add_flag("--sort", sort_, "Sort the index, as its readers need it");
  app_.add_option("--type", types_, "Only records of these types, a list with commas")
      ->delimiter(',')
      ->type_name("TYPES");
  app_.add_option("--url", url_, "Only records of this URL; * is any text, ? a character")
      ->type_name("PATTERN");
  app_.add_option("--status", status_, "Only answers with this status: 200, or 3??")
      ->type_name("PATTERN");
  app_.add_option("--mime", mime_, "Only records of this media type: text/html, or image/*")
      ->type_name("PATTERN");
  app_.add_option("-o,--output", output_, "Write into this file instead of stdout")
      ->type_name("FILE");
  app_.add_option("--max-record-bytes", options_.max_record_bytes,
                  "Of a record; a larger one is told and passed over")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE")
      ->capture_default_str();
}

int WarcList::Run() {
  if (files_.empty()) return UsageError(app_, "no file; name archives, or - for stdin");
  if (json_ && cdxj_) return UsageError(app_, "--json excludes --cdxj");
  if (sort_ && !cdxj_) return UsageError(app_, "--sort goes with --cdxj");
  TextOutput output(output_);
  size_t failed = 0;
  bool damage = false;
  if (!json_ && !cdxj_) buffer_ += kHeading;
  for (const std::string& path : files_) {
    if (!json_ && !cdxj_ && files_.size() > 1) buffer_ += "== " + Printable(path) + "\n";
    const Outcome outcome = ListFile(path, output);
    if (outcome == Outcome::kCannotWrite || !Write(output)) return kExitSomeFailed;
    failed += outcome == Outcome::kFailed ? 1 : 0;
    damage |= outcome == Outcome::kDamaged;
  }
  if (!WriteSorted(output) || !output.Close()) return kExitSomeFailed;
  return ExitCodeFor(files_.size(), failed, damage);
}

WarcList::Outcome WarcList::ListFile(const std::string& path, TextOutput& output) {
  const std::string name = path == "-" ? "stdin" : path;
  Result<ArchiveReader> reader = ArchiveReader::Open(path, options_);
  if (!reader.ok()) {
    PrintError(reader.status().message());
    return Outcome::kFailed;
  }
  Outcome outcome = Outcome::kWhole;
  uint64_t seen = 0;
  uint64_t unplaced = 0;  // records that an index cannot name
  for (;;) {
    const Result<ArchiveRecord> record = reader->Next();
    if (!record.ok()) {
      const Status& status = record.status();
      if (status.code() == StatusCode::kEndOfStream) break;
      PrintWarning(name + ": " + status.ToString());
      outcome = Outcome::kDamaged;
      if (ArchiveReader::Final(status)) return Outcome::kFailed;
      continue;
    }
    ++seen;
    if (!Wanted(*record)) continue;
    if (!cdxj_) {
      json_ ? AppendArchiveJson(*record, path, buffer_) : AppendRow(*record, buffer_);
    } else if (!record->place.in_file) {
      ++unplaced;
    } else {
      AppendCdxj(*record, path, buffer_);
    }
    if (sort_ && !buffer_.empty()) lines_.push_back(std::exchange(buffer_, {}));
    if (buffer_.size() >= kBufferBytes && !Write(output)) return Outcome::kCannotWrite;
  }
  if (seen == 0) {
    PrintError(name + ": no record of an archive was found");
    return Outcome::kFailed;
  }
  if (unplaced != 0) {
    PrintWarning(name + ": " + HumanCount(unplaced) +
                 " records share a gzip member or zstd frame, so no index can name them; " +
                 "write the archive again with a member a record");
    outcome = Outcome::kDamaged;
  }
  return outcome;
}

bool WarcList::Wanted(const ArchiveRecord& record) const {
  if (cdxj_ && types_.empty() && !IsIndexed(record)) return false;
  if (!types_.empty() && std::find(types_.begin(), types_.end(), record.type) == types_.end()) {
    return false;
  }
  const std::string status = record.http_status == 0 ? "" : std::to_string(record.http_status);
  return (url_.empty() || MatchesWildcards(url_, record.url)) &&
         (status_.empty() || MatchesWildcards(status_, status)) &&
         (mime_.empty() || MatchesWildcards(mime_, MediaType(record.content_type)));
}

bool WarcList::Write(TextOutput& output) {
  const bool written = output.Write(buffer_);
  buffer_.clear();
  return written;
}

bool WarcList::WriteSorted(TextOutput& output) {
  std::sort(lines_.begin(), lines_.end());
  lines_.erase(std::unique(lines_.begin(), lines_.end()), lines_.end());
  for (const std::string& line : lines_) {
    buffer_ += line;
    if (buffer_.size() >= kBufferBytes && !Write(output)) return false;
  }
  return Write(output);
}

}  // namespace tamis::cli
