// Idea:   one pass over the members of the object; a sorted table says which field each one is.
// Catch:  schemas name things differently and nest them in `metadata`, so every name has a rank
//         and the lowest rank that holds a value wins. Values come from files that anyone may
//         have written: a member of an unexpected type is no value, never an error.

#include "report/row_facts.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cmath>
#include <string>

#include "base/ascii.h"

namespace tamis::report {
namespace {

namespace dom = simdjson::dom;

constexpr uint32_t kMaxDepth = 1024;
constexpr int kNestedRank = 100;  // added to the rank of members of `metadata`

struct TextMember {
  std::string_view name;
  std::string_view RowFacts::* field;
  int rank;  // of the names of one field: the lower wins
};

constexpr TextMember kTextMembers[] = {
    {"id", &RowFacts::id, 0},
    {"warc_record_id", &RowFacts::id, 1},
    {"url", &RowFacts::url, 0},
    {"source", &RowFacts::url, 1},  // trafilatura; in dolma the name of a data set
    {"hostname", &RowFacts::hostname, 0},
    {"source-hostname", &RowFacts::hostname, 1},
    {"url_host_name", &RowFacts::hostname, 2},
    {"title", &RowFacts::title, 0},
    {"text", &RowFacts::text, 0},
    {"filter_reason", &RowFacts::filter_reason, 0},
    {"language", &RowFacts::language, 0},
    {"content_languages", &RowFacts::language, 1},
    {"page_type", &RowFacts::page_type, 0},
    {"pagetype", &RowFacts::page_type, 1},
    {"page_state", &RowFacts::page_state, 0},
    {"status", &RowFacts::status, 0},
    {"content_charset", &RowFacts::charset, 0},
    {"content_mime_detected", &RowFacts::mime, 0},
    {"date_published", &RowFacts::date_published, 0},
    {"date", &RowFacts::date_published, 1},
    {"warc_filename", &RowFacts::warc_filename, 0},
};
constexpr size_t kTextMemberCount = std::size(kTextMembers);

// Other names of fields that are counted as filled.
constexpr std::pair<std::string_view, std::string_view> kCoverageAliases[] = {
    {"author", "authors"},
    {"date", "date_published"},
    {"excerpt", "description"},
    {"content_languages", "language"},
};

// Numbers from outside, brought into their range.
uint64_t ToUnsigned(dom::element value) {
  uint64_t number = 0;
  return value.get_uint64().get(number) ? 0 : number;
}

double ToDouble(dom::element value, double otherwise) {
  double number = 0;
  return value.get_double().get(number) || !std::isfinite(number) ? otherwise : number;
}

bool HoldsSomething(dom::element value) {
  switch (value.type()) {
    case dom::element_type::NULL_VALUE:
      return false;
    case dom::element_type::STRING:
      return !value.get_string().value_unsafe().empty();
    case dom::element_type::ARRAY:
      return value.get_array().value_unsafe().begin() != value.get_array().value_unsafe().end();
    default:
      return true;
  }
}

size_t CoverageIndex(std::string_view name) {
  for (const auto& [alias, field] : kCoverageAliases) {
    if (name == alias) name = field;
  }
  const auto* const end = std::end(kCoverageFields);
  return static_cast<size_t>(std::find(std::begin(kCoverageFields), end, name) -
                             std::begin(kCoverageFields));
}

bool IsUrl(std::string_view text) { return text.find("://") != std::string_view::npos; }

}  // namespace

struct RowFactsReader::Impl {
  void TakeMembers(dom::object object, int base_rank);
  void TakeText(dom::key_value_pair member, int base_rank);
  void TakeNumber(std::string_view name, dom::element value);
  void TakeBlocks(dom::element value);
  BlockFacts TakeBlock(dom::object object) const;

