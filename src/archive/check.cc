// What is held against the standard, record by record.
//
// Source:  https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/, the
//          sections on named fields and record types. Damage to compression and framing is found by
//          warc::RecordReader; here the records that it delivers are looked at.
// Tested:  check_test.cc, tests/warc/test_warc_tools.py; fuzzed by fuzz/archive_check.cc.

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "archive/open_archive.h"
#include "base/ascii.h"
#include "warc/digest.h"

namespace tamis {
namespace archive {
namespace {

using warc::RecordType;

constexpr uint32_t Bit(RecordType type) { return 1u << static_cast<unsigned>(type); }

constexpr uint32_t kAllTypes = ~0u;

struct Demand {
  std::string_view name;
  uint32_t types;  // that must have the field
};

// #named-fields: "mandatory for all records", "shall be used in".
constexpr Demand kDemanded[] = {
    {"WARC-Record-ID", kAllTypes},
    {"Content-Length", kAllTypes},
    {"WARC-Date", kAllTypes},
    {"WARC-Type", kAllTypes},
    {"WARC-Target-URI", Bit(RecordType::kResponse) | Bit(RecordType::kResource) |
                            Bit(RecordType::kRequest) | Bit(RecordType::kRevisit) |
                            Bit(RecordType::kConversion) | Bit(RecordType::kContinuation)},
    {"WARC-Profile", Bit(RecordType::kRevisit)},
    {"WARC-Segment-Number", Bit(RecordType::kContinuation)},
    {"WARC-Segment-Origin-ID", Bit(RecordType::kContinuation)},
};

// Those that stand once at most; only WARC-Concurrent-To may be repeated.
constexpr std::string_view kOnce[] = {
    "WARC-Record-ID",
    "Content-Length",
    "WARC-Date",
    "WARC-Type",
    "Content-Type",
    "WARC-Block-Digest",
    "WARC-IP-Address",
    "WARC-Payload-Digest",
    "WARC-Refers-To",
    "WARC-Target-URI",
    "WARC-Truncated",
    "WARC-Warcinfo-ID",
    "WARC-Filename",
    "WARC-Profile",
    "WARC-Segment-Number",
    "WARC-Segment-Origin-ID",
    "WARC-Identified-Payload-Type",
    "WARC-Segment-Total-Length",
};

// #warc-date-mandatory: W3C dates in UTC: from "2026" to "2026-11-23T05:51:00.123456789Z".
bool IsDate(std::string_view date) {
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd";
  size_t at = 0;
  for (; at < date.size() && at < kForm.size(); ++at) {
    const bool digit = date[at] >= '0' && date[at] <= '9';
    if (kForm[at] == 'd' ? !digit : date[at] != kForm[at]) break;
  }
  if (at == date.size()) return at == 4 || at == 7 || at == 10;
  const auto number = [&](size_t from) { return (date[from] - '0') * 10 + (date[from + 1] - '0'); };
  if (at < kForm.size()) return at == 16 && date.substr(at) == "Z";
  if (date[at] == '.') {
    const size_t digits = at + 1;
    at = std::min(date.find_first_not_of("0123456789", digits), date.size());
    if (at == digits || at > digits + 9) return false;
  }
  return date.substr(at) == "Z" && number(5) >= 1 && number(5) <= 12 && number(8) >= 1 &&
         number(8) <= 31 && number(11) <= 23 && number(14) <= 59 && number(17) <= 60;
}

// #warc-record-id-mandatory: a URI in brackets.
bool IsRecordId(std::string_view id) {
  return id.size() > 4 && id.front() == '<' && id.back() == '>' &&
         id.find(':') != std::string_view::npos &&
         id.find_first_of(" \t") == std::string_view::npos;
}

bool HasBareLf(std::string_view text) {
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (at == 0 || text[at - 1] != '\r') return true;
  }
  return false;
}

class Checker {
 public:
  Checker(OpenArchive& archive, const std::function<void(const ArchiveProblem&)>& tell)
      : archive_(archive), tell_(tell) {}

  ArchiveReport Run() {
    for (;;) {
      const Result<warc::Record> record = archive_.Next();
      if (record.ok()) {
        ++report_.records;
        Check(*record);
      } else {
        AtStatus(record.status());
        if (warc::RecordReader::Final(record.status())) break;
      }
    }
    report_.bytes = archive_.file_position();
    return std::move(report_);
  }

 private:
  void AtStatus(const Status& status) {
    record_ = {};
    record_.place = archive_.PlaceOf(status);
    if (status.code() != StatusCode::kEndOfStream) {
      Problem(StatusCodeName(status.code()), status.message());
    } else if (report_.records == 0 && report_.problems == 0) {
      Problem("no_record", "no record of an archive was found");
    }
    if (warc::RecordReader::Final(status)) report_.end = status;
  }

