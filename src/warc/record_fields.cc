#include "warc/record_fields.h"

namespace tamis::warc {
namespace {

constexpr std::string_view kHttpVersion = "HTTP/";

struct TypeName {
  std::string_view name;
  RecordType type;
};

// https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#warc-record-types
constexpr TypeName kTypes[] = {
    {"response", RecordType::kResponse}, {"request", RecordType::kRequest},
    {"metadata", RecordType::kMetadata}, {"conversion", RecordType::kConversion},
    {"warcinfo", RecordType::kWarcinfo}, {"resource", RecordType::kResource},
    {"revisit", RecordType::kRevisit},   {"continuation", RecordType::kContinuation},
};

RecordType TypeNamed(std::string_view name) {
  for (const TypeName& entry : kTypes) {
    if (EqualsIgnoringCase(entry.name, name)) return entry.type;
  }
  return RecordType::kOther;
}

std::string_view WithoutBrackets(std::string_view uri) {
  const bool bracketed = uri.size() >= 2 && uri.front() == '<' && uri.back() == '>';
  return bracketed ? uri.substr(1, uri.size() - 2) : uri;
}

void TakeField(const HeaderField& field, Record& record, std::string_view& length) {
  const auto take = [&](std::string_view name, std::string_view& to) {
    if (to.empty() && EqualsIgnoringCase(field.name, name)) to = field.value;
  };
  // Grouped by what tells most names apart at once: their length.
  switch (field.name.size()) {
    case 9:
      take("WARC-Type", record.type_name);
      take("WARC-Date", record.date);
      break;
    case 12:
      take("Content-Type", record.content_type);
      break;
    case 14:
      take("Content-Length", length);
      take("WARC-Record-ID", record.id);
      take("WARC-Truncated", record.truncated);
      break;
    case 15:
      take("WARC-Target-URI", record.target_uri);
      break;
    case 17:
      take("WARC-Block-Digest", record.block_digest);
      break;
    case 19:
      take("WARC-Payload-Digest", record.payload_digest);
      break;
    default:
      break;
  }
}

// "20080102030405" as "2008-01-02T03:04:05Z".
std::string IsoDate(std::string_view digits) {
  std::string date;
  for (const char c : std::string_view("....-..-..T..:..:..Z")) {
    if (c == '.' && digits.empty()) break;
    date += c == '.' ? digits.front() : c;
    if (c == '.') digits.remove_prefix(1);
  }
  return date;
}

bool HasScheme(std::string_view url, std::string_view scheme) {
  return EqualsIgnoringCase(url.substr(0, scheme.size()), scheme);
}

}  // namespace

std::string_view RecordTypeName(RecordType type) {
  for (const TypeName& entry : kTypes) {
    if (entry.type == type) return entry.name;
  }
  return "other";
}

bool EndsWarcHeader(std::string_view line) {
  return line.substr(0, kHttpVersion.size()) == kHttpVersion || line.substr(0, 7) == "WARC/1." ||
         line.substr(0, 7) == "WARC/0.";
}

std::string_view TakeWarcFields(const HeaderFields& fields, Record& record) {
  std::string_view length;
  for (const HeaderField& field : fields.fields()) TakeField(field, record, length);
  record.format = RecordFormat::kWarc;
  record.type = TypeNamed(record.type_name);
  record.target_uri = WithoutBrackets(record.target_uri);
  record.headers = &fields;
  if (!fields.complete() || fields.bad_lines() != 0 || record.type_name.empty()) {
    record.flags |= kHeaderDamaged;
  }
  return length;
}

void TakeArcFields(const ArcLine& line, std::string& date, Record& record) {
  date = IsoDate(line.date);
  record.format = RecordFormat::kArc;
  record.date = date;
  record.target_uri = line.url;
  record.content_type = line.content_type;
  record.http = record.block.substr(0, kHttpVersion.size()) == kHttpVersion;
  record.type = record.http ? RecordType::kResponse : RecordType::kResource;
  if (HasScheme(line.url, "filedesc:")) record.type = RecordType::kWarcinfo;
  record.type_name = RecordTypeName(record.type);
}

bool HoldsHttp(const Record& record) {
  constexpr std::string_view kMedia = "application/http";
  return EqualsIgnoringCase(record.content_type.substr(0, kMedia.size()), kMedia) ||
         (record.type == RecordType::kResponse &&
          record.block.substr(0, kHttpVersion.size()) == kHttpVersion);
}

}  // namespace tamis::warc