  dom::parser parser;
  bool ready = false;
  std::string padded;  // the line and the padding that simdjson reads over
  RowFacts row;
  std::array<int, kTextMemberCount> best = {};  // rank taken, at the index of a field's first name
};

void RowFactsReader::Impl::TakeText(dom::key_value_pair member, int base_rank) {
  for (size_t i = 0, first = 0; i < kTextMemberCount; ++i) {
    if (kTextMembers[i].field != kTextMembers[first].field) first = i;
    if (kTextMembers[i].name != member.key) continue;
    std::string_view text;
    if (member.value.get_string().get(text) || text.empty()) continue;
    if (member.key == "source" && !IsUrl(text)) continue;
    const int rank = kTextMembers[i].rank + base_rank;
    if (rank >= best[first]) continue;
    row.*(kTextMembers[i].field) = text;
    best[first] = rank;
  }
}

void RowFactsReader::Impl::TakeNumber(std::string_view name, dom::element value) {
  if (name == "confidence") {
    const double confidence = ToDouble(value, -1);
    if (row.confidence < 0 && confidence <= 1) row.confidence = confidence;
    return;
  }
  int64_t RowFacts::* field = nullptr;
  if (name == "fetch_status") field = &RowFacts::fetch_status;
  if (name == "warc_record_offset") field = &RowFacts::warc_record_offset;
  if (name == "warc_record_length") field = &RowFacts::warc_record_length;
  int64_t number = 0;
  if (field == nullptr || row.*field >= 0 || value.get_int64().get(number)) return;
  row.*field = std::max<int64_t>(number, -1);
}

BlockFacts RowFactsReader::Impl::TakeBlock(dom::object object) const {
  BlockFacts block;
  uint64_t text_start = 0, text_end = 0;
  for (const dom::key_value_pair member : object) {
    const std::string_view name = member.key;
    if (name == "kind") {
      if (member.value.get_string().get(block.kind)) block.kind = {};
    } else if (name == "reason") {
      if (member.value.get_string().get(block.reason)) block.reason = {};
    } else if (name == "text") {
      block.has_text = !member.value.get_string().get(block.text);
    } else if (name == "keep") {
      if (member.value.get_bool().get(block.keep)) block.keep = false;
    } else if (name == "score") {
      block.score = ToDouble(member.value, 0);
    } else if (name == "html_start") {
      block.html_start = ToUnsigned(member.value);
    } else if (name == "html_end") {
      block.html_end = ToUnsigned(member.value);
    } else if (name == "text_start") {
      text_start = ToUnsigned(member.value);
    } else if (name == "text_end") {
      text_end = ToUnsigned(member.value);
    }
  }
  block.html_end = std::max(block.html_start, block.html_end);
  if (!block.has_text && text_start < text_end && text_end <= row.text.size()) {
    block.text = row.text.substr(text_start, text_end - text_start);
    block.has_text = true;
  }
  return block;
}

void RowFactsReader::Impl::TakeBlocks(dom::element value) {
  dom::array array;
  if (value.get_array().get(array)) return;
  row.has_blocks = true;
  row.blocks.clear();  // a second member of this name replaces the first
  for (const dom::element item : array) {
    dom::object object;
    if (!item.get_object().get(object)) row.blocks.push_back(TakeBlock(object));
  }
}

void RowFactsReader::Impl::TakeMembers(dom::object object, int base_rank) {
  for (const dom::key_value_pair member : object) {
    TakeText(member, base_rank);
    TakeNumber(member.key, member.value);
    const size_t field = CoverageIndex(member.key);
    if (field < kCoverageFieldCount && HoldsSomething(member.value)) row.filled |= 1u << field;
  }
}

RowFactsReader::RowFactsReader() : impl_(std::make_unique<Impl>()) {}
RowFactsReader::~RowFactsReader() = default;

Result<const RowFacts*> RowFactsReader::Read(std::string_view line) {
  Impl& impl = *impl_;
  if (!impl.ready) {
    if (impl.parser.allocate(1 << 16, kMaxDepth)) {
      return Status(StatusCode::kTooLarge, "no memory for the row");
    }
    impl.ready = true;
  }
  impl.padded.assign(line);
  impl.padded.resize(line.size() + simdjson::SIMDJSON_PADDING);
  dom::object object;
  const auto error = impl.parser.parse(impl.padded.data(), line.size(), false).get(object);
  if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) {
    return Status(StatusCode::kTooLarge, "no memory for the row");
  }
  if (error) return Status(StatusCode::kMalformed, "the row is no JSON object");

  std::vector<BlockFacts> blocks = std::move(impl.row.blocks);  // for its memory
  blocks.clear();
  impl.row = RowFacts();
  impl.row.blocks = std::move(blocks);
  impl.best.fill(INT_MAX);
  impl.TakeMembers(object, 0);
  dom::object metadata;
  const bool nested = !object["metadata"].get_object().get(metadata);
  if (nested) impl.TakeMembers(metadata, kNestedRank);
  dom::object quality;
  dom::element words;
  if (!object["quality"].get_object().get(quality) && !quality["words"].get(words)) {
    impl.row.words = ToUnsigned(words);
  }
  if (!impl.row.url.empty()) impl.row.filled |= 1u << CoverageIndex("url");
  // Last, since the range of a block is one of the row's text.
  dom::element value;
  if (!object["blocks"].get(value) || (nested && !metadata["blocks"].get(value))) {
    impl.TakeBlocks(value);
  }
  return &impl.row;
}

std::string_view HostOf(const RowFacts& row, std::string& buffer) {
  std::string_view host = row.hostname;
  if (host.empty()) {
    const size_t scheme = row.url.find("://");
    if (scheme == std::string_view::npos) return {};
    host = row.url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#\\"));
    if (const size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
    const size_t colon = host.rfind(':');
    if (colon != std::string_view::npos &&
        host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos) {
      host = host.substr(0, colon);
    }
  }
  buffer.assign(host);
  for (char& c : buffer) c = ToAsciiLower(c);
  return buffer;
}

}  // namespace tamis::report
