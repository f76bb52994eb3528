// Lines of indexes: JSON for people and scripts, CDXJ for replay.
//
// CDXJ:  https://iipc.github.io/warc-specifications/specifications/cdx-format/openwayback-cdxj/ as
//        far as pywb and cdxj-indexer write it: "KEY YYYYMMDDhhmmss {...}", values as strings, what
//        is not known left out. Held against cdxj-indexer by tests/warc/test_warc_tools.py.
// Tested: index_test.cc.

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "json/writer.h"
#include "tamis/archive.h"
#include "url/surt.h"
#include "warc/digest.h"

namespace tamis {
namespace {

std::string_view BaseName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// "text/html; charset=utf-8" as "text/html".
std::string_view MediaType(std::string_view content_type) {
  return content_type.substr(0, content_type.find_first_of("; \t\r\n\v\f"));
}

// The digits of an ISO date, as many as it has, up to the seconds.
std::string Timestamp(std::string_view date) {
  constexpr size_t kDigits = 14;
  std::string out;
  for (const char c : date) {
    if (c >= '0' && c <= '9' && out.size() < kDigits) out += c;
  }
  return out;
}

// One member of an object, with the spaces that other indexers put there.
void AppendMember(std::string_view name, std::string_view value, std::string& out) {
  out.append(out.back() == '{' ? "\"" : ", \"").append(name).append("\": \"");
  json::AppendEscaped(value, out);
  out += '"';
}

void WriteOptional(json::Writer& json, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  json.Key(name);
  json.String(value);
}

void WritePlace(json::Writer& json, const ArchivePlace& place) {
  json.Key("offset");
  json.Uint(place.offset);
  json.Key("offset_kind");
  json.Name(place.in_file ? "file" : "decompressed");
}

}  // namespace

bool MatchesWildcards(std::string_view pattern, std::string_view text) {
  size_t p = 0;
  size_t t = 0;
  size_t star = std::string_view::npos;  // the last one met
  size_t star_text = 0;                  // where what it does not stand for begins
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t]) && pattern[p] != '*') {
      ++p, ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

void AppendArchiveJson(const ArchiveRecord& record, std::string_view filename, std::string& out) {
  json::Writer json;
  json.Reset(&out);
  json.BeginObject();
  json.Key("filename");
  json.String(filename);
  WritePlace(json, record.place);
  json.Key("length");
  json.Uint(record.length);
  WriteOptional(json, "type", record.type);
  WriteOptional(json, "id", record.id);
  WriteOptional(json, "url", record.url);
  WriteOptional(json, "date", record.date);
  if (record.http_status != 0) {
    json.Key("status");
    json.Int(record.http_status);
  }
  WriteOptional(json, "mime", MediaType(record.content_type));
  json.Key("block_bytes");
  json.Uint(record.block.size());
  WriteOptional(json, "payload_digest", record.payload_digest);
  WriteOptional(json, "block_digest", record.block_digest);
  WriteOptional(json, "truncated", record.truncated);
  json.Key("flags");
  json.BeginArray();
  if (record.length_wrong) json.Name("length_wrong");
  if (record.header_damaged) json.Name("header_damaged");
  json.EndArray();
  json.EndObject();
  out += '\n';
}

bool IsIndexed(const ArchiveRecord& record) {
  const auto is = [&](std::string_view type) { return EqualsIgnoringCase(record.type, type); };
  if (record.url.empty()) return false;
  if (is("response") || is("revisit")) return true;
  return (is("resource") || is("metadata")) && record.content_type != "application/warc-fields";
}

void AppendCdxj(const ArchiveRecord& record, std::string_view filename, std::string& out) {
  url::AppendSurt(record.url, out);
  out.append(" ").append(Timestamp(record.date)).append(" {");
  AppendMember("url", record.url, out);
  const bool revisit = EqualsIgnoringCase(record.type, "revisit");
  const std::string_view mime =
      revisit ? std::string_view("warc/revisit") : MediaType(record.content_type);
  if (!mime.empty()) AppendMember("mime", mime, out);
  if (record.http_status != 0) AppendMember("status", std::to_string(record.http_status), out);
  if (!record.payload_digest.empty()) {
    AppendMember("digest", record.payload_digest, out);
  } else if (!revisit) {
    AppendMember("digest",
                 "sha1:" + warc::DigestBase32(warc::DigestAlgorithm::kSha1, record.payload), out);
  }
  AppendMember("length", std::to_string(record.length), out);
  AppendMember("offset", std::to_string(record.place.offset), out);
  AppendMember("filename", BaseName(filename), out);
  out.append("}\n");
}

void AppendProblemJson(const ArchiveProblem& problem, std::string_view filename, std::string& out) {
  json::Writer json;
  json.Reset(&out);
  json.BeginObject();
  json.Key("filename");
  json.String(filename);
  WritePlace(json, problem.place);
  json.Key("kind");
  json.Name(problem.kind);
  json.Key("note");
  json.Bool(problem.is_note);
  WriteOptional(json, "id", problem.id);
  WriteOptional(json, "url", problem.url);
  json.Key("message");
  json.String(problem.message);
  json.EndObject();
  out += '\n';
}

void AppendReportJson(const ArchiveReport& report, std::string_view filename, std::string& out) {
  json::Writer json;
  json.Reset(&out);
  json.BeginObject();
  json.Key("filename");
  json.String(filename);
  json.Key("ok");
  json.Bool(report.problems == 0);
  json.Key("records");
  json.Uint(report.records);
  json.Key("bytes");
  json.Uint(report.bytes);
  json.Key("digests_verified");
  json.Uint(report.digests_verified);
  json.Key("problems");
  json.Uint(report.problems);
  json.Key("by_kind");
  json.BeginObject();
  for (const auto& [kind, count] : report.by_kind) {
    json.Key(kind);
    json.Uint(count);
  }
  json.EndObject();
  json.EndObject();
  out += '\n';
}

}  // namespace tamis