  void Tell(std::string_view kind, bool is_note, std::string message) {
    report_.problems += is_note ? 0 : 1;
    ++report_.by_kind[std::string(kind)];
    tell_({record_.place, kind, is_note, std::string(record_.id), std::string(record_.url),
           std::move(message)});
  }
  void Problem(std::string_view kind, std::string message) {
    Tell(kind, false, std::move(message));
  }
  void Note(std::string_view kind, std::string message) { Tell(kind, true, std::move(message)); }

  void Check(const warc::Record& record) {
    record_ = archive_.Describe(record);
    if (!record_.place.in_file && !std::exchange(shared_told_, true)) {
      Note("shared_unit",
           "records share a gzip member or zstd frame: none of them can be fetched by its offset");
    }
    if (record.format == warc::RecordFormat::kWarc) {
      CheckHeader(record);
      CheckEnding();
      CheckId();
    } else if (record_.length_wrong) {
      Problem("length", "the length of the URL record is not where the next one begins");
    }
    CheckDigest("block_digest", warc::VerifyBlockDigest(record), record.block_digest);
    // That of a revisit, or of a segment, is over what stands in another record.
    const bool elsewhere =
        record.type == RecordType::kRevisit ||
        (record.headers != nullptr && record.headers->Has("WARC-Segment-Number"));
    if (!elsewhere) {
      CheckDigest("payload_digest", warc::VerifyPayloadDigest(record), record.payload_digest);
    }
  }

  void CheckHeader(const warc::Record& record) {
    const warc::HeaderFields& fields = *record.headers;
    for (const Demand& demand : kDemanded) {
      if ((demand.types & Bit(record.type)) != 0 && !fields.Has(demand.name)) {
        Problem("missing_field", "there is no " + std::string(demand.name));
      }
    }
    for (const std::string_view name : kOnce) {
      if (fields.Count(name) > 1) {
        Problem("field_twice", std::string(name) + " stands more than once");
      }
    }
    if (record_.length_wrong && fields.Has("Content-Length")) {
      Problem("length", "Content-Length is " + std::string(fields.Get("Content-Length")) +
                            ", but the block has " + std::to_string(record.block.size()) +
                            " bytes");
    }
    if (!fields.complete()) {
      Problem("header", "no blank line ends the header");
    } else if (fields.bad_lines() != 0) {
      Problem("header", std::to_string(fields.bad_lines()) + " lines of the header are no fields");
    }
    if (HasBareLf(record_.header)) Problem("line_end", "a line of the header ends without CR");
    if (!record.date.empty() && !IsDate(record.date)) {
      Problem("bad_field", "WARC-Date is no date in UTC: " + std::string(record.date));
    }
    if (!record.id.empty() && !IsRecordId(record.id)) {
      Problem("bad_field", "WARC-Record-ID is no URI in brackets: " + std::string(record.id));
    }
  }

  void CheckEnding() {
    if (record_.ending != "\r\n\r\n") {
      Problem("record_end", "the record does not end in two line ends (CR LF CR LF)");
    }
  }

  void CheckId() {
    if (record_.id.empty()) return;
    // A hash of 64 bits: among a million records two that differ meet once in 10^7 archives.
    if (!ids_.insert(std::hash<std::string_view>()(record_.id)).second) {
      Problem("duplicate_id", "another record has the same WARC-Record-ID");
    }
  }

  void CheckDigest(std::string_view kind, warc::DigestCheck check, std::string_view value) {
    if (check == warc::DigestCheck::kMatch) ++report_.digests_verified;
    if (check == warc::DigestCheck::kMismatch) {
      Problem(kind, "the bytes do not match " + std::string(value));
    } else if (check == warc::DigestCheck::kUnsupported) {
      Note("digest_unknown", "a digest that cannot be verified: " + std::string(value));
    }
  }

  OpenArchive& archive_;
  const std::function<void(const ArchiveProblem&)>& tell_;
  ArchiveReport report_;
  ArchiveRecord record_;  // the one that is looked at
  std::unordered_set<size_t> ids_;
  bool shared_told_ = false;
};

}  // namespace
}  // namespace archive

Result<ArchiveReport> CheckArchive(const std::string& path, const ArchiveOptions& options,
                                   const std::function<void(const ArchiveProblem&)>& tell) {
  Result<std::unique_ptr<archive::OpenArchive>> opened = archive::OpenArchive::Open(path, options);
  if (!opened.ok()) return opened.status();
  return archive::Checker(**opened, tell).Run();
}

}  // namespace tamis
