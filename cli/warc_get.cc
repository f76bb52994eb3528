#include "warc_get.h"

#include <charconv>
#include <string_view>

#include "exit_codes.h"
#include "flags.h"
#include "messages.h"
#include "text_output.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis warc get crawl.warc.gz 751                   the record there, decompressed
  tamis warc get crawl.warc.gz 751,5162 --raw        its bytes as they are stored
  tamis warc get crawl.warc.gz --url 'https://gazette*' --body > page.html
  tamis warc get crawl.warc.gz --id '<urn:uuid:48ee7c9e-7ec6-5cdf-9e08-01814400e8af>'

A place is what `tamis warc ls`, CDX files and rows of a corpus have (warc_record_offset). One with
@ counts decompressed bytes. --url and --id read from the start to the first record that fits.
Exit codes: 0 ok, 1 there is no such record, or it is damaged, 2 wrong usage.)";

bool ParseNumber(std::string_view text, uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

std::string_view HttpHeader(const ArchiveRecord& record) {
  return record.block.substr(0, record.block.size() - record.payload.size());
}

}  // namespace

WarcGet::WarcGet(CLI::App& warc)
    : app_(*warc.add_subcommand("get", "Write one record: by offset, URL or id")) {
  app_.footer(kExamples);
  app_.add_option("FILE", file_, "The archive")->configurable(false)->type_name("");
  app_.add_option("OFFSET", place_, "Where the record is, in bytes; or OFFSET,LENGTH")
      ->configurable(false)
      ->type_name("");
  app_.add_option("--url", url_, "The first response or resource of this URL; * is any text")
      ->type_name("PATTERN");
  app_.add_option("--id", id_, "The record of this WARC-Record-ID")->type_name("ID");
  app_.add_flag("--body", body_, "Only the payload, with the codings of HTTP undone");
  app_.add_flag("--headers", headers_, "Only the headers: of the record, and of HTTP");
  app_.add_flag("--raw", raw_, "The bytes of the file, compressed as they are");
  app_.add_option("-o,--output", output_, "Write into this file instead of stdout")
      ->type_name("FILE");
  app_.add_option("--max-record-bytes", options_.max_record_bytes, "Of a record")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE")
      ->capture_default_str();
}

bool WarcGet::ParsePlace(const std::string& text, Place& place) {
  std::string_view offset = text;
  if (!offset.empty() && offset.front() == '@') {
    place.begin.in_file = false;
    offset.remove_prefix(1);
  }
  const size_t comma = offset.find(',');
  if (comma != std::string_view::npos &&
      (!ParseNumber(offset.substr(comma + 1), place.length) || place.length == 0)) {
    return false;
  }
  return ParseNumber(offset.substr(0, comma), place.begin.offset);
}

int WarcGet::Run() {
  if (file_.empty()) return UsageError(app_, "no file; name an archive");
  if (!place_.empty() + !url_.empty() + !id_.empty() != 1) {
    return UsageError(app_, "say which record: one of OFFSET, --url and --id");
  }
  if (body_ + headers_ + raw_ > 1) {
    return UsageError(app_, "each of --body, --headers and --raw excludes the others");
  }
  Place place;
  if (!place_.empty() && !ParsePlace(place_, place)) {
    return UsageError(app_, "no place in a file: " + place_ + "; write OFFSET, or OFFSET,LENGTH");
  }
  Result<ArchiveReader> reader = Open(place);
  if (!reader.ok()) {
    PrintError(reader.status().message());
    return kExitSomeFailed;
  }
  for (;;) {
    const Result<ArchiveRecord> record = reader->Next();
    if (!record.ok()) {
      const Status& status = record.status();
      if (status.code() != StatusCode::kEndOfStream) PrintWarning(file_ + ": " + status.ToString());
      if (!ArchiveReader::Final(status) && place_.empty()) continue;
      PrintError(file_ + ": there is no such record" +
                 (place_.empty() ? std::string() : " at " + place_));
      return kExitSomeFailed;
    }
    if (!IsWanted(*record, place)) {
      if (place_.empty() || (!place.begin.in_file && record->place.offset < place.begin.offset)) {
        continue;
      }
      PrintError(file_ + ": no record begins at " + place_ + "; the next one is at " +
                 (record->place.in_file ? "" : "@") + std::to_string(record->place.offset));
      return kExitSomeFailed;
    }
    std::string out;
    const Status status = Write(*reader, *record, out);
    if (!status.ok()) {
      PrintError(file_ + ": " + status.message());
      return kExitSomeFailed;
    }
    TextOutput output(output_);
    return output.Write(out) && output.Close() ? kExitOk : kExitSomeFailed;
  }
}

Result<ArchiveReader> WarcGet::Open(const Place& place) const {
  if (place_.empty() || !place.begin.in_file) return ArchiveReader::Open(file_, options_);
  return ArchiveReader::OpenAt(file_, place.begin.offset, place.length, options_);
}

bool WarcGet::IsWanted(const ArchiveRecord& record, const Place& place) const {
  if (!id_.empty()) return record.id == id_ || record.id == "<" + id_ + ">";
  if (!url_.empty()) {
    const bool page = record.type != "request" && record.type != "metadata";
    return page && MatchesWildcards(url_, record.url);
  }
  if (!place.begin.in_file) {
    return !record.place.in_file && record.place.offset == place.begin.offset;
  }
  // The first record of a gzip member of many stands where the member does.
  return record.place.in_file ? record.place.offset == place.begin.offset
                              : record.place.offset == 0;
}

Status WarcGet::Write(ArchiveReader& reader, const ArchiveRecord& record, std::string& out) const {
  if (raw_) return reader.AppendStored(out);
  if (body_) {
    std::string note;
    out.append(reader.Body(note));
    if (!note.empty()) PrintWarning(file_ + ": " + note);
  } else {
    out.append(record.header).append(headers_ ? HttpHeader(record) : record.block);
    if (!headers_) out.append(record.ending);
  }
  if (record.length_wrong || record.header_damaged) {
    PrintWarning(file_ + ": the record is damaged: " +
                 (record.length_wrong ? "its length is wrong" : "its header is broken"));
  }
  return {};
}

}  // namespace tamis::cli
