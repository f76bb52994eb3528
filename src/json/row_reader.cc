// Idea:   simdjson checks the whole line, then only the members we want are looked at.
// Catch:  its errors have no position and may differ by machine, so a refused line is held
//         against the grammar once more (check.h); and it refuses a whole page for one ill-formed
//         byte or lone surrogate, which crawls are full of: those are mended.

#include "json/row_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <climits>
#include <string>

#include "base/unicode/utf8.h"
#include "json/check.h"
#include "json/mend.h"

namespace tamis::json {
namespace {

namespace dom = simdjson::dom;

constexpr uint32_t kMaxDepth = 1024;

struct Member {
  std::string_view name;
  std::string_view InputRow::* field;
  int rank;  // of the aliases of one field: the lower wins
};

constexpr Member kMembers[] = {
    {"html", &InputRow::html, 0},
    {"raw_html", &InputRow::html, 1},
    {"text", &InputRow::text, 0},
    {"content", &InputRow::text, 1},
    {"url", &InputRow::url, 0},
    {"id", &InputRow::id, 0},
    {"warc_record_id", &InputRow::id, 1},
    {"content_type", &InputRow::content_type, 0},
    {"content_mime_type", &InputRow::content_type, 1},
    {"warc_date", &InputRow::fetch_date, 0},
    {"fetch_date", &InputRow::fetch_date, 1},
};
constexpr size_t kMemberCount = std::size(kMembers);

}  // namespace

struct RowReader::Impl {
  explicit Impl(uint64_t max) : max_bytes(max) {}

  Result<InputRow> Read(std::string_view line);
  simdjson::error_code Parse(dom::element& root);
  Result<InputRow> Pick(dom::element root);

  uint64_t max_bytes;
  dom::parser parser;
  bool parser_ready = false;
  std::string padded;  // the line and the padding that simdjson reads over
  size_t size = 0;     // of the line
};

simdjson::error_code RowReader::Impl::Parse(dom::element& root) {
  if (!parser_ready) {
    if (auto error = parser.allocate(1 << 16, kMaxDepth)) return error;
    parser_ready = true;
  }
  padded.resize(size + simdjson::SIMDJSON_PADDING);
  return parser.parse(padded.data(), size, false).get(root);
}

Result<InputRow> RowReader::Impl::Pick(dom::element root) {
  dom::object object;
  if (root.get_object().get(object)) {
    return Status(StatusCode::kMalformed, "a row should be a JSON object");
  }
  InputRow row;
  int best[kMemberCount];  // rank of the alias taken, by the field's first alias
  std::fill(std::begin(best), std::end(best), INT_MAX);
  for (const dom::key_value_pair member : object) {
    for (size_t i = 0, first = 0; i < kMemberCount; ++i) {
      if (kMembers[i].field != kMembers[first].field) first = i;
      if (kMembers[i].name != member.key || kMembers[i].rank >= best[first]) continue;
      if (member.value.is_null()) continue;
      std::string_view text;
      if (member.value.get_string().get(text)) {
        return Status(StatusCode::kMalformed,
                      "\"" + std::string(member.key) + "\" should be a string");
      }
      row.*(kMembers[i].field) = text;
      best[first] = kMembers[i].rank;
      row.has_html |= kMembers[i].field == &InputRow::html;
      row.has_text |= kMembers[i].field == &InputRow::text;
    }
  }
  return row;
}

Result<InputRow> RowReader::Impl::Read(std::string_view line) {
  if (line.size() > max_bytes) {
    return Status(StatusCode::kTooLarge, max_bytes, "the line is too long");
  }
  padded.assign(line);
  size = line.size();
  dom::element root;
  simdjson::error_code error = Parse(root);
  if (error == simdjson::SUCCESS) return Pick(root);
  if (error == simdjson::MEMALLOC) return Status(StatusCode::kTooLarge, "no memory for the line");
  if (Status status = CheckSyntax(line, kMaxDepth - 1); !status.ok()) return status;

  // JSON in form: what simdjson refuses is the text of a string, or a number.
  padded.clear();
  AppendUtf8Lossy(line, padded);
  MendSurrogates(padded);
  size = padded.size();
  error = Parse(root);
  if (error != simdjson::SUCCESS) {
    return Status(StatusCode::kMalformed, "a string or number that JSON does not allow");
  }
  Result<InputRow> row = Pick(root);
  if (row.ok()) row.value().mended = true;
  return row;
}

RowReader::RowReader(uint64_t max_bytes) : impl_(std::make_unique<Impl>(max_bytes)) {}
RowReader::~RowReader() = default;
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;

Result<InputRow> RowReader::Read(std::string_view line) { return impl_->Read(line); }

}  // namespace tamis::json
